// SPDX-License-Identifier: Apache-2.0
// What the map shows of the suppliers: those of the list that pass the filters, and the others as numbers.
import { emptyMarks, type Marks } from './cells';
import { toSquare } from './map/plane';
import type { OmittedPlace } from './data';
import { drawPoint, isEvidence, repeatOf, scoredSites, type Model } from './model';
import { onlyArea, type Filters } from './state';

/** Suppliers of these ranks have marks of their own. */
export const ranked = 20;

/** How many first ranks a gathered mark tells of: a fiftieth of the list, at most 100; 0 when the ranks are drawn. */
export function leadingRanks(model: Model): number {
  const ranks = Math.min(100, Math.floor(scoredSites(model) / 50));
  return ranks > ranked ? ranks : 0;
}

/** Positions in suppliers.omitted of the places in the chosen area. */
function chosenPlaces(model: Model, { country, region }: Filters): Set<number> {
  const chosen = new Set<number>();
  model.data.suppliers.omitted.forEach(({ place }, k) => {
    if (region ? place === region : !country || place === country || place.startsWith(`${country}-`))
      chosen.add(k);
  });
  return chosen;
}

const unpointed = ({ count, repeats, pointed }: OmittedPlace): number => count - repeats - pointed;

/** How many suppliers stand beyond the list in the chosen area, how many of them repeat a supplier or have no point. */
export function beyond(model: Model, filters: Filters): { all: number; repeats: number; unpointed: number } {
  const sum = { all: 0, repeats: 0, unpointed: 0 };
  if (!onlyArea(filters)) return sum;
  for (const k of chosenPlaces(model, filters)) {
    const place = model.data.suppliers.omitted[k];
    sum.all += place?.count ?? 0;
    sum.repeats += place?.repeats ?? 0;
    sum.unpointed += place ? unpointed(place) : 0;
  }
  return sum;
}

function copy(from: Marks, k: number, to: Marks, at: number): void {
  for (const name of ['x', 'y', 'n', 'exact', 'evidence', 'first', 'i', 'place'] as const)
    to[name][at] = from[name][k] ?? 0;
}

/** Cells of the chosen area. */
function chosenCells(model: Model, filters: Filters): Marks {
  const cells = model.rest();
  if (!filters.country) return cells;
  const chosen = chosenPlaces(model, filters);
  const kept = [...cells.place.keys()].filter((k) => chosen.has(cells.place[k] ?? -1));
  const marks = emptyMarks(kept.length);
  kept.forEach((k, at) => copy(cells, k, marks, at));
  return marks;
}

/** Omitted suppliers without a point stand together, hollow, where their region or country is named. */
function withoutPoint(model: Model, filters: Filters) {
  return [...chosenPlaces(model, filters)].flatMap((k) => {
    const omitted = model.data.suppliers.omitted[k];
    const shape = omitted && model.shapes.get(omitted.place);
    const n = omitted ? unpointed(omitted) : 0;
    return shape && n > 0 ? [{ k, n, lon: shape.lon, lat: shape.lat }] : [];
  });
}

function joined(parts: Marks[]): Marks {
  const marks = emptyMarks(parts.reduce((n, part) => n + part.size, 0));
  let at = 0;
  for (const part of parts) {
    for (const name of ['x', 'y', 'n', 'exact', 'evidence', 'first', 'i', 'place'] as const)
      marks[name].set(part[name], at);
    at += part.size;
  }
  return marks;
}

/** Marks of the listed suppliers `passing`; those that cannot be placed are left out. */
function listedMarks(model: Model, passing: number[]): Marks {
  const { columns } = model.data.suppliers;
  const placed = passing.flatMap((i) => {
    // The row that has the supplier's rank stands on the map for those that repeat it.
    const point = repeatOf(model, i) === null ? drawPoint(model, i) : null;
    return point ? [{ i, ...point }] : [];
  });
  const marks = emptyMarks(placed.length);
  placed.forEach(({ i, lon, lat, exact }, k) => {
    [marks.x[k], marks.y[k]] = toSquare(lon, lat);
    marks.n[k] = 1;
    marks.exact[k] = exact ? 1 : 0;
    marks.evidence[k] = isEvidence(columns.grade[i]) ? 1 : 0;
    marks.first[k] = columns.priority[i] ?? 0;
    marks.i[k] = i;
  });
  return marks;
}

/**
 * All marks under the filters. What is held as a number knows its place only: under any other filter it is left
 * out, and the page says so.
 */
export function marksOf(model: Model, passing: number[], filters: Filters): Marks {
  const listed = listedMarks(model, passing);
  if (!onlyArea(filters) || model.data.suppliers.omitted.length === 0) return listed;
  const bundles = withoutPoint(model, filters);
  const hollow = emptyMarks(bundles.length);
  bundles.forEach(({ k, n, lon, lat }, at) => {
    [hollow.x[at], hollow.y[at]] = toSquare(lon, lat);
    hollow.n[at] = n;
    hollow.place[at] = k;
  });
  return joined([listed, chosenCells(model, filters), hollow]);
}
