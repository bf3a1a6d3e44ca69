// SPDX-License-Identifier: Apache-2.0
// The picture of an estimate: 90 % thin, 50 % thick, median tick, on a shared axis.
import type { Estimate } from '../data';
import type { Axis } from '../scale';

const at = (axis: Axis, value: number): string => `${(2 + 96 * axis.at(value)).toFixed(2)}%`;

/** Always beside its number in words, so it is hidden from screen readers. */
export function Interval({
  value,
  axis,
  evidence = false,
  height = 18,
}: {
  value: Estimate;
  axis: Axis;
  evidence?: boolean;
  height?: number;
}) {
  const middle = height / 2;
  const { median, lo90, hi90, lo50, hi50 } = value;
  return (
    <svg
      class={evidence ? 'interval evidence' : 'interval'}
      width="100%"
      height={height}
      aria-hidden="true"
      focusable="false"
    >
      {axis.ticks.map((t) => (
        <line key={t.value} class="grid" x1={at(axis, t.value)} x2={at(axis, t.value)} y1="0" y2={height} />
      ))}
      {lo90 !== null && hi90 !== null && (
        <line class="range90" x1={at(axis, lo90)} x2={at(axis, hi90)} y1={middle} y2={middle} />
      )}
      {lo50 !== null && hi50 !== null && (
        <line class="range50" x1={at(axis, lo50)} x2={at(axis, hi50)} y1={middle} y2={middle} />
      )}
      {median !== null && (
        <line class="median" x1={at(axis, median)} x2={at(axis, median)} y1={middle - 6} y2={middle + 6} />
      )}
    </svg>
  );
}

/** Tick labels of an axis, to stand above a column of intervals. */
export function AxisLabels({ axis, unit = '' }: { axis: Axis; unit?: string }) {
  return (
    <span class="axis" aria-hidden="true">
      {axis.ticks.map((t, i) => (
        <span key={t.value} style={{ left: at(axis, t.value) }}>
          {t.label}
          {i === axis.ticks.length - 1 ? unit : ''}
        </span>
      ))}
    </span>
  );
}
