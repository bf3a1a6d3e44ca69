// SPDX-License-Identifier: Apache-2.0
// What the reader has chosen, and which suppliers follow from it.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Marks } from './cells';
import { folded } from './format';
import { sinceOf, text, type Model } from './model';
import type { Measure } from './scale';

export interface Filters {
  query: string;
  country: string;
  region: string;
  product: string;
  tier: string;
  grade: string;
  band: string;
  /** new or changed since the earlier run */
  since: string;
}

export type SortKey = 'priority' | 'name' | 'place' | 's' | 'persons' | 'spend';

export interface State {
  filters: Filters;
  sort: { key: SortKey; down: boolean };
  measure: Measure;
  layer: string;
  /** supplier index shown in the drawer */
  open: number | null;
}

export type Action =
  | { type: 'filter'; name: keyof Filters; value: string }
  | { type: 'area'; country: string; region: string }
  | { type: 'clear' }
  | { type: 'sort'; key: SortKey }
  | { type: 'measure'; measure: Measure }
  | { type: 'layer'; layer: string }
  | { type: 'open'; index: number | null };

export const noFilters: Filters = {
  query: '',
  country: '',
  region: '',
  product: '',
  tier: '',
  grade: '',
  band: '',
  since: '',
};

export function initialState(model: Model): State {
  return {
    filters: noFilters,
    sort: { key: 'priority', down: false },
    measure: 'prevalence',
    layer: model.data.map.first_layer,
    open: null,
  };
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'filter': {
      const filters = { ...state.filters, [action.name]: action.value };
      if (action.name === 'country') filters.region = '';
      return { ...state, filters };
    }
    case 'area':
      return { ...state, filters: { ...state.filters, country: action.country, region: action.region } };
    case 'clear':
      return { ...state, filters: noFilters };
    case 'sort':
      return {
        ...state,
        sort: {
          key: action.key,
          down:
            state.sort.key === action.key
              ? !state.sort.down
              : action.key !== 'name' && action.key !== 'place' && action.key !== 'priority',
        },
      };
    case 'measure':
      return { ...state, measure: action.measure };
    case 'layer':
      return { ...state, layer: action.layer };
    case 'open':
      return { ...state, open: action.index };
  }
}

export interface Shared {
  model: Model;
  state: State;
  /** supplier indices that pass the filters, in the chosen order */
  shown: number[];
  /** what the map shows under the filters */
  marks: Marks;
  dispatch: (action: Action) => void;
}

export const SharedContext = createContext<Shared | null>(null);

export function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (!shared) throw new Error('the view stands outside the page');
  return shared;
}

/** True when nothing but a country or region is chosen: then the totals of its roll-up hold. */
export const onlyArea = (filters: Filters): boolean =>
  Object.entries(filters).every(([name, v]) => v === '' || name === 'country' || name === 'region');

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((v) => v !== '');

function passes(model: Model, filters: Filters, words: string[], i: number): boolean {
  if (filters.country && text(model, 'country', i) !== filters.country) return false;
  if (filters.region && text(model, 'region', i) !== filters.region) return false;
  if (filters.product && model.product[i] !== filters.product) return false;
  if (filters.tier && text(model, 'tier', i) !== filters.tier) return false;
  if (filters.grade && (model.data.suppliers.columns.grade[i] || 'none') !== filters.grade) return false;
  if (filters.band && text(model, 'band', i) !== filters.band) return false;
  if (filters.since && sinceOf(model, i) !== filters.since) return false;
  if (words.length === 0) return true;
  const haystack = model.search()[i] ?? '';
  return words.every((word) => haystack.includes(word));
}

/** Supplier indices that pass, in file order of the columns (priority). */
export function filtered(model: Model, filters: Filters): number[] {
  const words = folded(filters.query).split(/\s+/).filter(Boolean);
  return model.data.suppliers.columns.row.map((_, i) => i).filter((i) => passes(model, filters, words, i));
}

/** Sorted copy; missing values always last. */
export function sorted(model: Model, indices: number[], sort: State['sort']): number[] {
  if (sort.key === 'priority') return sort.down ? [...indices].reverse() : indices;
  const { columns } = model.data.suppliers;
  const sign = sort.down ? -1 : 1;
  if (sort.key === 'name' || sort.key === 'place') {
    const label =
      sort.key === 'name'
        ? columns.name
        : columns.name.map((_, i) => `${text(model, 'country', i)} ${text(model, 'region', i)}`);
    const collator = new Intl.Collator('en', { numeric: true });
    return [...indices].sort((a, b) => sign * collator.compare(label[a] ?? '', label[b] ?? '') || a - b);
  }
  const values = sort.key === 'spend' ? columns.spend : columns[sort.key].median;
  return [...indices].sort((a, b) => {
    const x = values[a] ?? null;
    const y = values[b] ?? null;
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b;
    return sign * (x - y) || a - b;
  });
}
