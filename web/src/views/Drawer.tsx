// SPDX-License-Identifier: Apache-2.0
// One supplier: what is estimated, why, from which sources, and what to do and ask.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Estimate } from '../data';
import { AxisLabels, Interval } from '../charts/Interval';
import { MiniMap } from '../charts/MiniMap';
import { stepsOf, Waterfall } from '../charts/Waterfall';
import { amountInterval, noData, percent, percentInterval, sentence, whole } from '../format';
import { answerOf, estimate, placeLabel, repeatOf, text, type Model } from '../model';
import { gradeMeaning, logit, probabilityAxis } from '../scale';
import { useShared } from '../state';
import { print } from './Header';
import { allTerms, ReceiptTable, Rivals } from './Receipt';
import { ruleWords } from './rules';
import { Link, Source } from './Source';
import { Word, type glossary } from './Word';

const thousandth = (e: Estimate): Estimate => {
  const part = (v: number | null) => (v === null ? null : v / 1000);
  return {
    median: part(e.median),
    lo50: part(e.lo50),
    hi50: part(e.hi50),
    lo90: part(e.lo90),
    hi90: part(e.hi90),
  };
};

function Line({ label, value, note }: { label: string; value: Estimate; note: string }) {
  return (
    <tr>
      <th scope="row">
        {label}
        <span class="quiet">{note}</span>
      </th>
      <td class="bar">
        <Interval value={value} axis={probabilityAxis} />
      </td>
      <td class="number">{percentInterval(value)}</td>
    </tr>
  );
}

const same = (a: Estimate, b: Estimate): boolean =>
  a.median === b.median && a.lo90 === b.lo90 && a.hi90 === b.hi90;

