// SPDX-License-Identifier: Apache-2.0
// Where it sits: the same totals by country, region, activity, parent, tier and spend.
import { useState } from 'preact/hooks';
import type { Rollup, RollupRow } from '../data';
import { AxisLabels, Interval } from '../charts/Interval';
import { amountInterval, moneyInterval, noData, percent, whole } from '../format';
import { missingWords } from '../model';
import { countAxis, type Axis } from '../scale';
import { useShared } from '../state';
import { Word } from './Word';

const short = 10;

function Line({ row, axis, choose }: { row: RollupRow; axis: Axis; choose?: (() => void) | undefined }) {
  const spend = (row.spend ?? []).filter((s) => s.at_risk.median !== null).slice(0, 3);
  const { model } = useShared();
  const missing = missingWords(model, row.scored > 0);
  const known = row.grades.slice(0, 3).reduce((a, b) => a + b, 0);
  return (
    <tr>
      <th scope="row" dir="auto">
        {choose ? (
          <button type="button" class="plain link" onClick={choose}>
            {row.label}
          </button>
        ) : (
          row.label
        )}
      </th>
      <td class="number col-rows" data-label="Rows">
        {row.scored === row.rows ? whole(row.rows) : `${whole(row.scored)} of ${whole(row.rows)} scored`}
      </td>
      <td class="bar">
        {row.sites.median === null ? (
          <span class={missing === noData ? 'none hatch' : 'none'}>{missing}</span>
        ) : (
          <Interval value={row.sites} axis={axis} />
        )}
      </td>
      <td class="number col-sites">{row.sites.median === null ? '–' : amountInterval(row.sites)}</td>
      <td class="number col-persons" data-label="People (90 %)">
        {row.persons.median === null ? '–' : amountInterval(row.persons)}
      </td>
      <td class="number col-spend" data-label="Spend at risk (90 %)">
        {spend.map((s) => (
          <span key={s.currency} class="line">
            {moneyInterval(s.at_risk)} {s.currency}
          </span>
        ))}
      </td>
      <td class="number col-coverage" data-label="Coverage">
        {percent(row.coverage)}
      </td>
      <td class="number col-coverage" data-label="Grade A to C">
        {row.scored ? percent(known / row.scored) : '–'}
      </td>
    </tr>
  );
}

/** First words of the roll-up: the line with most people, in a sentence. */
function sentence(rollup: Rollup): string {
  const first = rollup.rows.find((r) => r.key !== '' && r.sites.median !== null);
  if (!first) return 'Nothing is scored yet.';
  const named = rollup.rows.filter((r) => r.key !== '').length;
  return `${first.label} comes first by expected people: ${amountInterval(first.persons)}, at ${amountInterval(first.sites)} sites likely affected (90 % interval in brackets); ${whole(named)} ${named === 1 ? 'line' : 'lines'} in all.`;
}

export function Rollups() {
  const { model, dispatch } = useShared();
  const rollups = model.data.rollups.filter((r) => r.rows.length > 0);
  const [chosen, setChosen] = useState(rollups[0]?.id ?? 'country');
  const [full, setFull] = useState(false);
  const rollup = rollups.find((r) => r.id === chosen);
  if (!rollup) return null;
  const rows = full ? rollup.rows : rollup.rows.slice(0, short);
  const axis = countAxis(
    rollup.rows.flatMap((r) => [r.sites.lo90, r.sites.hi90]),
    'sites likely affected',
  );
  const withSpend = rollup.rows.some((r) => (r.spend ?? []).some((s) => s.at_risk.median !== null));
  const choose = (row: RollupRow) => {
    if (row.key === '') return undefined;
    if (chosen === 'country') return () => dispatch({ type: 'area', country: row.key, region: '' });
    if (chosen === 'region')
      return () => dispatch({ type: 'area', country: row.key.split('-')[0] ?? '', region: row.key });
    return chosen === 'tier' ? () => dispatch({ type: 'filter', name: 'tier', value: row.key }) : undefined;
  };
  return (
    <section id="where" aria-labelledby="where-title">
      <h2 id="where-title">Where it sits</h2>
      <div class="tabs" role="group" aria-label="Grouped by">
        {rollups.map((r) => (
          <button
            key={r.id}
            type="button"
            aria-pressed={r.id === chosen}
            onClick={() => {
              setChosen(r.id);
              setFull(false);
            }}
          >
            {r.label}
          </button>
        ))}
      </div>
      <p>{sentence(rollup)}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={`Totals by ${rollup.label}`}>
        <table class={withSpend ? 'rollup' : 'rollup without-spend'}>
          <caption class="hidden">Totals by {rollup.label}, with intervals and coverage</caption>
          <thead>
            <tr>
              <th scope="col">{rollup.label}</th>
              <th scope="col" class="number col-rows">
                Rows
              </th>
              <th scope="col" class="axis-head">
                <AxisLabels axis={axis} />
              </th>
              <th scope="col" class="number col-sites">
                Sites likely (<Word of="90 %">90 %</Word>)
              </th>
              <th scope="col" class="number col-persons">
                <Word of="people">People</Word> (90 %)
              </th>
              <th scope="col" class="number col-spend">
                Spend at risk (90 %)
              </th>
              <th scope="col" class="number col-coverage">
                <Word of="coverage">Coverage</Word>
              </th>
              <th scope="col" class="number col-coverage">
                <Word of="grade">Grade A to C</Word>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.label} row={row} axis={axis} choose={choose(row)} />
            ))}
          </tbody>
        </table>
      </div>
      {rollup.rows.length > short && (
        <button type="button" class="plain" onClick={() => setFull(!full)}>
          {full ? 'Show the first ten' : `Show all ${whole(rollup.rows.length)}`}
        </button>
      )}
    </section>
  );
}
