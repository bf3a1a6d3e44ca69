// SPDX-License-Identifier: Apache-2.0
// The data with the look-ups that the views share. Built once, never changed.
import { decodeCells, type Marks } from './cells';
import type {
  Estimate,
  EstimateColumns,
  MapLayer,
  ReportData,
  RollupId,
  RollupRow,
  Shape,
  SupplierDictionaries,
} from './data';
import { countryName, folded, noData, withheld } from './format';

type TextDictionary = Exclude<
  keyof SupplierDictionaries,
  'activity' | 'good' | 'advice' | 'answer' | 'region_name' | 'group_kind' | 'since'
>;
export type Question = 'p' | 's' | 'h' | 'residual' | 'persons';

export interface Model {
  data: ReportData;
  /** name of a country or region code */
  placeName: (code: string) => string;
  /** folded text that the search looks at, one a supplier */
  search: () => string[];
  /** what the site makes, in words: the good of the lists if there is one, else the activity */
  product: string[];
  /** supplier index by row number */
  byRow: Map<number, number>;
  shapes: Map<string, Shape>;
  /** the suppliers beyond the list, as counts of cells */
  rest: () => Marks;
}

/** Makes a value on its first use and keeps it. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

export function buildModel(data: ReportData): Model {
  const shapes = new Map([...data.map.countries, ...data.map.regions].map((s) => [s.code, s]));
  const { columns, dict } = data.suppliers;
  const regions = new Map(dict.region.map((code, i) => [code, dict.region_name[i]]));
  const product = columns.row.map((_, i) => {
    const good = dict.good[columns.good[i] ?? -1];
    const activity = dict.activity[columns.activity[i] ?? -1];
    return good?.label ?? activity?.label ?? '';
  });
  const search = once(() =>
    columns.row.map((row, i) =>
      folded(
        [
          String(row),
          columns.name[i],
          columns.own_id[i],
          columns.place_text[i],
          product[i],
          dict.parent[columns.parent[i] ?? -1] ?? '',
        ].join(' '),
      ),
    ),
  );
  return {
    data,
    shapes,
    product,
    search,
    rest: once(() => decodeCells(data.points)),
    placeName: (code) => shapes.get(code)?.name ?? regions.get(code) ?? countryName(code),
    byRow: new Map(columns.row.map((row, i) => [row, i])),
  };
}

/** Text of a dictionary column for a supplier, '' when none. */
export function text(model: Model, name: TextDictionary, i: number): string {
  const { columns, dict } = model.data.suppliers;
  return dict[name][columns[name][i] ?? -1] ?? '';
}

/** What the supplier answers, '' = nothing: it stands beside the score wherever the score does. */
export function answerOf(model: Model, i: number): string {
  const { columns, dict } = model.data.suppliers;
  return dict.answer?.[columns.answer?.[i] ?? -1] ?? '';
}

/** Estimate of one question for a supplier. */
export function estimate(model: Model, question: Question, i: number): Estimate {
  return pick(model.data.suppliers.columns[question], i);
}

function pick(columns: EstimateColumns, i: number): Estimate {
  const at = (values: (number | null)[]) => values[i] ?? null;
  return {
    median: at(columns.median),
    lo50: at(columns.lo50),
    hi50: at(columns.hi50),
    lo90: at(columns.lo90),
    hi90: at(columns.hi90),
  };
}

/** Where the site is, in words: region and country, as far as known. */
export function placeLabel(model: Model, i: number): string {
  const country = text(model, 'country', i);
  if (!country) return 'country not known';
  const region = text(model, 'region', i);
  const name = model.placeName(country);
  return region ? `${model.placeName(region)}, ${name}` : name;
}

/** The row that has the supplier's rank, null for a row that has its own. */
export function repeatOf(model: Model, i: number): number | null {
  return model.data.suppliers.columns.repeat_of[i] ?? null;
}

/** The group of near-duplicates that a supplier is in, null for one that stands alone. */
export function groupOf(model: Model, i: number): string | null {
  const { columns } = model.data.suppliers;
  const group = columns.group?.[i] ?? null;
  return group === null ? null : `${columns.group_kind?.[i] ?? -1}:${group}`;
}

