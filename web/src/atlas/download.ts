// SPDX-License-Identifier: Apache-2.0
// The table behind the view as CSV, in the columns of docs/columns.md, and the tables that it rests on as another.
import { cell } from '../csv';
import { licenceName } from '../format';
import { madeAt } from './made';
import { forcedSince, goodOf, layerValues, type AtlasModel } from './model';
import type { State } from './state';
import { formerOf, type Row } from './view';

type Cell = string | number | null;

const digits = (v: number | null): Cell => (v === null ? null : Number(v.toPrecision(4)));
const earliest = (days: string[]): Cell => days.sort()[0] ?? null;

/** Positions of the tables behind a view: those of its estimates, of an index, of the listings, of exports. */
function sourcesOf(model: AtlasModel, state: State): number[] {
  const index = model.indexAt.get(state.measure);
  const parts = model.data.indices.filter((x) => x.part_of.some((p) => p.index === index?.id));
  const used = [
    ...(model.layerAt.get(state.layer)?.sources ?? []),
    ...(index ? [index, ...parts].map((x) => x.source[0]) : []),
    ...model.data.listings.slice(0, 1).map((l) => l.source[0]),
    ...(goodOf(model, state.layer)?.producers.slice(0, 1) ?? []).map((p) => p.source[0]),
  ];
  return [...new Set(used)].filter((i) => model.data.datasets[i] !== undefined);
}

type Columns = Record<string, (row: Row) => Cell>;

/** Every column by its name, in the order of docs/columns.md. */
function columnsOf(model: AtlasModel, state: State): Columns {
  const index = model.indexAt.get(state.measure);
  const layer = model.layerAt.get(state.layer);
  const good = goodOf(model, state.layer);
  const values = layer && layerValues(model, layer, state.date);
  const estimate = (name: 'p' | 'h', end: 'median' | 'lo90' | 'hi90') => (r: Row) =>
    digits(values?.[name](r.place)[end] ?? null);
  const made = (r: Row) => (good ? madeAt(model, good, r.place, r.listed) : null);
  const ids = sourcesOf(model, state).map((i) => model.data.datasets[i]?.id ?? '');
  return {
    date: () => model.data.dates[state.date]?.date ?? null,
    group: () => layer?.group ?? null,
    layer: () => layer?.id ?? null,
    layer_name: () => layer?.label ?? null,
    place: (r) => model.data.places[r.place]?.code ?? null,
    place_name: (r) => model.data.places[r.place]?.name ?? null,
    prevalence_per_1000: estimate('p', 'median'),
    prevalence_lo90: estimate('p', 'lo90'),
    prevalence_hi90: estimate('p', 'hi90'),
    hazard_24m: estimate('h', 'median'),
    hazard_lo90: estimate('h', 'lo90'),
    hazard_hi90: estimate('h', 'hi90'),
    listed_since: (r) => earliest(r.listed.forced.map(forcedSince)) ?? r.listedSince,
    grade: (r) => values?.grade(r.place) ?? null,
    listed_child_since: (r) => earliest(r.listed.child.map((l) => l.since)),
    listed_until: (r) => formerOf(r.listed)?.until ?? null,
    listed_until_for: (r) => formerOf(r.listed)?.what ?? null,
    export_share: (r) => digits(made(r)?.share ?? null),
    export_year: (r) => made(r)?.year ?? null,
    index: () => index?.id ?? null,
    index_value: (r) => (index ? digits(r.value.median) : null),
    index_lo90: (r) => (index ? digits(r.value.lo90) : null),
    index_hi90: (r) => (index ? digits(r.value.hi90) : null),
    index_unit: () => index?.unit ?? null,
    index_year: (r) => (index ? r.year : null),
    sources: () => ids.join(' '),
  };
}

const joined = (lines: Cell[][]): string =>
  lines.map((line) => line.map((c) => cell(c ?? '')).join(',')).join('\r\n');

export function csvOfView(model: AtlasModel, state: State, rows: Row[]): string {
  const columns = Object.entries(columnsOf(model, state));
  return joined([columns.map(([name]) => name), ...rows.map((r) => columns.map(([, of]) => of(r)))]);
}

/** What the ids in the column `sources` stand for, one line each. */
export function csvOfSources(model: AtlasModel, state: State): string {
  const names = [
    'id',
    'publisher',
    'title',
    'edition',
    'published',
    'licence',
    'licence_url',
    'url',
    'attribution',
  ];
  const lines = sourcesOf(model, state).flatMap((i) => {
    const d = model.data.datasets[i];
    return d
      ? [
          [
            d.id,
            d.publisher,
            d.title,
            d.edition,
            d.published,
            licenceName(d.licence),
            d.licence_url,
            d.url,
            d.attribution,
          ],
        ]
      : [];
  });
  return joined([names, ...lines]);
}
