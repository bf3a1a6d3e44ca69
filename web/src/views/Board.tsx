// SPDX-License-Identifier: Apache-2.0
// One page for a board: the answer, the map, the first ten, where it sits, what to do. Prints on one A4 sheet.
import { useMemo } from 'preact/hooks';
import { AxisLabels, Interval } from '../charts/Interval';
import { WorldMap } from '../charts/WorldMap';
import { useAfterMap } from '../later';
import { marksOf } from '../marks';
import { amountInterval, count, money, moneyInterval, percentInterval, whole } from '../format';
import {
  estimate,
  layerById,
  levelText,
  missingWords,
  placeLabel,
  scoredSites,
  text,
  type Model,
} from '../model';
import { countAxis, measures, probabilityAxis, ramp } from '../scale';
import { noFilters, useShared } from '../state';
import { print } from './Header';
import { headline, sitesText } from './Headline';

/** Characters of a reason that fit one line of the sheet, and lines that the sheet has for reasons. */
const lineLength = 120;
const reasonLines = 15;

interface Entry {
  i: number;
  reason: string;
  /** rank of the supplier whose reason is the same, word for word */
  same: number | undefined;
}

/** The first ten, or as many as the sheet holds with their reasons in full; a repeated reason is said once. */
function firstOf(model: Model): Entry[] {
  const { columns } = model.data.suppliers;
  const ranked = columns.row
    .map((_, i) => i)
    .filter((i) => columns.priority[i] !== null)
    .slice(0, 10);
  const said = new Map<string, number>();
  const first: Entry[] = [];
  let lines = 0;
  for (const i of ranked) {
    const reason = text(model, 'reason', i);
    const before = said.get(reason);
    if (before === undefined) lines += Math.ceil(reason.length / lineLength);
    if (lines > reasonLines && first.length >= 5) break;
    if (before === undefined) said.set(reason, columns.priority[i] ?? 0);
    first.push({ i, reason: before === undefined ? reason : '', same: before });
  }
  return first;
}

