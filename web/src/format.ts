// SPDX-License-Identifier: Apache-2.0
// Numbers as words: every number on the page goes through here, so that rounding is the same everywhere.
import type { Estimate, Num } from './data';

/** Narrow no-break space: keeps a number and its unit on one line. */
const thin = '\u202f';
export const noData = 'no data';

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A count or amount: whole above 10, one decimal above 1, two significant digits below. */
export function amount(value: Num): string {
  if (value === null) return noData;
  const size = Math.abs(value);
  if (size >= 9.95 || value === 0) return grouped.format(value);
  if (size >= 0.95) return value.toFixed(1).replace(/\.0$/, '');
  if (size < 0.005) return '<0.01';
  return Number(value.toPrecision(size < 0.095 ? 1 : 2)).toString();
}

/** Power of a thousand that suits an amount of money, with its word. */
function moneyScale(value: number): [number, string] {
  if (value >= 1e9) return [1e9, `${thin}billion`];
  if (value >= 1e6) return [1e6, `${thin}million`];
  return value >= 1e4 ? [1e3, `${thin}thousand`] : [1, ''];
}

/** Large amounts of money: 8.3 million. */
export function money(value: Num): string {
  if (value === null) return noData;
  const [unit, word] = moneyScale(value);
  return `${amount(value / unit)}${word}`;
}

/** The digits of a percentage, without the sign. */
function percentDigits(value: number): string {
  const percent = value * 100;
  if (percent > 99 && percent < 100) return percent > 99.9 ? '>99.9' : percent.toFixed(1);
  if (percent >= 9.95) return percent.toFixed(0);
  if (percent >= 0.95) return percent.toFixed(1).replace(/\.0$/, '');
  if (percent === 0) return '0';
  return percent < 0.005 ? '<0.01' : Number(percent.toPrecision(percent < 0.095 ? 1 : 2)).toString();
}

/** A fraction as a percentage. */
export function percent(value: Num): string {
  return value === null ? noData : `${percentDigits(value)}${thin}%`;
}

/** "41 (28–63)" with a formatter for the digits. */
function withInterval(e: Estimate, digits: (value: Num) => string, unit = ''): string {
  if (e.median === null) return noData;
  const range = e.lo90 === null || e.hi90 === null ? 'no interval' : `${digits(e.lo90)}–${digits(e.hi90)}`;
  return `${digits(e.median)}${unit} (${range})`;
}

export const amountInterval = (e: Estimate): string => withInterval(e, amount);

/** "8.3 million (5.4–13)": the interval in the same unit. */
export function moneyInterval(e: Estimate): string {
  const [unit, word] = moneyScale(e.median ?? 0);
  return withInterval(e, (v) => amount(v === null ? null : v / unit), word);
}

/** "3.1 % (0.8–11)". An estimated probability is never written as a certainty. */
export function percentInterval(e: Estimate): string {
  if (e.median !== null && e.lo90 !== null && e.lo90 >= 0.9995) return `>99.9${thin}%`;
  const bound = (v: Num) => (v === null ? noData : v > 0.999 ? '100' : percentDigits(v));
  const text = withInterval(e, bound, `${thin}%`);
  return e.median !== null && e.median > 0.999 ? text.replace(/^[\d.]+/, '>99.9') : text;
}

/** Singular or plural with its number. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped.format(n)} ${n === 1 ? one : many}`;
}

export const whole = (n: number): string => grouped.format(n);

/** A log-odds contribution with its sign. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return `${value < 0 ? '−' : '+'}${text}`;
}

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** English name of a country code when the boundaries carry none. */
export function countryName(code: string): string {
  try {
    return regionNames.of(code) ?? code;
  } catch {
    return code;
  }
}

/** A message as a sentence: with a capital and a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.?!]$/.test(trimmed) ? '' : '.'}`;
}

/** Lower case without accents, for searching. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The address if it may become a link, else nothing: data never brings another scheme in. */
export function safeUrl(url: string | null | undefined): string | undefined {
  return url && /^https?:\/\/[^\s]+$/i.test(url) ? url : undefined;
}
