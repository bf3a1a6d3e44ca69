// SPDX-License-Identifier: Apache-2.0
// The address of a view: written, read, and what of it was not understood. A wrong part never changes the others.
import { folded } from '../format';
import type { AtlasModel } from './model';
import { closest, nearest } from './nearest';

/** What the reader has chosen. */
export interface State {
  /** id of a good or sector */
  layer: string;
  /** "prevalence", "hazard", "listings" or the id of an index */
  measure: string;
  /** index into dates */
  date: number;
  /** code of a place, '' = none */
  place: string;
  /** id of a good or code of a place to set beside, '' = none */
  compare: string;
  /** only places that are known to make the good are coloured */
  made: boolean;
}

const ownMeasures = ['prevalence', 'hazard', 'listings'];

/** A part of an address that names what is not there. */
export interface Unread {
  /** the choice it should have set; null = no choice has this name */
  field: keyof State | null;
  /** as it stands in the address */
  name: string;
  text: string;
  /** what is shown in its place, a sentence */
  shown: string;
  /** what may have been meant */
  offer: { label: string; change: Partial<State> } | null;
}

export interface ReadAddress {
  state: State;
  unread: Unread[];
}

/** Parts of an address, in the order they are written. */
const names: Record<string, keyof State> = {
  good: 'layer',
  measure: 'measure',
  asof: 'date',
  place: 'place',
  compare: 'compare',
  made: 'made',
};

const longest = 60;
const clipped = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** The key itself, or the only one that differs in capital letters. */
function known(keys: Iterable<string>, text: string): string | undefined {
  const all = [...keys];
  return all.includes(text) ? text : all.find((key) => key.toLowerCase() === text.toLowerCase());
}

type Part = { value: string } | Omit<Unread, 'name' | 'text'>;

function readLayer(model: AtlasModel, text: string): Part {
  const value = known(model.layerAt.keys(), text);
  if (value !== undefined) return { value };
  const near = nearest(model, text, ['good', 'sector']);
  const first = model.layerAt.get(model.data.first_layer)?.label ?? '';
  return {
    field: 'layer',
    shown: `The atlas has no good or sector of this name; ${first} is shown instead.`,
    offer: near ? { label: near.label, change: { layer: near.id } } : null,
  };
}

const ownLabels: Record<string, string> = {
  prevalence: 'Estimated prevalence',
  hazard: 'Chance of a new public finding',
  listings: 'Official listings',
};

function readMeasure(model: AtlasModel, text: string): Part {
  const ids = [...ownMeasures, ...model.indexAt.keys()];
  const value = known(ids, text);
  if (value !== undefined) return { value };
  const label = (id: string) => ownLabels[id] ?? model.indexAt.get(id)?.label ?? id;
  const keys = (id: string) => [id, label(id)].map((key) => folded(key.replaceAll('_', ' ')));
  const words = folded(text.replaceAll(/[-_]+/g, ' ')).trim();
  const near =
    closest(words, ids, keys) ??
    (words.length > 2 ? ids.find((id) => keys(id).some((key) => key.includes(words))) : undefined);
  return {
    field: 'measure',
    shown: 'The atlas has no measure of this name; estimated prevalence is shown instead.',
    offer: near === undefined ? null : { label: label(near), change: { measure: near } },
  };
}

function readPlace(model: AtlasModel, text: string): Part {
  const value = known(model.placeAt.keys(), text);
  if (value !== undefined) return { value };
  const near = nearest(model, text, ['place']);
  return {
    field: 'place',
    shown: 'The atlas has no place with this code; none is opened.',
    offer: near ? { label: near.label, change: { place: near.id } } : null,
  };
}

function readCompare(model: AtlasModel, text: string): Part {
  const value = known([...model.placeAt.keys(), ...model.layerAt.keys()], text);
  if (value !== undefined) return { value };
  const near = nearest(model, text);
  return {
    field: 'compare',
    shown: 'The atlas has no good, sector or place of this name; nothing is set beside.',
    offer: near ? { label: near.label, change: { compare: near.id } } : null,
  };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** The newest edition public on a day; what lies before or after all is said. */
function readDay(model: AtlasModel, text: string): { date: number; unread?: Omit<Unread, 'name' | 'text'> } {
  const { dates } = model.data;
  const last = dates.length - 1;
  if (!isDay(text)) {
    const year = /^\d{4}/.exec(text)?.[0];
    const date = year ? dates.findLastIndex((d) => d.date <= `${year}-12-31`) : -1;
    return {
      date: last,
      unread: {
        field: 'date',
        shown: `It is not a day such as ${dates[0]?.date ?? ''}; the newest edition is shown instead.`,
        offer: date < 0 ? null : { label: `the edition of ${dates[date]?.date ?? ''}`, change: { date } },
      },
    };
  }
  const date = dates.findLastIndex((d) => d.date <= text);
  if (date >= 0 && text <= (dates[last]?.date ?? '')) return { date };
  const shown =
    date < 0
      ? `The first edition held is that of ${dates[0]?.date ?? ''}; it is shown instead.`
      : `The atlas ends on ${dates[last]?.date ?? ''}; that is shown.`;
  return { date: Math.max(0, date), unread: { field: 'date', shown, offer: null } };
}

const unreadMade: Omit<Unread, 'name' | 'text'> = {
  field: 'made',
  shown: 'It can only be "known"; all places are shown.',
  offer: { label: 'made=known', change: { made: true } },
};

/** Reads an address such as "#good=cotton&measure=hazard&asof=2022-10-01&place=UZ". */
export function readAddress(model: AtlasModel, hash: string): ReadAddress {
  const state: State = {
    layer: model.data.first_layer,
    measure: 'prevalence',
    date: model.data.dates.length - 1,
    place: '',
    compare: '',
    made: false,
  };
  const unread: Unread[] = [];
  const readers = { layer: readLayer, measure: readMeasure, place: readPlace, compare: readCompare };
  for (const [name, text] of new URLSearchParams(hash.replace(/^#/, ''))) {
    const field = Object.hasOwn(names, name) ? names[name] : undefined;
    const as = { name: clipped(name), text: clipped(text) };
    if (text === '' && field !== undefined) continue;
    if (field === undefined) {
      const near = closest(name, Object.keys(names), (key) => [key]);
      const shown = `A link to the atlas may hold ${Object.keys(names).join(', ')}, nothing else${near ? `; ${near} may have been meant` : ''}.`;
      unread.push({ ...as, field: null, shown, offer: null });
    } else if (field === 'made') {
      state.made = text === 'known';
      if (!state.made) unread.push({ ...as, ...unreadMade });
    } else if (field === 'date') {
      const day = readDay(model, text);
      state.date = day.date;
      if (day.unread) unread.push({ ...as, ...day.unread });
    } else {
      const part = readers[field](model, text);
      if ('value' in part) state[field] = part.value;
      else unread.push({ ...as, ...part });
    }
  }
  return { state, unread };
}

export function toAddress(model: AtlasModel, state: State): string {
  const parts = new URLSearchParams({ good: state.layer, measure: state.measure });
  if (state.date < model.data.dates.length - 1) parts.set('asof', model.data.dates[state.date]?.date ?? '');
  if (state.place) parts.set('place', state.place);
  if (state.compare) parts.set('compare', state.compare);
  if (state.made) parts.set('made', 'known');
  return `#${parts.toString()}`;
}
