// SPDX-License-Identifier: Apache-2.0
// What the reader has chosen. The address carries all of it, so that a link shows the same view.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { AtlasModel } from './model';

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
}

export const ownMeasures = ['prevalence', 'hazard', 'listings'];

/** The newest edition public on a day; the first when the day lies before all. */
function editionAt(model: AtlasModel, day: string): number {
  const { dates } = model.data;
  const i = dates.findLastIndex((d) => d.date <= day);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? Math.max(0, i) : dates.length - 1;
}

/** Reads an address such as "#good=cotton&measure=hazard&asof=2022-10-01&place=UZ"; what is unknown falls away. */
export function fromAddress(model: AtlasModel, hash: string): State {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (name: string) => given.get(name) ?? '';
  const layer = text('good');
  const measure = text('measure');
  const compare = text('compare');
  return {
    layer: model.layerAt.has(layer) ? layer : model.data.first_layer,
    measure: ownMeasures.includes(measure) || model.indexAt.has(measure) ? measure : 'prevalence',
    date: editionAt(model, text('asof')),
    place: model.placeAt.has(text('place')) ? text('place') : '',
    compare: model.placeAt.has(compare) || model.layerAt.has(compare) ? compare : '',
  };
}

export function toAddress(model: AtlasModel, state: State): string {
  const parts = new URLSearchParams({ good: state.layer, measure: state.measure });
  if (state.date < model.data.dates.length - 1) parts.set('asof', model.data.dates[state.date]?.date ?? '');
  if (state.place) parts.set('place', state.place);
  if (state.compare) parts.set('compare', state.compare);
  return `#${parts.toString()}`;
}

/** State that follows the address and writes it; the back button goes one choice back. */
export function useAddress(model: AtlasModel): [State, (change: Partial<State>) => void] {
  const [state, setState] = useState(() => fromAddress(model, location.hash));
  useEffect(() => {
    const follow = () => setState(fromAddress(model, location.hash));
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener('hashchange', follow);
    };
  }, [model]);
  const change = (part: Partial<State>) => {
    const next = { ...state, ...part };
    const address = toAddress(model, next);
    // Dragging the date must not fill the history.
    if (address !== location.hash) {
      if (Object.keys(part).join() === 'date') history.replaceState(null, '', address);
      else history.pushState(null, '', address);
    }
    setState(next);
  };
  return [state, change];
}

export interface Shared {
  model: AtlasModel;
  state: State;
  change: (part: Partial<State>) => void;
  /** the day of the chosen edition */
  day: string;
}

export const AtlasContext = createContext<Shared | null>(null);

export function useAtlas(): Shared {
  const shared = useContext(AtlasContext);
  if (!shared) throw new Error('the view stands outside the page');
  return shared;
}