/** "in the same cell": what the suppliers of its group share. */
export function groupWords(model: Model, i: number): string {
  const { columns, dict } = model.data.suppliers;
  const kind = dict.group_kind?.[columns.group_kind?.[i] ?? -1];
  if (kind === 'site') return 'at the same site';
  return kind === 'company' ? 'of the same company in this country' : 'in the same cell';
}

/** The same, short, for a cell of the table. */
export function groupLabel(model: Model, i: number): string {
  const { columns, dict } = model.data.suppliers;
  return `same ${dict.group_kind?.[columns.group_kind?.[i] ?? -1] ?? 'cell'}`;
}

/** new, changed or same since the earlier run, '' if none was named. */
export function sinceOf(model: Model, i: number): string {
  const { columns, dict } = model.data.suppliers;
  return dict.since?.[columns.since?.[i] ?? -1] ?? '';
}

/** One line of a list: a supplier, and those behind it that are near-duplicates of it. */
export interface Line {
  i: number;
  more: number[];
}

/** Indices with each group as one line, where its first one stands. */
export function grouped(model: Model, indices: number[]): Line[] {
  const lines: Line[] = [];
  const byGroup = new Map<string, Line>();
  for (const i of indices) {
    const group = groupOf(model, i);
    const line = group === null ? undefined : byGroup.get(group);
    if (line) {
      line.more.push(i);
      continue;
    }
    const fresh: Line = { i, more: [] };
    lines.push(fresh);
    if (group !== null) byGroup.set(group, fresh);
  }
  return lines;
}

/** Without anchors nothing is scaled to published totals: order and hazard are all there is. */
export const unanchored = (model: Model): boolean => model.data.run.anchors.id === 'none';

/** What stands in the place of a level: withheld for what was scored without anchors, else no data. */
export const missingWords = (model: Model, scored: boolean): string =>
  scored && unanchored(model) ? withheld : noData;

/** A level in words, or why there is none. */
export const levelText = (
  model: Model,
  value: Estimate,
  words: (value: Estimate) => string,
  scored = true,
): string => (value.median === null ? missingWords(model, scored) : words(value));

/** Suppliers that were scored, each once however often the list names it. */
export const scoredSites = ({ data: { counts } }: Model): number => counts.assessed - counts.duplicates;

/** Whether a grade says that there is evidence about the site itself. */
export const isEvidence = (grade: string | undefined): boolean => grade === 'A' || grade === 'B';

/** A point to draw the site at, and whether it is only a stand-in for a region or country. */
export function drawPoint(model: Model, i: number): { lon: number; lat: number; exact: boolean } | null {
  const { columns } = model.data.suppliers;
  const lon = columns.lon[i] ?? null;
  const lat = columns.lat[i] ?? null;
  const precision = text(model, 'precision', i);
  if (lon !== null && lat !== null)
    return { lon, lat, exact: precision === 'coordinates' || precision === 'address' };
  const shape = model.shapes.get(text(model, 'region', i)) ?? model.shapes.get(text(model, 'country', i));
  return shape ? { lon: shape.lon, lat: shape.lat, exact: false } : null;
}

export function rollupRow(model: Model, id: RollupId, key: string): RollupRow | undefined {
  return model.data.rollups.find((r) => r.id === id)?.rows.find((row) => row.key === key);
}

export function layerById(model: Model, id: string): MapLayer | undefined {
  return model.data.map.layers.find((l) => l.id === id);
}

/** What a layer says about one place. */
export interface PlaceValue {
  p: Estimate;
  h: Estimate;
  listed: string | null;
}

/** Values of a layer by place code. */
export function layerValues(model: Model, layer: MapLayer): Map<string, PlaceValue> {
  const values = new Map<string, PlaceValue>();
  const none = { lo50: null, hi50: null };
  layer.place.forEach((place, i) => {
    const code = model.data.map.places[place];
    if (code === undefined) return;
    values.set(code, {
      p: { median: layer.p[i] ?? null, lo90: layer.p_lo[i] ?? null, hi90: layer.p_hi[i] ?? null, ...none },
      h: { median: layer.h[i] ?? null, lo90: layer.h_lo[i] ?? null, hi90: layer.h_hi[i] ?? null, ...none },
      listed: layer.listed[i] ?? null,
    });
  });
  return values;
}
