// SPDX-License-Identifier: Apache-2.0
// How a probability comes about: contributions in log-odds, from the average site of the world to this one.
import type { Estimate, Term } from '../data';
import { percent, percentInterval, share, signed } from '../format';
import { Word } from '../views/Word';
import { expit, logit, type Axis } from '../scale';
import { AxisLabels, Interval } from './Interval';

export interface Step {
  term: Term | null;
  label: string;
  from: number;
  to: number;
}

/** Steps from `start` over all terms with a contribution; what the terms do not explain is a step of its own. */
export function stepsOf(start: number, terms: Term[], end: number): Step[] {
  const steps: Step[] = [];
  let from = start;
  for (const term of terms) {
    if (term.log_odds === undefined || term.log_odds === null) continue;
    steps.push({ term, label: term.what, from, to: from + term.log_odds });
    from += term.log_odds;
  }
  if (Math.abs(end - from) > 0.02)
    steps.push({ term: null, label: 'joint effect of the draws', from, to: end });
  return steps;
}

/** An end of an interval at 0 or 1 would take the whole width. */
const held = (p: number): number => logit(Math.min(Math.max(p, 5e-4), 1 - 5e-4));
/** The edges of the bands, and as far beyond on both sides. */
const ticks = [0.0001, 0.001, 0.005, 0.02, 0.1, 0.3, 0.7, 0.9, 0.98, 0.995];

/** The log-odds that the steps and the interval of the answer reach, a little beyond both ends. */
export function waterfallAxis(start: number, steps: Step[], answer: Estimate): Axis {
  const ends = [answer.lo90, answer.hi90].flatMap((p) => (p === null ? [] : [held(p)]));
  const reached = [start, ...steps.map((step) => step.to), ...ends];
  const [lo, hi] = [Math.min(...reached) - 0.3, Math.max(...reached) + 0.3];
  return {
    name: 'probability, log-odds axis',
    at: (p) => Math.min(1, Math.max(0, (held(p) - lo) / (hi - lo))),
    ticks: ticks
      .filter((value) => logit(value) > lo && logit(value) < hi)
      .map((value) => ({ value, label: String(Number((value * 100).toPrecision(3))) })),
  };
}

const at = (axis: Axis, p: number): string => `${(2 + 96 * axis.at(p)).toFixed(2)}%`;

function Grid({ axis, height }: { axis: Axis; height: number }) {
  return (
    <>
      {axis.ticks.map((t) => (
        <line key={t.value} class="grid" x1={at(axis, t.value)} x2={at(axis, t.value)} y1="0" y2={height} />
      ))}
    </>
  );
}

function Bar({ step, axis }: { step: Step; axis: Axis }) {
  const x = (logOdds: number): number => 2 + 96 * axis.at(expit(logOdds));
  const [a, b] = [x(step.from), x(step.to)];
  const kind = step.term === null ? 'rest' : step.term.evidence ? 'evidence' : 'estimate';
  return (
    <svg class="fall" width="100%" height="16" aria-hidden="true" focusable="false">
      <Grid axis={axis} height={16} />
      <line class="from" x1={`${a.toFixed(2)}%`} x2={`${a.toFixed(2)}%`} y1="0" y2="12" />
      <rect
        class={kind}
        x={`${Math.min(a, b).toFixed(2)}%`}
        width={`${Math.max(0.4, Math.abs(b - a)).toFixed(2)}%`}
        y="4"
        height="8"
      />
      <line class="end" x1={`${b.toFixed(2)}%`} x2={`${b.toFixed(2)}%`} y1="1" y2="15" />
    </svg>
  );
}

function Mark({ logOdds, axis }: { logOdds: number; axis: Axis }) {
  const x = at(axis, expit(logOdds));
  return (
    <svg class="fall" width="100%" height="16" aria-hidden="true" focusable="false">
      <Grid axis={axis} height={16} />
      <line class="end" x1={x} x2={x} y1="1" y2="15" />
    </svg>
  );
}

/** The steps as a table with a bar each; a screen reader has the numbers, the picture repeats them. */
export function Waterfall({
  startLabel,
  start,
  steps,
  answer,
}: {
  startLabel: string;
  start: number;
  steps: Step[];
  answer: Estimate;
}) {
  const end = steps[steps.length - 1]?.to ?? start;
  const axis = waterfallAxis(start, steps, answer);
  const spread = steps.some((step) => typeof step.term?.spread === 'number');
  return (
    <table class="waterfall">
      <caption class="hidden">Contributions to the probability, in log-odds</caption>
      <thead>
        <tr>
          <th scope="col">
            Step
            <AxisLabels axis={axis} unit=" %" />
          </th>
          <th scope="col" class="number">
            <Word of="log-odds">Log-odds</Word>
          </th>
          {spread && (
            <th scope="col" class="number">
              <Word of="spread">Spread</Word>
            </th>
          )}
          <th scope="col" class="number">
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            {startLabel}
            <Mark logOdds={start} axis={axis} />
          </th>
          <td class="number">{signed(start)}</td>
          {spread && <td />}
          <td class="number">{percent(expit(start))}</td>
        </tr>
        {steps.map((step, i) => (
          <tr key={i}>
            <th scope="row">
              {step.label}
              <Bar step={step} axis={axis} />
              {step.term && <span class="quiet">{step.term.sentence}</span>}
            </th>
            <td class="number">{signed(step.to - step.from)}</td>
            {spread && (
              <td class="number">{typeof step.term?.spread === 'number' ? share(step.term.spread) : ''}</td>
            )}
            <td class="number">{percent(expit(step.to))}</td>
          </tr>
        ))}
        <tr class="sum">
          <th scope="row">
            this site: {percentInterval(answer)}
            <Interval value={answer} axis={axis} />
          </th>
          <td class="number">{signed(end)}</td>
          {spread && <td />}
          <td class="number">{percent(expit(end))}</td>
        </tr>
      </tbody>
    </table>
  );
}
