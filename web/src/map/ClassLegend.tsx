// SPDX-License-Identifier: Apache-2.0
// Classes of the colour scale with their counts, hatch and listings: the same on every map.
import type { ComponentChildren } from 'preact';
import { noData, whole } from '../format';
import { ramp } from '../scale';

export interface Tally {
  classes: number[];
  none: number;
  listed: number;
  /** on a list once, shown where a page knows it */
  former?: number;
  /** what for */
  formerNote?: string;
}

export function ClassLegend({
  title,
  unit,
  limits,
  colours = ramp,
  tally,
  listedFull,
  plain = false,
  none = noData,
  children,
}: {
  title: string;
  unit: string;
  limits: readonly string[];
  /** one a class */
  colours?: readonly string[];
  tally: Tally;
  /** a listing takes the place of the estimate */
  listedFull: boolean;
  /** the classes say all: neither hatch nor outlines are drawn */
  plain?: boolean;
  /** what a place without a colour has */
  none?: string;
  /** further marks of the page */
  children?: ComponentChildren;
}) {
  return (
    <div class="legend">
      <p class="legend-title">
        {title} <span class="quiet">({unit}; number of countries in each class)</span>
      </p>
      <ul class="classes">
        {limits.map((limit, i) => (
          <li key={limit}>
            <span class="swatch" style={{ background: colours[i] }} />
            {limit} <b>{whole(tally.classes[i] ?? 0)}</b>
          </li>
        ))}
        {!plain && (
          <li>
            <span class="swatch hatch" />
            {none} <b>{whole(tally.none)}</b>
          </li>
        )}
        {!plain && (
          <li>
            <span class={listedFull ? 'swatch listed full' : 'swatch listed'} />
            on an official list <b>{whole(tally.listed)}</b>
          </li>
        )}
        {!plain && tally.former !== undefined && (
          <li>
            <span class="swatch listed former" />
            listed once, no longer <b>{whole(tally.former)}</b>
            {tally.formerNote && tally.former > 0 && <span class="quiet"> ({tally.formerNote})</span>}
          </li>
        )}
      </ul>
      {children}
    </div>
  );
}
