// SPDX-License-Identifier: Apache-2.0
// The embedded data with its look-ups. Coded columns are decoded when they are first asked for.
import type { Estimate, Num } from '../data';
import { folded } from '../format';
import {
  ATLAS_FORMAT,
  type AtlasData,
  type AtlasGood,
  type AtlasIndex,
  type AtlasLayer,
  type AtlasListing,
  type PlacePage,
} from './data';

export interface AtlasModel {
  data: AtlasData;
  placeAt: Map<string, number>;
  layerAt: Map<string, AtlasLayer>;
  goodAt: Map<string, number>;
  indexAt: Map<string, AtlasIndex>;
  pageAt: Map<number, PlacePage>;
  listingsOfGood: Map<number, AtlasListing[]>;
  listingsOfPlace: Map<number, AtlasListing[]>;
  /** what may be looked for; made when first asked, for the map comes first */
  entries: () => SearchEntry[];
}

export interface SearchEntry {
  kind: 'good' | 'sector' | 'place';
  id: string;
  label: string;
  /** what it is, in a word or two */
  note: string;
  /** what it is found by, the label first */
  names: string[];
  /** the names in the form that is compared */
  keys: string[];
}

/** Reads the embedded block; an Error carries a sentence for the reader. */
export function readAtlas(): AtlasData {
  const block = document.getElementById('sourcelight-data');
  if (!block?.textContent) throw new Error('This is the empty template of the atlas: it holds no data.');
  const data = JSON.parse(block.textContent) as AtlasData;
  if (data.format !== ATLAS_FORMAT)
    throw new Error(
      `This page reads data of format ${ATLAS_FORMAT}, but the file holds format ${String(data.format)}.`,
    );
  return data;
}

