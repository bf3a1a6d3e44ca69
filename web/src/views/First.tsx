// SPDX-License-Identifier: Apache-2.0
// The suppliers of a reviewer's week, beside the map; near-duplicates are one line that opens.
import { useMemo, useState } from 'preact/hooks';
import { AxisLabels, Interval } from '../charts/Interval';
import { percent, percentInterval, whole } from '../format';
import { answerOf, estimate, grouped, groupWords, levelText, placeLabel, sinceOf, text } from '../model';
import { probabilityAxis } from '../scale';
import { isFiltered, useShared } from '../state';

/** Members of an opened line that are shown; the table below has all. */
const mostOpened = 50;

export function First() {
  const { model, state, shown, dispatch } = useShared();
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const limit = model.data.totals.concentration.count || 20;
  const { columns } = model.data.suppliers;
  const ranked = shown
    .filter((i) => columns.priority[i] !== null)
    .sort((a, b) => (columns.priority[a] ?? 0) - (columns.priority[b] ?? 0));
  const first = ranked.slice(0, limit);
  // A line stands for its members among the first and says how many there are in all.
  const all = useMemo(
    () => new Map(grouped(model, ranked).map((line) => [line.i, line.more])),
    [model, shown],
  );
  const lines = grouped(model, first).flatMap((line) => {
    const members = all.get(line.i) ?? [];
    return [
      { i: line.i, members, inside: line.more.length, member: false },
      ...(opened.has(line.i)
        ? members.slice(0, mostOpened).map((i) => ({ i, members: [], inside: 0, member: true }))
        : []),
    ];
  });
  const toggle = (i: number) => {
    const next = new Set(opened);
    if (!next.delete(i)) next.add(i);
    setOpened(next);
  };
  const said = new Map<string, number>();
  /** The reason in full, once: suppliers of one cell share it word for word. */
  const reasonOf = (i: number): string => {
    const reason = text(model, 'reason', i);
    const before = said.get(reason);
    if (before === undefined) said.set(reason, columns.priority[i] ?? 0);
    return before === undefined ? reason : `Same reason as ${whole(before)}.`;
  };
  return (
    <div class="first">
      <div class="first-head">
        <h2>{isFiltered(state.filters) ? 'First of the chosen' : 'Look here first'}</h2>
        <div class="axis-box">
          <AxisLabels axis={probabilityAxis} unit=" %" />
        </div>
      </div>
      {first.length > 0 && (
        <p class="quiet first-note">
          Order: sites with evidence of their own first, by severity and chance; then the others by severity
          and expected people; each supplier once.
        </p>
      )}
      {first.length > 0 && (
        <p class="quiet first-note">
          How likely at least one person at the site is in forced labour: thin line 90 %, thick 50 %, tick the
          median. Brown: evidence about the site itself.
        </p>
      )}
      {first.length === 0 && (
        <p class="quiet">
          {isFiltered(state.filters)
            ? 'No scored supplier passes the filters.'
            : 'No row could be scored: see "Rows to fix".'}
        </p>
      )}
      <ol class="first-list" tabIndex={0} aria-label="First suppliers">
        {lines.map(({ i, members, inside, member }) => {
          const s = estimate(model, 's', i);
          const evidence = 'AB'.includes(columns.grade[i] || '-');
          return (
            <li key={i} class={`${state.open === i ? 'on' : ''}${member ? ' member' : ''}`}>
              <button
                type="button"
                onClick={() => dispatch({ type: 'open', index: i })}
                data-row={columns.row[i]}
              >
                <span class="rank">{whole(columns.priority[i] ?? 0)}</span>
                <span class="who">
                  <b dir="auto">{columns.name[i]}</b>
                  <span class="quiet">
                    {answerOf(model, i) && <span class="answered">answered · </span>}
                    {placeLabel(model, i)}
                    {model.product[i] ? ` · ${model.product[i]}` : ''}
                    {sinceOf(model, i) === 'new' || sinceOf(model, i) === 'changed'
                      ? ` · ${sinceOf(model, i)}`
                      : ''}
                  </span>
                </span>
                <span class="what">
                  <Interval value={s} axis={probabilityAxis} evidence={evidence} />
                  <span class="number">{levelText(model, s, percentInterval)}</span>
                </span>
                <span class="why">
                  {reasonOf(i)}{' '}
                  <span class="quiet">
                    Among the first ten in {percent(columns.p_top10[i] ?? null)} of the draws.
                  </span>
                </span>
              </button>
              {members.length > 0 && (
                <button
                  type="button"
                  class="plain more"
                  aria-expanded={opened.has(i)}
                  onClick={() => toggle(i)}
                >
                  {`and ${whole(members.length)} more ${groupWords(model, i)}`}
                  {inside > 0 && `, ${whole(inside)} of them among these ${whole(first.length)}`}
                  {members.length > mostOpened && opened.has(i) && `; the first ${whole(mostOpened)} below`}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
