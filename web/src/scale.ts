// SPDX-License-Identifier: Apache-2.0
// Axes and classes. One logit axis for every probability, one colour scale for every estimate.
import type { Num } from './data';

/** One hue, light = low; evenly spaced in lightness, safe for colour-blind readers. */
export const ramp = ['#e6eff7', '#b5cee6', '#85aed4', '#598dbf', '#346da5', '#1e4c83', '#0e2f5c'] as const;
export const evidenceColour = '#b4500a';
/** Areas where a listing takes the place of an estimate: pale, so that the marks on top stay readable. */
export const listedColour = '#f3dcc6';
export const inkColour = '#1c232b';

export type Measure = 'prevalence' | 'hazard';

export interface MeasureInfo {
  id: Measure;
  label: string;
  unit: string;
  /** upper limits of all classes but the last */
  breaks: number[];
  limits: string[];
  explain: string;
}

export const measures: Record<Measure, MeasureInfo> = {
  prevalence: {
    id: 'prevalence',
    label: 'Estimated prevalence',
    unit: 'people in forced labour per 1,000 workers',
    breaks: [1, 2, 3, 5, 10, 25],
    limits: ['under 1', '1 to 2', '2 to 3', '3 to 5', '5 to 10', '10 to 25', '25 and more'],
    explain:
      'How many of 1,000 workers in this place and activity are estimated to be in forced labour (median of the draws).',
  },
  hazard: {
    id: 'hazard',
    label: 'Chance of a new public finding',
    unit: 'probability within 24 months',
    breaks: [0.001, 0.005, 0.02, 0.1, 0.3, 0.7],
    limits: [
      'under 0.1 %',
      '0.1 to 0.5 %',
      '0.5 to 2 %',
      '2 to 10 %',
      '10 to 30 %',
      '30 to 70 %',
      '70 % and more',
    ],
    explain:
      'How likely a new official listing or import ban for this country and good is within 24 months. Where the pair is listed already there is nothing left to predict: the date is shown instead.',
  },
};

/** Class of a value: 0..6, or -1 when there is none. */
export function classOf(value: Num, measure: Measure): number {
  if (value === null) return -1;
  const index = measures[measure].breaks.findIndex((limit) => value < limit);
  return index < 0 ? ramp.length - 1 : index;
}

export const logit = (p: number): number => Math.log(p / (1 - p));
export const expit = (x: number): number => 1 / (1 + Math.exp(-x));

/** A drawing axis: position 0..1 of a value, clipped to the ends. */
export interface Axis {
  at: (value: number) => number;
  ticks: { value: number; label: string }[];
  name: string;
}

const probabilityEnds: [number, number] = [logit(0.0004), logit(0.94)];

export const probabilityAxis: Axis = {
  name: 'probability, log-odds axis',
  at: (p) => {
    const x = logit(Math.min(Math.max(p, 1e-9), 1 - 1e-9));
    return Math.min(1, Math.max(0, (x - probabilityEnds[0]) / (probabilityEnds[1] - probabilityEnds[0])));
  },
  ticks: [0.001, 0.005, 0.02, 0.1, 0.3, 0.7].map((value) => ({
    value,
    label: String(value * 100).slice(0, 3),
  })),
};

/** Logarithmic axis over counts, from the smallest to the largest value drawn. */
export function countAxis(values: Num[], name: string): Axis {
  const known = values.filter((v): v is number => v !== null && v > 0);
  const hi = Math.ceil(Math.log10(Math.max(1, ...known)) - 1e-9);
  const lo = Math.max(hi - 4, -2, Math.floor(Math.log10(Math.min(1, ...known)) + 1e-9));
  const ticks = [];
  for (let power = lo; power <= hi; power += 1)
    ticks.push({ value: 10 ** power, label: (10 ** power).toLocaleString('en-GB') });
  return {
    name: `${name}, logarithmic axis`,
    at: (v) => (v <= 0 ? 0 : Math.min(1, Math.max(0, (Math.log10(v) - lo) / Math.max(1, hi - lo)))),
    ticks,
  };
}

/** Words for the evidence grades. */
export const gradeMeaning: Record<string, string> = {
  A: 'official finding about the site itself, or two independent sources',
  B: 'one credible source about the site itself',
  C: 'known for the region and product',
  D: 'known for the country and sector',
  E: 'only world-wide assumptions',
};