/** The form in which names are compared: "D.R.C." and "Côte d’Ivoire" as people type them. */
export const plainName = (text: string): string =>
  folded(text)
    .replaceAll(/[’‘ʼ`]/g, "'")
    .replaceAll('.', '')
    .trim();

const named = (names: string[]) => ({ names, keys: names.map(plainName) });

function entriesOf(data: AtlasData): SearchEntry[] {
  const goodsById = new Map(data.goods.map((g) => [g.id, g]));
  const layers = data.layers.map((l): SearchEntry => {
    const good = goodsById.get(l.id);
    const codes = good ? [...good.hs, ...good.isic].map((c) => c.code) : [l.id];
    return {
      kind: l.group === 'good' ? 'good' : 'sector',
      id: l.id,
      label: l.label,
      note: good ? `${good.stage} good, ${good.sector.toLowerCase()}` : sectorNote(l),
      ...named([l.label, ...(good?.synonyms ?? []), l.id.replaceAll('-', ' '), ...codes]),
    };
  });
  const places = data.places.map((p): SearchEntry => ({
    kind: 'place',
    id: p.code,
    label: p.name,
    note: p.code === p.country ? 'country or territory' : `region of ${p.country}`,
    ...named([p.name, p.code, ...p.names]),
  }));
  return [...layers, ...places];
}

const sectorNote = (l: AtlasLayer): string =>
  l.group === 'isic' ? `ISIC ${l.id}` : l.group === 'all' ? 'all sectors together' : 'sector';

export function buildAtlas(data: AtlasData): AtlasModel {
  const grouped = <K>(key: (l: AtlasListing) => K) => {
    const map = new Map<K, AtlasListing[]>();
    for (const l of data.listings) map.set(key(l), [...(map.get(key(l)) ?? []), l]);
    return map;
  };
  let entries: SearchEntry[] | undefined;
  return {
    data,
    placeAt: new Map(data.places.map((p, i) => [p.code, i])),
    layerAt: new Map(data.layers.map((l) => [l.id, l])),
    goodAt: new Map(data.goods.map((g, i) => [g.id, i])),
    indexAt: new Map(data.indices.map((x) => [x.id, x])),
    pageAt: new Map(data.pages.map((p) => [p.place, p])),
    listingsOfGood: grouped((l) => l.good),
    listingsOfPlace: grouped((l) => l.place),
    entries: () => (entries ??= entriesOf(data)),
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digit = new Uint8Array(128);
[...alphabet].forEach((c, i) => (digit[c.charCodeAt(0)] = i));

const decoded = new Map<string, Num[]>();

/** Numbers of a coded text, null = none; kept after the first use. */
function column(model: AtlasModel, text: number, name: 'p' | 'h'): Num[] {
  const key = `${name}${text}`;
  const known = decoded.get(key);
  if (known) return known;
  const { min, step } = model.data.codes[name];
  const values = codesOf(model, text).map((n) => (n === 0 ? null : min * Math.exp((n - 1) * step)));
  decoded.set(key, values);
  return values;
}

function codesOf(model: AtlasModel, text: number): number[] {
  const coded = model.data.texts[text] ?? '';
  return model.data.places.map((_, i) => {
    const high = coded.charCodeAt(2 * i);
    return Number.isNaN(high) ? 0 : 64 * (digit[high] ?? 0) + (digit[coded.charCodeAt(2 * i + 1)] ?? 0);
  });
}

/** What a layer says at a date: one entry a place. */
export interface LayerValues {
  p: (place: number) => Estimate;
  h: (place: number) => Estimate;
  listed: (place: number) => string | null;
  /** '' = not scored */
  grade: (place: number) => string;
}

const sets = new Map<string, LayerValues>();

export function layerValues(model: AtlasModel, layer: AtlasLayer, date: number): LayerValues {
  const key = `${layer.id}@${date}`;
  const known = sets.get(key);
  if (known) return known;
  const at = layer.at[date];
  const columns = (name: 'p' | 'h') => {
    const [mid, lo, hi] = (name === 'p' ? [at?.p, at?.p_lo, at?.p_hi] : [at?.h, at?.h_lo, at?.h_hi]).map(
      (text) => column(model, text ?? -1, name),
    );
    return (place: number): Estimate => ({
      median: mid?.[place] ?? null,
      lo50: null,
      hi50: null,
      lo90: lo?.[place] ?? null,
      hi90: hi?.[place] ?? null,
    });
  };
  const listed = codesOf(model, at?.listed ?? -1);
  const grades = model.data.texts[at?.grade ?? -1] ?? '';
  const values: LayerValues = {
    p: columns('p'),
    h: columns('h'),
    listed: (place) => model.data.days[(listed[place] ?? 0) - 1] ?? null,
    grade: (place) => (grades[place] ?? '-').replace('-', ''),
  };
  sets.set(key, values);
  return values;
}

/** Value of an index at a place and date. */
export function indexValue(index: AtlasIndex, date: number, place: number) {
  const at = index.at[date];
  const i = at?.place.indexOf(place) ?? -1;
  if (!at || i < 0) return null;
  return {
    value: at.value[i] ?? null,
    lo90: at.lo90[i] ?? null,
    hi90: at.hi90[i] ?? null,
    year: at.year[i] ?? null,
  };
}

export type ListingState = 'forced' | 'child' | 'former' | 'future';

/** What a listing was on a day. */
export function listingState(l: AtlasListing, day: string): ListingState {
  if (l.since > day) return 'future';
  if (l.until !== null && l.until <= day) return 'former';
  return (l.forced || l.forced_child) && forcedSince(l) <= day ? 'forced' : 'child';
}

/** The day forced labour was named: what is listed for child labour first may be listed for forced labour later. */
export const forcedSince = (l: AtlasListing): string => l.forced_since ?? l.since;

/** Whether forced labour was named on another day than the listing itself. */
export const forcedLater = (l: AtlasListing): boolean =>
  (l.forced || l.forced_child) && forcedSince(l) > l.since;

/** The good a layer stands for. */
export function goodOf(model: AtlasModel, layer: string): AtlasGood | undefined {
  return model.data.goods[model.goodAt.get(layer) ?? -1];
}

/** Indices of the goods that a layer covers: itself, or all of its sector, section or division. */
export function goodsOf(model: AtlasModel, layer: AtlasLayer): Set<number> {
  const own = model.goodAt.get(layer.id);
  if (own !== undefined) return new Set([own]);
  const covers = (g: AtlasGood): boolean => {
    if (layer.group === 'all') return true;
    if (layer.group === 'sector') return g.sector.toLowerCase() === layer.id;
    const section = model.layerAt.get(g.layer ?? '')?.section;
    return /^\d/.test(layer.id) ? g.isic.some((c) => c.code.startsWith(layer.id)) : section === layer.id;
  };
  return new Set(model.data.goods.flatMap((g, i) => (covers(g) ? [i] : [])));
}

export const placeName = (model: AtlasModel, place: number): string => {
  const p = model.data.places[place];
  if (!p) return 'place not known';
  const country = p.code === p.country ? undefined : model.data.places[model.placeAt.get(p.country) ?? -1];
  return country ? `${p.name}, ${country.name}` : p.name;
};

export const isCountry = (model: AtlasModel, place: number): boolean => {
  const p = model.data.places[place];
  return p !== undefined && p.code === p.country;
};

/** An entry, and the name it was found by where that is not its label. */
export interface Found {
  entry: SearchEntry;
  by: string | null;
}

/** Entries that hold every word, best first: a name that begins with the text before one that holds it. */
export function search(model: AtlasModel, query: string, kinds?: SearchEntry['kind'][]): Found[] {
  const text = plainName(query);
  if (text === '') return [];
  const words = text.split(/\s+/);
  const score = (key: string): number => {
    if (key === text) return 0;
    if (!words.every((w) => key.includes(w))) return 9;
    if (key.startsWith(text)) return 1;
    if (words.every((w) => key.split(/[\s,()/-]+/).some((part) => part.startsWith(w)))) return 2;
    return words.every((w) => w.length > 2) ? 3 : 9;
  };
  const found = model
    .entries()
    .filter((e) => !kinds || kinds.includes(e.kind))
    .map((entry) => {
      let [best, at] = [9, 0];
      entry.keys.forEach((key, i) => {
        const s = score(key) + (i === 0 ? 0 : 0.5);
        if (s < best) [best, at] = [s, i];
      });
      return { entry, best, by: at === 0 ? null : (entry.names[at] ?? null) };
    });
  return found
    .filter(({ best }) => best < 9)
    .sort(
      (a, b) =>
        a.best - b.best ||
        // The name of a place in full ("Turkey") means the place, not the good of the same name.
        (a.best < 1 ? Number(b.entry.kind === 'place') - Number(a.entry.kind === 'place') : 0) ||
        a.entry.label.localeCompare(b.entry.label, 'en'),
    );
}
