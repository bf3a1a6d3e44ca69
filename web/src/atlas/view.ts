// SPDX-License-Identifier: Apache-2.0
// What is shown of each place for a choice of good, measure and date: value, class, colour, words.
import type { Estimate, Num } from '../data';
import { amountInterval, noData, percentInterval } from '../format';
import type { AreaPaint } from '../map/areaStyle';
import type { Tally } from '../map/ClassLegend';
import { evidenceColour, listedColour, logit, measures, probabilityAxis, ramp, type Axis } from '../scale';
import type { AtlasIndex, AtlasListing } from './data';
import { goodOf, goodsOf, indexValue, isCountry, layerValues, listingState, type AtlasModel } from './model';
import { leftOut } from './made';
import type { State } from './state';

export interface MeasureFacts {
  id: string;
  label: string;
  unit: string;
  explain: string;
  limits: string[];
  colours: readonly string[];
  axis: Axis | null;
}

export interface Row {
  place: number;
  value: Estimate;
  /** year of an index value */
  year: Num;
  grade: string;
  /** class of the scale, -1 = no data */
  class: number;
  listed: Listed;
  /** first listing for forced labour in force; of a region, that of its country */
  listedSince: string | null;
}

/** Listings of the chosen good or sector at a place. */
export interface Listed {
  forced: AtlasListing[];
  child: AtlasListing[];
  former: AtlasListing[];
}

export interface View {
  facts: MeasureFacts;
  /** one a place, in the order of places */
  rows: Row[];
  paint: AreaPaint;
  tally: Tally;
  /** places that the choice leaves uncoloured although they have a value */
  out: Set<number>;
}

const ends: [number, number] = [logit(0.0003), logit(0.85)];

/** People per 1,000 workers on the log-odds axis of all probabilities. */
export const prevalenceAxis: Axis = {
  name: 'people per 1,000 workers, log-odds axis',
  at: (v) => {
    const x = logit(Math.min(Math.max(v / 1000, 1e-9), 1 - 1e-9));
    return Math.min(1, Math.max(0, (x - ends[0]) / (ends[1] - ends[0])));
  },
  ticks: [1, 3, 10, 30, 100, 300].map((value) => ({ value, label: String(value) })),
};

/** A number of an index: three digits. */
const plainNumber = (v: number): string =>
  Math.abs(v) >= 100 ? v.toFixed(0) : Number(v.toPrecision(2)).toLocaleString('en-GB');

/** Share of the way from least to most risk. */
export function indexShare(index: AtlasIndex, value: number): number {
  const turn = (v: number) => (index.log ? Math.log(Math.max(v, 1e-9)) : v);
  const share = (turn(value) - turn(index.best)) / (turn(index.worst) - turn(index.best));
  return Math.min(1, Math.max(0, share));
}

function indexLimit(index: AtlasIndex, share: number): number {
  const { best, worst, log } = index;
  return log ? best * (worst / best) ** share : best + share * (worst - best);
}

function indexFacts(index: AtlasIndex): MeasureFacts {
  const steps = ramp.map((_, i) => indexLimit(index, i / ramp.length));
  const low = index.worst > index.best ? 'under' : 'over';
  const high = index.worst > index.best ? 'and more' : 'and less';
  const limits = steps.map((from, i) => {
    const to = indexLimit(index, (i + 1) / ramp.length);
    if (i === 0) return `${low} ${plainNumber(to)}`;
    return i === ramp.length - 1
      ? `${plainNumber(from)} ${high}`
      : `${plainNumber(from)} to ${plainNumber(to)}`;
  });
  return {
    id: index.id,
    label: index.label,
    unit: index.unit,
    explain: `${index.explain} Dark stands for more risk.`,
    limits,
    colours: ramp,
    axis: {
      name: `${index.label}, from least to most risk`,
      at: (v) => indexShare(index, v),
      ticks: [0, 0.5, 1].map((s) => {
        const value = indexLimit(index, s);
        return { value, label: plainNumber(value) };
      }),
    },
  };
}

