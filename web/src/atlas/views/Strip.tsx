// SPDX-License-Identifier: Apache-2.0
// Listings as bars over the years: solid for forced labour, hollow for child labour alone, ended where taken off.
import { useState } from 'preact/hooks';
import type { AtlasListing } from '../data';
import { forcedLater, forcedSince, listingState } from '../model';
import { useAtlas } from '../state';
import { Cite } from './Cite';
import { Dated } from './Dated';

const few = 10;

interface Span {
  listing: AtlasListing;
  label: string;
  pick: () => void;
}

const order = ['forced', 'child', 'former'];

/** How it was listed on a day, in words; child labour and forced labour apart where they came apart. */
export function listingWords(l: AtlasListing, day: string): string {
  const since = `${l.since_precision === 'at the latest' ? 'by' : 'since'} ${l.since}`;
  const until = listingState(l, day) === 'former' ? `, until ${l.until ?? ''}` : '';
  if (forcedLater(l)) {
    const forced = forcedSince(l) <= day ? `; forced labour, since ${forcedSince(l)}` : '';
    return `child labour, ${since}${forced}${until}`;
  }
  const what = l.forced
    ? l.child
      ? 'forced and child labour'
      : 'forced labour'
    : l.forced_child
      ? 'forced child labour'
      : 'child labour';
  return `${what}, ${since}${until}`;
}

/** "EO 13126" of a long name that ends in brackets. */
const shortList = (name: string): string => /\(([^)]+)\)$/.exec(name)?.[1] ?? name;

/** One line a good and place, however many lists name it. */
function lines(spans: Span[], day: string) {
  const groups = new Map<string, Span[]>();
  for (const s of spans) {
    if (listingState(s.listing, day) === 'future') continue;
    const key = `${s.listing.good}-${s.listing.place}`;
    groups.set(key, [...(groups.get(key) ?? []), s]);
  }
  const best = (group: Span[]) => Math.min(...group.map((s) => order.indexOf(listingState(s.listing, day))));
  return [...groups]
    .map(([key, group]) => ({
      key,
      group,
      best: best(group),
      label: group[0]?.label ?? '',
      pick: group[0]?.pick,
    }))
    .sort((a, b) => a.best - b.best || a.label.localeCompare(b.label, 'en'));
}

/** The first list in full; another list that says the same only by its name. */
function alike(l: AtlasListing, group: Span[], i: number, day: string): string {
  const first = group[0]?.listing;
  if (i === 0 || !first) return listingWords(l, day);
  const state = listingState(l, day);
  const same =
    l.since === first.since &&
    !forcedLater(first) &&
    state === listingState(first, day) &&
    (state !== 'former' || l.until === first.until);
  return same ? `also ${shortList(l.list)}` : `${shortList(l.list)}: ${listingWords(l, day)}`;
}

/** Parts of the bar of a listing on a day, by kind: hollow until forced labour was named, then solid. */
export function barParts(
  l: AtlasListing,
  day: string,
): { kind: 'forced' | 'child'; from: string; to: string }[] {
  const end = listingState(l, day) === 'former' ? (l.until ?? day) : day;
  if (!forcedLater(l))
    return [{ kind: l.forced || l.forced_child ? 'forced' : 'child', from: l.since, to: end }];
  const named = forcedSince(l);
  if (named > end) return [{ kind: 'child', from: l.since, to: end }];
  return [
    { kind: 'child', from: l.since, to: named },
    { kind: 'forced', from: named, to: end },
  ];
}

function Bar({ listing: l, day, at }: { listing: AtlasListing; day: string; at: (date: string) => number }) {
  return (
    <>
      {barParts(l, day).map(({ kind, from, to }) => (
        <span
          key={kind}
          class={`span ${kind} ${listingState(l, day)}`}
          style={{ left: `${at(from)}%`, width: `${Math.max(1, at(to) - at(from))}%` }}
        />
      ))}
    </>
  );
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
  const known = lines(spans, day);
  const input = (l: AtlasListing) =>
    l.input ? `, through ${model.data.goods[l.input.good]?.label.toLowerCase() ?? 'an input'}` : '';
  return (
    <>
      <p class="quiet strip-axis" aria-hidden="true">
        <span>{first}</span>
        <span>{last}</span>
      </p>
      <ul class="strip" aria-label={name}>
        {known.slice(0, all ? known.length : few).map(({ key, group, label, pick }) => (
          <li key={key}>
            <button type="button" class="plain link" onClick={pick}>
              {label}
            </button>
            <span class="track" aria-hidden="true">
              {group.map(({ listing }, i) => (
                <Bar key={i} listing={listing} day={day} at={at} />
              ))}
              <span class="now" style={{ left: `${at(day)}%` }} />
            </span>
            <span class="words">
              {group.map(({ listing: l }, i) => (
                <span key={i} class="line">
                  <Dated text={alike(l, group, i, day)} />
                  {input(l)} <Cite of={l.source} />
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p class="quiet">Solid: forced labour; hollow: child labour alone; pale: ended; thin line: {day}.</p>
      {known.length > few && (
        <button type="button" class="screen-only" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Only the first ${few}` : `All ${known.length}`}
        </button>
      )}
    </>
  );
}