function Questions({ model, i }: { model: Model; i: number }) {
  const s = estimate(model, 's', i);
  const residual = estimate(model, 'residual', i);
  const since = model.data.suppliers.columns.listed_since[i] ?? null;
  const p = estimate(model, 'p', i);
  return (
    <table class="questions">
      <caption class="hidden">The questions, each with its interval</caption>
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">
            <AxisLabels axis={probabilityAxis} unit=" %" />
          </th>
          <th scope="col" class="number">
            <Word of="median">Median</Word> (<Word of="90 %">90 %</Word>)
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            Prevalence<span class="quiet">of 1,000 workers in this place and activity</span>
          </th>
          <td class="bar">
            <Interval value={thousandth(p)} axis={probabilityAxis} />
          </td>
          <td class="number">{amountInterval(p)}</td>
        </tr>
        <Line label="At this site" value={s} note="at least one person" />
        {same(s, residual) ? (
          <tr>
            <th scope="row">After what the company does</th>
            <td colSpan={2} class="quiet">
              the same: nothing is known that would lower it
            </td>
          </tr>
        ) : (
          <Line label="After what the company does" value={residual} note="of checks that find and remedy" />
        )}
        {since ? (
          <tr>
            <th scope="row">
              New public finding<span class="quiet">within 24 months</span>
            </th>
            <td colSpan={2} class="listed">
              listed, on record since {since}
              {text(model, 'listed_by', i) && `, ${text(model, 'listed_by', i)}`}
            </td>
          </tr>
        ) : (
          <Line
            label="New public finding"
            value={estimate(model, 'h', i)}
            note="for this country and good, within 24 months"
          />
        )}
        <tr>
          <th scope="row">
            People<span class="quiet">expected at the site</span>
          </th>
          <td />
          <td class="number">{amountInterval(estimate(model, 'persons', i))}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Place({ model, i }: { model: Model; i: number }) {
  const { columns, dict } = model.data.suppliers;
  const receipt = model.data.receipts.suppliers[String(columns.row[i])];
  const precision = text(model, 'precision', i) || 'none';
  const activity = dict.activity[columns.activity[i] ?? -1];
  const good = dict.good[columns.good[i] ?? -1];
  return (
    <div class="place-block">
      <div>
        <h3>Place</h3>
        <p>
          {placeLabel(model, i)}.{' '}
          {precision === 'none'
            ? 'Not found.'
            : `Found by ${precision}; right with probability ${percent(columns.place_confidence[i] ?? null)}.`}
        </p>
        <p class="quiet" dir="auto">
          In your file: {columns.place_text[i] || '(empty)'}
        </p>
        <Rivals title="Could also be" rivals={receipt?.place_rivals} />
        <h3>Product</h3>
        <p>
          {activity
            ? `${activity.label} (${activity.node}); right with probability ${percent(columns.activity_confidence[i] ?? null)}.`
            : 'Not known.'}
          {good ? ` Good of the official lists: ${good.label}.` : ''}
        </p>
        <Rivals title="Could also be" rivals={receipt?.activity_rivals} />
      </div>
      <MiniMap model={model} i={i} />
    </div>
  );
}

function Why({ model, i }: { model: Model; i: number }) {
  const { columns } = model.data.suppliers;
  const receipt = model.data.receipts.suppliers[String(columns.row[i])];
  const cell = model.data.cells[columns.cell[i] ?? -1];
  const s = columns.s.median[i] ?? null;
  const terms = allTerms(model, receipt, cell);
  const start = cell?.start.log_odds ?? null;
  const steps = s !== null && start !== null ? stepsOf(start, terms, logit(s)) : [];
  const moves = receipt?.moves_band ?? [];
  const change = receipt?.would_change ?? [];
  return (
    <>
      {cell && start !== null && steps.length > 0 && (
        <section>
          <h3>Why</h3>
          <p>
            From {cell.start.label} to this one, step by step, in log-odds; the source of each step stands in
            the receipt below.
          </p>
          <Waterfall
            startLabel={cell.start.label}
            start={start}
            steps={steps}
            answer={estimate(model, 's', i)}
          />
        </section>
      )}
      {receipt?.changes_tried !== undefined && (
        <section>
          <h3>What single change would move the band</h3>
          <p>
            Now: {text(model, 'band', i)}. {whole(receipt.changes_tried)} changes of what is known were tried
            one at a time{moves.length > 0 ? '; the smallest that move it:' : ', and none moves it.'}
          </p>
          {moves.length > 0 && (
            <ul class="moves">
              {moves.map((c) => (
                <li key={c}>{c}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      {change.length > 0 && (
        <section>
          <h3>What is not known</h3>
          <ul>
            {change.map((c) => (
              <li key={c}>{c}</li>
            ))}
          </ul>
        </section>
      )}
      {terms.length > 0 && (
        <section>
          <h3>Receipt</h3>
          {!receipt && (
            <p class="quiet">
              Shown for the cell (place and activity); the full receipt of this row: sourcelight explain DIR{' '}
              {columns.row[i]}
            </p>
          )}
          <ReceiptTable model={model} terms={terms} receipt={receipt} />
        </section>
      )}
    </>
  );
}

/** Beside the reason, not below it: whoever reads the one has the other in view. */
function Answer({ model, i }: { model: Model; i: number }) {
  const answer = answerOf(model, i);
  if (!answer) return null;
  return (
    <section class="supplier-answer">
      <h3>The supplier answers</h3>
      {answer.split(' | ').map((one) => (
        <blockquote key={one} dir="auto" tabIndex={0}>
          {one}
        </blockquote>
      ))}
      <p class="quiet">As your evidence file states it; it does not change the score.</p>
    </section>
  );
}

function Law({ model, i }: { model: Model; i: number }) {
  const { columns } = model.data.suppliers;
  const row = columns.row[i] ?? -1;
  const matches = model.data.legal.matches.filter((m) => m.row === row);
  const flags = text(model, 'legal_flags', i);
  const state = columns.state_imposed[i] ?? 0;
  if (!flags && matches.length === 0 && state === 0) return null;
  return (
    <section>
      <h3>What the law and lists say</h3>
      {flags && (
        <p>
          Rules that name this place and good:{' '}
          {flags.split(/,\s*/).map((flag, k) => (
            <span key={flag}>
              {k > 0 && ', '}
              <abbr class="word" title={ruleWords[flag] ?? flag}>
                {flag}
              </abbr>
            </span>
          ))}
          .
        </p>
      )}
      {state > 0 && (
        <p>A worker of this cell is under a state-imposed programme with probability {percent(state)}.</p>
      )}
      {matches.map((m) => (
        <p key={m.entity_id + m.alias}>
          Name similarity {m.score === null ? noData : m.score.toFixed(2)} with <b dir="auto">{m.entity}</b> (
          {m.list}
          {m.listed_on ? `, listed ${m.listed_on}` : ''}); probability of the same entity{' '}
          {percent(m.probability)}, {m.state === 'review' ? 'to review' : m.state}. Agreeing words:{' '}
          {m.tokens.join(', ') || 'none'}. <Source model={model} source={m.source} />
        </p>
      ))}
    </section>
  );
}

function Todo({ model, i }: { model: Model; i: number }) {
  const { columns, dict } = model.data.suppliers;
  const row = columns.row[i] ?? -1;
  const kinds = (dict.advice?.[columns.advice?.[i] ?? -1] ?? '').split(',');
  const advice = model.data.actions.filter((a) => a.rows.includes(row) || kinds.includes(a.kind));
  const findings = model.data.unresolved.rows.filter((u) => u.row === row);
  if (advice.length === 0 && findings.length === 0) return null;
  return (
    <section>
      <h3>What to do and what to ask</h3>
      {findings.map((f) => (
        <p key={`${f.code} ${f.column}`}>
          {sentence(f.message)} <b>{sentence(f.fix)}</b>
        </p>
      ))}
      <ul class="advice">
        {advice.map((a) => (
          <li key={a.kind}>
            {a.action} <q>{a.question}</q>{' '}
            <Link url={a.guidance_url}>
              {a.guidance_publisher}: {a.guidance_title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Summary({ model, i }: { model: Model; i: number }) {
  const { columns } = model.data.suppliers;
  const grade = columns.grade[i] || '';
  const facts: [string, string, (keyof typeof glossary)?][] = [
    ['Band', text(model, 'band', i), 'band'],
    ['Next step', text(model, 'action', i) || '–'],
    ['Grade', grade ? `${grade}: ${gradeMeaning[grade] ?? ''}` : 'not scored', 'grade'],
    ['Coverage', percent(columns.coverage[i] ?? null), 'coverage'],
    ['Workers', columns.workers[i] === null ? 'not known' : whole(columns.workers[i] ?? 0)],
    ['Tier', text(model, 'tier', i) || 'not known', 'tier'],
    ['Parent', text(model, 'parent', i) || 'not known'],
    [
      'Spend',
      columns.spend[i] === null
        ? 'not known'
        : `${whole(columns.spend[i] ?? 0)} ${text(model, 'currency', i)}`,
    ],
  ];
  return (
    <dl class="facts">
      {facts.map(([k, v, word]) => (
        <div key={k}>
          <dt>{word ? <Word of={word}>{k}</Word> : k}</dt>
          <dd>{v}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Drawer() {
  const { model, state, shown, dispatch } = useShared();
  const panel = useRef<HTMLDivElement>(null);
  const i = state.open;
  useLayoutEffect(() => {
    if (i !== null) {
      panel.current?.scrollTo({ top: 0 });
      panel.current?.focus({ preventScroll: true });
    }
  }, [i]);
  if (i === null) return null;
  const { columns } = model.data.suppliers;
  const position = shown.indexOf(i);
  const priority = columns.priority[i] ?? null;
  const repeat = repeatOf(model, i);
  const go = (step: number) => {
    const next = shown[position + step];
    if (next !== undefined) dispatch({ type: 'open', index: next });
  };
  return (
    <div class="drawer" role="dialog" aria-labelledby="drawer-title" ref={panel} tabIndex={-1}>
      <div class="drawer-head">
        <p class="print-only quiet">
          sourcelight: {model.data.run.title}, as of {model.data.run.as_of}
        </p>
        <p class="quiet">
          {repeat !== null
            ? `repeat of row ${whole(repeat)}, which has the supplier's rank`
            : priority === null
              ? 'not scored'
              : `rank ${whole(priority)}, in the first ten in ${percent(columns.p_top10[i] ?? null)} of the draws`}{' '}
          · row {columns.row[i]}
          {columns.own_id[i] && (
            <>
              {' '}
              · own ID <bdi>{columns.own_id[i]}</bdi>
            </>
          )}
        </p>
        <div class="drawer-buttons">
          <button type="button" class="plain" onClick={() => print('supplier')}>
            Print
          </button>
          <button
            type="button"
            class="plain"
            disabled={position <= 0}
            onClick={() => go(-1)}
            aria-label="previous supplier"
          >
            ↑
          </button>
          <button
            type="button"
            class="plain"
            disabled={position < 0 || position >= shown.length - 1}
            onClick={() => go(1)}
            aria-label="next supplier"
          >
            ↓
          </button>
          <button
            type="button"
            class="plain close"
            onClick={() => dispatch({ type: 'open', index: null })}
            aria-label="close"
          >
            ✕
          </button>
        </div>
        <h2 id="drawer-title" dir="auto">
          {columns.name[i] || '(no name)'}
        </h2>
      </div>
      <p>{text(model, 'reason', i) || 'This row is not scored: see what was missing below.'}</p>
      <Answer model={model} i={i} />
      <Summary model={model} i={i} />
      {columns.s.median[i] !== null && <Questions model={model} i={i} />}
      <Place model={model} i={i} />
      <Todo model={model} i={i} />
      <Law model={model} i={i} />
      <Why model={model} i={i} />
      <p class="quiet">An estimate is an indication of risk, not a finding against this company.</p>
    </div>
  );
}