const listingColours = {
  good: ['#ebe9e3', '#f6ead9', '#e3ab78', evidenceColour],
  sector: ['#ebe9e3', '#f3dcc6', '#e8bb90', '#d98f52', evidenceColour, '#7a3506'],
};

function listingFacts(single: boolean): MeasureFacts {
  return {
    id: 'listings',
    label: 'Official listings',
    unit: single ? 'List of Goods at the date' : 'goods on the list for forced labour at the date',
    explain: 'Whether an official list names this good from this country. Not being listed clears nothing.',
    limits: single
      ? ['not listed', 'listed once for either, no longer', 'for child labour only', 'for forced labour']
      : ['none', 'child labour only', '1 good', '2 to 3', '4 to 6', '7 and more'],
    colours: single ? listingColours.good : listingColours.sector,
    axis: null,
  };
}

export function factsOf(model: AtlasModel, state: State): MeasureFacts {
  const index = model.indexAt.get(state.measure);
  if (index) return indexFacts(index);
  if (state.measure === 'listings') return listingFacts(goodOf(model, state.layer) !== undefined);
  const info = measures[state.measure === 'hazard' ? 'hazard' : 'prevalence'];
  return {
    ...info,
    colours: ramp,
    axis: state.measure === 'hazard' ? probabilityAxis : prevalenceAxis,
  };
}

/** Listings of the layer's goods at every place on a day. */
export function listedAt(model: AtlasModel, layer: string, day: string): Map<number, Listed> {
  const info = model.layerAt.get(layer);
  const result = new Map<number, Listed>();
  for (const good of info ? goodsOf(model, info) : []) {
    for (const l of model.listingsOfGood.get(good) ?? []) {
      const kind = listingState(l, day);
      if (kind === 'future') continue;
      const entry = result.get(l.place) ?? { forced: [], child: [], former: [] };
      entry[kind].push(l);
      result.set(l.place, entry);
    }
  }
  return result;
}

const unlisted: Listed = { forced: [], child: [], former: [] };

/** A place counts as formerly listed only when nothing of the good is listed there now. */
export const isFormer = (l: Listed): boolean =>
  l.former.length > 0 && l.forced.length === 0 && l.child.length === 0;

/** Why it was listed and until when, of what was taken off last; null where something is listed still. */
export function formerOf(l: Listed): { what: string; until: string } | null {
  const last = [...l.former].sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0];
  if (!last || !isFormer(l)) return null;
  const forced = last.forced || last.forced_child;
  const what = forced ? (last.child ? 'forced and child labour' : 'forced labour') : 'child labour';
  return { what, until: last.until ?? '' };
}

function listingClass(l: Listed, single: boolean): number {
  if (single) return l.forced.length ? 3 : l.child.length ? 2 : l.former.length ? 1 : 0;
  const n = new Set(l.forced.map((f) => f.good)).size;
  if (n === 0) return l.child.length ? 1 : 0;
  return n === 1 ? 2 : n <= 3 ? 3 : n <= 6 ? 4 : 5;
}

const none: Estimate = { median: null, lo50: null, hi50: null, lo90: null, hi90: null };

function classIn(breaks: number[], value: Num): number {
  if (value === null) return -1;
  const i = breaks.findIndex((limit) => value < limit);
  return i < 0 ? breaks.length : i;
}