function FirstTen({ model }: { model: Model }) {
  const { columns } = model.data.suppliers;
  return (
    <table class="board-table first-ten">
      <caption>Look here first</caption>
      <thead>
        <tr>
          <th scope="col" class="col-rank">
            <span class="hidden">Rank</span>
          </th>
          <th scope="col">Supplier, place, product and reason</th>
          <th scope="col" class="axis-head">
            <AxisLabels axis={probabilityAxis} unit=" %" />
          </th>
          <th scope="col" class="number">
            At this site (90 %)
          </th>
        </tr>
      </thead>
      {firstOf(model).map(({ i, reason, same }) => (
        <tbody key={i}>
          <tr>
            <td class="number">{whole(columns.priority[i] ?? 0)}</td>
            <th scope="row">
              <b dir="auto">{columns.name[i]}</b> · {placeLabel(model, i)}
              {model.product[i] && ` · ${model.product[i]}`}
              {same !== undefined && <span class="quiet same"> · same reason as {whole(same)}</span>}
            </th>
            <td class="bar">
              <Interval
                value={estimate(model, 's', i)}
                axis={probabilityAxis}
                evidence={'AB'.includes(columns.grade[i] || '-')}
              />
            </td>
            <td class="number">{levelText(model, estimate(model, 's', i), percentInterval)}</td>
          </tr>
          {reason && (
            <tr>
              <td />
              <td colSpan={3} class="quiet reason">
                {reason}
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}

function TopPlaces({ model }: { model: Model }) {
  const rows = (model.data.rollups.find((r) => r.id === 'country')?.rows ?? [])
    .filter((r) => r.key !== '')
    .slice(0, 5);
  const axis = countAxis(
    rows.flatMap((r) => [r.sites.lo90, r.sites.hi90]),
    'sites',
  );
  if (rows.length === 0) return null;
  return (
    <table class="board-table">
      <caption>Where it sits</caption>
      <thead>
        <tr>
          <th scope="col">Country</th>
          <th scope="col" class="axis-head">
            <AxisLabels axis={axis} />
          </th>
          <th scope="col" class="number">
            Sites likely (90 %)
          </th>
          <th scope="col" class="number">
            People (90 %)
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.key}>
            <th scope="row">{r.label}</th>
            <td class="bar">
              <Interval value={r.sites} axis={axis} />
            </td>
            <td class="number">{levelText(model, r.sites, amountInterval, r.scored > 0)}</td>
            <td class="number">{levelText(model, r.persons, amountInterval, r.scored > 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Key() {
  const { model, state } = useShared();
  const info = measures[state.measure];
  return (
    <div class="board-key">
      <p>
        {layerById(model, state.layer)?.label}: {info.label.toLowerCase()}, {info.unit}
      </p>
      <ul>
        {info.limits.map((limit, i) => (
          <li key={limit}>
            <span class="swatch" style={{ background: ramp[i] }} />
            {limit}
          </li>
        ))}
        <li>
          <span class="swatch hatch" />
          {missingWords(model, state.measure === 'prevalence')}
        </li>
        <li>
          <span class="swatch listed" />
          on an official list
        </li>
        <li>
          <span class="mark" />
          suppliers
        </li>
        <li>
          <span class="mark hollow" />
          place only roughly known
        </li>
      </ul>
    </div>
  );
}

/** What comes first however few suppliers it concerns. */
const pressing = ['state-imposed', 'named-entity', 'site-evidence', 'import-rule', 'name-to-review'];
const byUrgency = (a: { kind: string }, b: { kind: string }) => {
  const place = (kind: string) => {
    const at = pressing.indexOf(kind);
    return at < 0 ? pressing.length : at;
  };
  return place(a.kind) - place(b.kind);
};

export function Board() {
  const { model, state } = useShared();
  const { run, counts, totals, actions, limits, suppliers } = model.data;
  const paper = useAfterMap();
  const marks = useMemo(
    () =>
      marksOf(
        model,
        suppliers.columns.row.map((_, i) => i),
        noFilters,
      ),
    [model],
  );
  const [answer = '', ...rest] = headline(model);
  return (
    <section id="board" aria-labelledby="board-title">
      <div class="section-head screen-only">
        <h2 id="board-title">Board page</h2>
        <button type="button" onClick={() => print('board')}>
          Print this page
        </button>
      </div>
      <div class="sheet">
        <header>
          <p class="quiet">
            Supplier risk report · as of {run.as_of} · {run.inputs.map((f) => f.file).join(', ')},{' '}
            {count(counts.rows, 'row')}
            {run.sample ? ' · SAMPLE, all names and numbers invented' : ''}
          </p>
          <p class="answer">{answer}</p>
          <p>{rest.join(' ')}</p>
        </header>
        <ul class="board-figures">
          <li>
            <b>{levelText(model, totals.sites, sitesText)}</b> sites likely affected, of{' '}
            {whole(scoredSites(model))} scored
          </li>
          <li>
            <b>{levelText(model, totals.persons, amountInterval)}</b> people expected in forced labour there
          </li>
          {[...totals.spend_at_risk]
            .sort((a, b) => b.rows - a.rows)
            .slice(0, 1)
            .map((s) => (
              <li key={s.currency}>
                <b>
                  {moneyInterval(s.estimate)} {s.currency}
                </b>{' '}
                of spend at risk, of {money(s.total)}
              </li>
            ))}
          <li>
            <b>{whole(counts.not_scored)}</b> {counts.not_scored === 1 ? 'row' : 'rows'} not scored, of{' '}
            {whole(counts.rows)}
          </li>
        </ul>
        <div class="board-map">
          {paper ? (
            <WorldMap model={model} layer={state.layer} measure={state.measure} marks={marks} id="board" />
          ) : (
            <div class="world-space" />
          )}
          <Key />
        </div>
        <FirstTen model={model} />
        <div class="board-columns">
          <TopPlaces model={model} />
          {actions.length > 0 && (
            <div>
              <h3>What to do</h3>
              <ul>
                {[...actions]
                  .sort(byUrgency)
                  .slice(0, 3)
                  .map((a) => (
                    <li key={a.kind}>
                      <b>{a.title}</b> ({count(a.suppliers, 'supplier')}): {a.action}
                    </li>
                  ))}
              </ul>
            </div>
          )}
        </div>
        <footer class="quiet">
          <p>{limits.slice(0, 2).join(' ')}</p>
          <p>
            Bars: thin 90 %, thick 50 %, tick the median. Brown: evidence about the site itself. Listed dates,
            sources with licence and edition, and the method stand in report.html. sourcelight {run.version},
            methodology {run.methodology.id}, seed {run.seed}, {whole(run.draws)} draws. Boundaries: Natural
            Earth.
          </p>
        </footer>
      </div>
    </section>
  );
}
