// SPDX-License-Identifier: Apache-2.0
// Listings as bars over the years: solid for forced labour, hollow for child labour alone, ended where taken off.
import { useState } from 'preact/hooks';
import type { AtlasListing } from '../data';
import { listingState } from '../model';
import { useAtlas } from '../state';
import { Cite } from './Cite';

const few = 10;

interface Span {
  listing: AtlasListing;
  label: string;
  pick: () => void;
}

const order = ['forced', 'child', 'former'];

/** How it is listed, in words. */
export function listingWords(l: AtlasListing, day: string): string {
  const kind = listingState(l, day);
  const what = l.forced ? (l.child ? 'forced and child labour' : 'forced labour') : 'child labour';
  const since = `${l.since_precision === 'at the latest' ? 'by' : 'since'} ${l.since}`;
  return kind === 'former' ? `${what}, ${since}, until ${l.until ?? ''}` : `${what}, ${since}`;
}

export function Strip({ spans, name }: { spans: Span[]; name: string }) {
  const { model, day } = useAtlas();
  const [all, setAll] = useState(false);
  const last = Number((model.data.dates.at(-1)?.date ?? '2026').slice(0, 4)) + 1;
  const first = Math.min(last - 2, ...model.data.days.map((d) => Number(d.slice(0, 4))));
  const at = (date: string) => {
    const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
    return (100 * (y + (m - 1) / 12 + (d - 1) / 365 - first)) / (last - first);
  };
  const known = spans
    .map((s) => ({ ...s, kind: listingState(s.listing, day) }))
    .filter((s) => s.kind !== 'future')
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.label.localeCompare(b.label, 'en'));
  const input = (l: AtlasListing) =>
    l.input ? `, through ${model.data.goods[l.input.good]?.label.toLowerCase() ?? 'an input'}` : '';
  return (
    <>
      <ul class="strip" aria-label={name}>
        {known.slice(0, all ? known.length : few).map(({ listing: l, label, pick, kind }) => (
          <li key={`${l.good}-${l.place}-${l.since}-${l.input?.good ?? ''}`}>
            <button type="button" class="plain link" onClick={pick}>
              {label}
            </button>
            <span class="track" aria-hidden="true">
              <span
                class={`span ${l.forced ? 'forced' : 'child'} ${kind}`}
                style={{
                  left: `${at(l.since)}%`,
                  width: `${Math.max(1, at(kind === 'former' ? (l.until ?? day) : day) - at(l.since))}%`,
                }}
              />
              <span class="now" style={{ left: `${at(day)}%` }} />
            </span>
            <span class="words">
              {listingWords(l, day)}
              {input(l)} <Cite of={l.source} />
            </span>
          </li>
        ))}
      </ul>
      <p class="quiet strip-axis">
        <span>{first}</span> solid: forced labour; hollow: child labour alone; the thin line: {day}{' '}
        <span>{last}</span>
      </p>
      {known.length > few && (
        <button type="button" class="screen-only" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Only the first ${few}` : `All ${known.length}`}
        </button>
      )}
    </>
  );
}
