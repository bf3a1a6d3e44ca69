// SPDX-License-Identifier: Apache-2.0
// The table behind the view as CSV: each row with interval, grade, listing, date and sources.
import { cell } from '../csv';
import { licenceName } from '../format';
import { layerValues, type AtlasModel } from './model';
import type { State } from './state';
import type { Row } from './view';

const names = [
  'place',
  'code',
  'good_or_sector',
  'measure',
  'as_of',
  'median',
  'lo90',
  'hi90',
  'unit',
  'year',
  'grade',
  'listed_forced_labour_since',
  'listed_child_labour_since',
  'listed_until',
  'sources',
];

const units: Record<string, string> = {
  prevalence: 'people per 1000 workers',
  hazard: 'probability within 24 months',
  listings: '',
};

function sourcesOf(model: AtlasModel, state: State): string {
  const index = model.indexAt.get(state.measure);
  const lists = model.data.listings[0]?.source[0];
  const used =
    index !== undefined
      ? [index.source[0]]
      : ((state.measure === 'listings' ? [] : model.layerAt.get(state.layer)?.sources) ?? []);
  return [...new Set([...used, ...(lists === undefined ? [] : [lists])])]
    .map((i) => model.data.datasets[i])
    .flatMap((d) =>
      d ? [`${d.publisher}, ${d.title} (${d.edition}; ${licenceName(d.licence)}) ${d.url}`] : [],
    )
    .join('; ');
}

const digits = (v: number | null): string => (v === null ? '' : String(Number(v.toPrecision(4))));
const earliest = (list: { since: string }[]): string => list.map((l) => l.since).sort()[0] ?? '';

export function csvOfView(model: AtlasModel, state: State, rows: Row[]): string {
  const index = model.indexAt.get(state.measure);
  const layer = model.layerAt.get(state.layer);
  const listedDay = layer ? layerValues(model, layer, state.date).listed : () => null;
  const sources = sourcesOf(model, state);
  const lines = rows.map((r) => {
    const place = model.data.places[r.place];
    return [
      place?.name ?? '',
      place?.code ?? '',
      layer?.label ?? '',
      index?.label ?? state.measure,
      model.data.dates[state.date]?.date ?? '',
      digits(r.value.median),
      digits(r.value.lo90),
      digits(r.value.hi90),
      index?.unit ?? units[state.measure] ?? '',
      r.year === null ? '' : String(r.year),
      r.grade,
      earliest(r.listed.forced) || (listedDay(r.place) ?? ''),
      earliest(r.listed.child),
      r.listed.forced.length + r.listed.child.length
        ? ''
        : (r.listed.former
            .map((l) => l.until ?? '')
            .sort()
            .at(-1) ?? ''),
      sources,
    ];
  });
  return [names, ...lines].map((line) => line.map(cell).join(',')).join('\r\n');
}
