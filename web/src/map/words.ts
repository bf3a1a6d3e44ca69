// SPDX-License-Identifier: Apache-2.0
// What the map says in words when something is pointed at.
import { count, estimated, noData, percentInterval, whole } from '../format';
import { estimate, missingWords, placeLabel, scoredSites, text, type Model, type PlaceValue } from '../model';

export function supplierWords(model: Model, i: number): string[] {
  const { columns } = model.data.suppliers;
  const s = estimate(model, 's', i);
  const precision = text(model, 'precision', i);
  const how =
    precision === 'coordinates' || precision === 'address' ? '' : ` (only the ${precision} is known)`;
  return [
    columns.name[i] ?? '',
    `${placeLabel(model, i)}${how}`,
    `at this site: ${s.median === null ? missingWords(model, columns.priority[i] !== null) : percentInterval(s)}`,
  ];
}

/** What a mark of the map tells of itself. */
export interface MarkFacts {
  /** index of the one supplier, -1 = several, or held as a number only */
  i: number;
  n: number;
  exact: number;
  evidence: number;
  first: number;
}

/** How precisely the places of several suppliers are known. */
function precisionWords({ n, exact }: MarkFacts): string {
  if (exact === n) return 'all at known places';
  const only = 'known by city, region or country only';
  return exact === 0 ? (n === 1 ? only : `all ${only}`) : `${whole(n - exact)} ${only}`;
}

/** Ranks beyond the list are kept roughly. */
function rankWords(model: Model, { first, n }: MarkFacts): string[] {
  if (first === 0) return [];
  const rank =
    first <= model.data.suppliers.count ? whole(first) : `about ${whole(Number(first.toPrecision(2)))}`;
  return [`${n === 1 ? 'rank' : 'the first of them has rank'} ${rank} of ${whole(scoredSites(model))}`];
}

/** `closer`: coming closer may still tell them apart. */
export function markWords(model: Model, mark: MarkFacts, closer: boolean): string[] {
  if (mark.i >= 0) return supplierWords(model, mark.i);
  const held = 'held as a number only: the rows stand in suppliers.parquet';
  return [
    `${count(mark.n, 'supplier')} here`,
    precisionWords(mark),
    ...(mark.evidence > 0 ? [`${whole(mark.evidence)} with evidence about the site itself`] : []),
    ...rankWords(model, mark),
    mark.n > 1 && closer ? 'Click to come closer' : held,
  ];
}

/** Value of one place: "12 of 1,000 workers (4–33)". */
export function prevalenceWords(value: PlaceValue, missing = noData): string {
  const { median, lo90, hi90 } = value.p;
  if (median === null) return `prevalence: ${missing}`;
  return `${estimated(median)} of 1,000 workers (${estimated(lo90)}–${estimated(hi90)})`;
}

export function hazardWords(value: PlaceValue): string {
  if (value.listed) return `listed since ${value.listed}`;
  return value.h.median === null
    ? 'new finding: no data'
    : `new finding within 24 months: ${percentInterval(value.h)}`;
}

/** The region's own value where it has one, else its country's, and it says which. */
export function areaWords(
  model: Model,
  values: Map<string, PlaceValue>,
  label: string,
  country: string,
  region?: string,
): string[] {
  const own = region ? values.get(region) : undefined;
  const value = own ?? values.get(country);
  const title =
    region && own ? `${model.placeName(region)}, ${model.placeName(country)}` : model.placeName(country);
  if (!value) return [title, `${label}: no data`];
  return [title, `${label}: ${prevalenceWords(value, missingWords(model, true))}`, hazardWords(value)];
}
