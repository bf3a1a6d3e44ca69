// SPDX-License-Identifier: Apache-2.0
// Whether a good is made at a place, as far as the tables know. Not knowing is said; it never reads as "not made here".
import { noData, percent } from '../format';
import type { AtlasGood } from './data';
import { goodOf, isCountry, type AtlasModel } from './model';
import type { State } from './state';
import type { Listed, Row } from './view';

export interface Made {
  /** "12 % of the world's exports, 2022" */
  words: string;
  /** what is known although it is not known whether: '' or "not among the 15 largest exporters" */
  note: string;
  share: number | null;
  year: number | null;
  known: boolean;
}

const unknown: Made = { words: noData, note: '', share: null, year: null, known: false };

/** Exports where figures are held, else the listing, which names the good from this country. */
export function madeAt(model: AtlasModel, good: AtlasGood, place: number, listed: Listed): Made {
  if (!isCountry(model, place)) return unknown;
  const code = model.data.places[place]?.code;
  const exporter = good.producers.find((p) => p.country === code);
  if (exporter)
    return {
      ...unknown,
      words: `${percent(exporter.share)} of world exports, ${exporter.year}`,
      share: exporter.share,
      year: exporter.year,
      known: true,
    };
  if (listed.forced.length + listed.child.length > 0)
    return { ...unknown, words: 'yes, the list names it', known: true };
  if (listed.former.length > 0) return { ...unknown, words: 'yes, the list named it', known: true };
  return good.producers.length > 0
    ? { ...unknown, note: `not among the ${good.producers.length} largest exporters` }
    : unknown;
}

/** Whether a choice leaves a place uncoloured because nothing says that the good is made there. */
export function leftOut(model: AtlasModel, state: State, row: Row): boolean {
  const good = goodOf(model, state.layer);
  if (!state.made || !good || model.indexAt.has(state.measure) || state.measure === 'listings') return false;
  return !madeAt(model, good, row.place, row.listed).known;
}

/** What the colours of a good do not say: one sentence; '' for sectors. */
export function madeNote(model: AtlasModel, layer: string): string {
  const good = goodOf(model, layer);
  if (!good) return '';
  const name = good.label.toLowerCase();
  const held = model.data.goods.filter((g) => g.producers.length > 0).length;
  const where =
    good.producers.length > 0
      ? `The ${good.producers.length} largest exporters are known; of all other places it is not known`
      : `Who makes it is not known (exports are held for ${held} of ${model.data.goods.length} goods), except where a list names it`;
  return `A colour is the estimate for this work if it is done there; it does not say that ${name} is made there. ${where}.`;
}
