// SPDX-License-Identifier: Apache-2.0
// How sure the totals are, and why: what each group of draws stands for of their spread.
import type { Num, RankShift } from '../data';
import { noData, share, whole } from '../format';
import { useShared } from '../state';

/** How sure the order is, in sentences; empty for a list without one. */
export function ranksText(ranks: RankShift | undefined): string {
  if (!ranks) return '';
  const { median, lo90, hi90 } = ranks.places;
  const places = (value: Num) => (value === null ? noData : value < 0.05 ? 'under 0.1' : value.toFixed(1));
  const most = ranks.groups.filter((g) => g.places >= 0.05).slice(0, 5);
  const parts = most.map((g) => `${g.label} (${places(g.places)})`).join('; ');
  const each =
    most.length > 0 ? ` By how many places one of these alone moves a supplier, on average: ${parts}.` : '';
  return `The order is not sure either: in a draw a supplier stands ${places(median)} places (${places(lo90)} to ${places(hi90)}) from its place here, on average over ${whole(ranks.suppliers)} suppliers.${each}`;
}

export function Spread() {
  const { uncertainty } = useShared().model.data.totals;
  if (!uncertainty) return null;
  const drawn = uncertainty.groups.filter((g) => (g.total ?? 0) >= 0.005);
  const small = uncertainty.groups.filter((g) => g.held_fixed === null && (g.total ?? 0) < 0.005);
  const fixed = uncertainty.groups.filter((g) => g.held_fixed !== null);
  const most = Math.max(...drawn.map((g) => g.total ?? 0));
  return (
    <>
      <h3>How sure the totals are, and why</h3>
      <p>
        The spread of the expected people comes from what is not known for certain. Each part was drawn anew
        with all others kept ({whole(uncertainty.draws)} draws): so much of the variance, on a logarithmic
        scale, it stands for, alone and together with others. Shares of parts that act together overlap.
      </p>
      <table class="spread">
        <caption class="hidden">Shares of the variance of the expected people</caption>
        <thead>
          <tr>
            <th scope="col">What is not known</th>
            <th scope="col" class="number">
              Share (±)
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((g) => (
            <tr key={g.label}>
              <th scope="row">
                {g.label}
                <svg width="100%" height="8" aria-hidden="true" focusable="false">
                  <rect
                    class="estimate"
                    width={`${((100 * (g.total ?? 0)) / most).toFixed(1)}%`}
                    height="6"
                    y="1"
                  />
                </svg>
              </th>
              <td class="number">
                {share(g.total)} ({share(g.error)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {small.length > 0 && <p class="quiet">Under 1 % each: {small.map((g) => g.label).join('; ')}.</p>}
      {fixed.length > 0 && (
        <p class="quiet">
          Nothing is drawn: {fixed.map((g) => `${g.label} (${g.held_fixed ?? ''})`).join('; ')}.
        </p>
      )}
      {uncertainty.ranks && <p>{ranksText(uncertainty.ranks)}</p>}
    </>
  );
}
