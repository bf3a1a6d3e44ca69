// SPDX-License-Identifier: Apache-2.0
// The twenty to look at first, beside the map.
import { AxisLabels, Interval } from '../charts/Interval';
import { percent, percentInterval, whole } from '../format';
import { answerOf, estimate, placeLabel, text } from '../model';
import { probabilityAxis } from '../scale';
import { isFiltered, useShared } from '../state';

export function First({ limit = 20 }: { limit?: number }) {
  const { model, state, shown, dispatch } = useShared();
  const { columns } = model.data.suppliers;
  const first = shown
    .filter((i) => columns.priority[i] !== null)
    .sort((a, b) => (columns.priority[a] ?? 0) - (columns.priority[b] ?? 0))
    .slice(0, limit);
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
        {first.map((i) => {
          const s = estimate(model, 's', i);
          const evidence = 'AB'.includes(columns.grade[i] || '-');
          return (
            <li key={i} class={state.open === i ? 'on' : ''}>
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
                  </span>
                </span>
                <span class="what">
                  <Interval value={s} axis={probabilityAxis} evidence={evidence} />
                  <span class="number">{percentInterval(s)}</span>
                </span>
                <span class="why">
                  {reasonOf(i)}{' '}
                  <span class="quiet">
                    Among the first ten in {percent(columns.p_top10[i] ?? null)} of the draws.
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
