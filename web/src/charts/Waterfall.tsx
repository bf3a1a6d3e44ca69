// SPDX-License-Identifier: Apache-2.0
// How a probability comes about: contributions in log-odds, from the average site of the world to this one.
import type { Term } from '../data';
import { percent, signed } from '../format';
import { Word } from '../views/Word';
import { expit, probabilityAxis } from '../scale';

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

const x = (logOdds: number): number => 2 + 96 * probabilityAxis.at(expit(logOdds));

function Bar({ step }: { step: Step }) {
  const [a, b] = [x(step.from), x(step.to)];
  const kind = step.term === null ? 'rest' : step.term.evidence ? 'evidence' : 'estimate';
  return (
    <svg class="fall" width="100%" height="16" aria-hidden="true" focusable="false">
      {probabilityAxis.ticks.map((t) => (
        <line
          key={t.value}
          class="grid"
          x1={`${2 + 96 * probabilityAxis.at(t.value)}%`}
          x2={`${2 + 96 * probabilityAxis.at(t.value)}%`}
          y1="0"
          y2="16"
        />
      ))}
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

export function Waterfall({
  startLabel,
  start,
  steps,
}: {
  startLabel: string;
  start: number;
  steps: Step[];
}) {
  const end = steps[steps.length - 1]?.to ?? start;
  return (
    <table class="waterfall">
      <caption class="hidden">Contributions to the probability, in log-odds</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col" class="number">
            <Word of="log-odds">Log-odds</Word>
          </th>
          <th scope="col" class="number">
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{startLabel}</th>
          <td class="number">{signed(start)}</td>
          <td class="number">{percent(expit(start))}</td>
        </tr>
        {steps.map((step, i) => (
          <tr key={i}>
            <th scope="row">
              {step.label}
              <Bar step={step} />
              {step.term && <span class="quiet">{step.term.sentence}</span>}
            </th>
            <td class="number">{signed(step.to - step.from)}</td>
            <td class="number">{percent(expit(step.to))}</td>
          </tr>
        ))}
        <tr class="sum">
          <th scope="row">this site (median)</th>
          <td class="number">{signed(end)}</td>
          <td class="number">{percent(expit(end))}</td>
        </tr>
      </tbody>
    </table>
  );
}
