// SPDX-License-Identifier: Apache-2.0
// One page for a board: the answer, the map, the first ten, where it sits, what to do. Prints on one A4 sheet.
import { AxisLabels, Interval } from '../charts/Interval';
import { WorldMap } from '../charts/WorldMap';
import { amountInterval, count, moneyInterval, percentInterval, whole } from '../format';
import { estimate, layerById, placeLabel, text, type Model } from '../model';
import { countAxis, measures, probabilityAxis, ramp } from '../scale';
import { useShared } from '../state';
import { print } from './Header';
import { headline } from './Headline';

function FirstTen({ model }: { model: Model }) {
  const { columns } = model.data.suppliers;
  const first = columns.row
    .map((_, i) => i)
    .filter((i) => columns.priority[i] !== null)
    .slice(0, 10);
  return (
    <table class="board-table first-ten">
      <caption>Look here first</caption>
      <thead>
        <tr>
          <th scope="col" class="col-rank">
            <span class="hidden">Rank</span>
          </th>
          <th scope="col">Supplier and reason</th>
          <th scope="col" class="axis-head">
            <AxisLabels axis={probabilityAxis} unit=" %" />
          </th>
          <th scope="col" class="number">
            At this site
          </th>
        </tr>
      </thead>
      <tbody>
        {first.map((i) => (
          <tr key={i}>
            <td class="number">{whole(columns.priority[i] ?? 0)}</td>
            <th scope="row">
              <span class="clip">
                <b dir="auto">{columns.name[i]}</b> · {placeLabel(model, i)}
              </span>
              <span class="quiet clip">{text(model, 'reason', i)}</span>
            </th>
            <td class="bar">
              <Interval
                value={estimate(model, 's', i)}
                axis={probabilityAxis}
                evidence={'AB'.includes(columns.grade[i] || '-')}
              />
            </td>
            <td class="number">{percentInterval(estimate(model, 's', i))}</td>
          </tr>
        ))}
      </tbody>
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
            Sites likely
          </th>
          <th scope="col" class="number">
            of
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
            <td class="number">{amountInterval(r.sites)}</td>
            <td class="number">{whole(r.rows)}</td>
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
    <p class="board-key">
      {layerById(model, state.layer)?.label}: {info.label.toLowerCase()}, {info.unit}
      {info.limits.map((limit, i) => (
        <span key={limit} class="nowrap">
          <span class="swatch" style={{ background: ramp[i] }} />
          {limit}
        </span>
      ))}
      <span class="nowrap">
        <span class="swatch hatch" />
        no data
      </span>
      <span class="nowrap">
        <span class="swatch listed" />
        on an official list
      </span>
      <span class="nowrap">
        <span class="mark" />
        suppliers
      </span>
      <span class="nowrap">
        <span class="mark hollow" />
        only city, region or country known
      </span>
    </p>
  );
}

export function Board() {
  const { model, state } = useShared();
  const { run, counts, totals, actions, limits, suppliers } = model.data;
  const all = suppliers.columns.row.map((_, i) => i);
  const [answer = '', ...rest] = headline(model);
  return (
    <section id="board" aria-labelledby="board-title">
      <div class="section-head screen-only">
        <h2 id="board-title">Board page</h2>
        <button type="button" onClick={() => print(true)}>
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
            <b>{amountInterval(totals.sites)}</b> sites likely affected, of {whole(counts.assessed)} assessed
          </li>
          <li>
            <b>{amountInterval(totals.persons)}</b> people expected in forced labour there
          </li>
          {[...totals.spend_at_risk]
            .sort((a, b) => b.rows - a.rows)
            .slice(0, 1)
            .map((s) => (
              <li key={s.currency}>
                <b>
                  {moneyInterval(s.estimate)} {s.currency}
                </b>{' '}
                of spend at risk
              </li>
            ))}
          <li>
            <b>{whole(counts.not_scored)}</b> rows not scored
          </li>
        </ul>
        <WorldMap model={model} layer={state.layer} measure={state.measure} shown={all} id="board" />
        <Key />
        <FirstTen model={model} />
        <div class="board-columns">
          <TopPlaces model={model} />
          {actions.length > 0 && (
            <div>
              <h3>What to do</h3>
              <ul>
                {actions.slice(0, 3).map((a) => (
                  <li key={a.kind}>
                    <b>{a.title}</b> ({count(a.suppliers, 'supplier')}): {a.action}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
        <footer class="quiet">
          <p>{limits.slice(0, 3).join(' ')}</p>
          <p>
            sourcelight {run.version}, methodology {run.methodology.id}, seed {run.seed}, {whole(run.draws)}{' '}
            draws. Intervals are 90 %. Boundaries: Natural Earth. Sources and licences: report.html.
          </p>
        </footer>
      </div>
    </section>
  );
}
