// SPDX-License-Identifier: Apache-2.0
// What the reader has chosen. The address carries all of it, so that a link shows the same view.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { readAddress, toAddress, type ReadAddress, type State, type Unread } from './address';
import type { AtlasModel } from './model';

export type { State };

/** What of the address is still not understood once these choices are made. */
const left = (unread: Unread[], change: Partial<State>): Unread[] =>
  unread.filter((u) => u.field === null || !(u.field in change));

export interface Address {
  state: State;
  change: (part: Partial<State>) => void;
  /** parts of the address that name what is not there */
  unread: Unread[];
  /** takes the notes on them away */
  dismiss: () => void;
}

/** State that follows the address and writes it; the back button goes one choice back. */
export function useAddress(model: AtlasModel): Address {
  const [{ state, unread }, setRead] = useState<ReadAddress>(() => readAddress(model, location.hash));
  useEffect(() => {
    const follow = () => setRead(readAddress(model, location.hash));
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
    setRead({ state: next, unread: left(unread, part) });
  };
  return { state, change, unread, dismiss: () => setRead({ state, unread: [] }) };
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