/** Rows of every place for a choice. */
export function rowsOf(model: AtlasModel, state: State): Row[] {
  const layer = model.layerAt.get(state.layer);
  if (!layer) return [];
  const values = layerValues(model, layer, state.date);
  const index = model.indexAt.get(state.measure);
  const single = goodOf(model, state.layer) !== undefined;
  const listed = listedAt(model, state.layer, model.data.dates[state.date]?.date ?? '');
  return model.data.places.map((_, place): Row => {
    const row = {
      place,
      year: null,
      grade: values.grade(place),
      listed: listed.get(place) ?? unlisted,
      listedSince: values.listed(place),
    };
    if (index) {
      const at = indexValue(index, state.date, place);
      if (!at || at.value === null) return { ...row, grade: '', value: none, class: -1 };
      const share = indexShare(index, at.value);
      return {
        ...row,
        grade: '',
        year: at.year,
        value: { ...none, median: at.value, lo90: at.lo90, hi90: at.hi90 },
        class: Math.min(ramp.length - 1, Math.floor(share * ramp.length)),
      };
    }
    if (state.measure === 'listings') return { ...row, value: none, class: listingClass(row.listed, single) };
    const hazard = state.measure === 'hazard';
    const value = hazard ? values.h(place) : values.p(place);
    return { ...row, value, class: classIn(measures[hazard ? 'hazard' : 'prevalence'].breaks, value.median) };
  });
}

/** Everything the map, legend and table show. */
export function viewOf(model: AtlasModel, state: State): View {
  const facts = factsOf(model, state);
  const rows = rowsOf(model, state);
  const fill = new Map<string, string>();
  const listed = new Set<string>();
  const former = new Set<string>();
  const tally: Tally & { former: number } = {
    classes: facts.limits.map(() => 0),
    none: 0,
    listed: 0,
    former: 0,
  };
  const left = new Set<number>();
  let formerChild = 0;
  for (const row of rows) {
    const code = model.data.places[row.place]?.code ?? '';
    const country = isCountry(model, row.place);
    const isListed = row.listed.forced.length > 0;
    const replaced =
      state.measure === 'hazard' && row.value.median === null && (isListed || row.listedSince !== null);
    const out = leftOut(model, state, row);
    if (out) left.add(row.place);
    const colour = out ? undefined : replaced ? listedColour : facts.colours[row.class];
    if (colour && (country || row.class > 0 || state.measure !== 'listings')) fill.set(code, colour);
    if (isListed) listed.add(code);
    else if (isFormer(row.listed)) former.add(code);
    if (!country) continue;
    if (isListed) tally.listed += 1;
    const gone = formerOf(row.listed);
    if (gone) tally.former += 1;
    if (gone?.what === 'child labour') formerChild += 1;
    if (out) tally.none += 1;
    else if (row.class >= 0) tally.classes[row.class] = (tally.classes[row.class] ?? 0) + 1;
    else if (!replaced) tally.none += 1;
  }
  // Countries that the tables do not know: no data, and no listing.
  for (const { code } of model.data.map.countries) {
    if (model.placeAt.has(code)) continue;
    if (state.measure !== 'listings') tally.none += 1;
    else {
      fill.set(code, facts.colours[0] ?? '');
      tally.classes[0] = (tally.classes[0] ?? 0) + 1;
    }
  }
  tally.formerNote = `${tally.former - formerChild} for forced labour, ${formerChild} for child labour alone`;
  return { facts, rows, paint: { fill, listed, former }, tally, out: left };
}

/** A value in words, always with its interval; an index value has none and says its year. */
export function valueWords(measure: string, row: Pick<Row, 'value' | 'year'>): string {
  if (row.value.median === null) return noData;
  if (measure === 'hazard') return percentInterval(row.value);
  if (measure === 'prevalence') return amountInterval(row.value);
  const { median, lo90, hi90 } = row.value;
  const range = lo90 === null || hi90 === null ? '' : ` (${signedNumber(lo90)} to ${signedNumber(hi90)})`;
  return `${signedNumber(median)}${range}${row.year === null ? '' : `, ${row.year}`}`;
}

export const signedNumber = (v: number): string =>
  (Math.abs(v) >= 100 ? v.toFixed(0) : String(Number(v.toPrecision(2)))).replace('-', '−');
