// SPDX-License-Identifier: Apache-2.0
// Numbers as words: every number on the page goes through here, so that rounding is the same everywhere.
import type { Estimate, Num } from './data';

/** Narrow no-break space: keeps a number and its unit on one line. */
const thin = '\u202f';
export const noData = 'no data';
/** Known, but not shown: without anchors no level is told. Never to be read as no data. */
export const withheld = 'withheld: no anchors';

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** Two significant digits, as in every text of the program; far below a hundredth only said to be small. */
function smallDigits(value: number): string {
  if (value === 0) return '0';
  return value < 0.001 ? '<0.001' : `${Number(value.toPrecision(2))}`;
}

/** A known amount: whole above ten, two significant digits below. */
export function amount(value: Num): string {
  if (value === null) return noData;
  if (Math.abs(value) >= 9.95 || Number.isInteger(value)) return grouped.format(value);
  return value < 0 ? `−${smallDigits(-value)}` : smallDigits(value);
}

/** An estimated amount: two significant digits, for more are never known. */
export function estimated(value: Num): string {
  if (value === null) return noData;
  if (value < 9.95) return smallDigits(Math.max(0, value));
  return grouped.format(Number(value.toPrecision(2)));
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
  return `${estimated(value / unit)}${word}`;
}

/** The digits of a percentage, without the sign. */
function percentDigits(value: number): string {
  const percent = value * 100;
  if (percent > 99 && percent < 100) return percent > 99.9 ? '>99.9' : '>99';
  return percent >= 9.95 ? percent.toFixed(0) : smallDigits(percent);
}

/** A fraction as a percentage. */
export function percent(value: Num): string {
  return value === null ? noData : `${percentDigits(value)}${thin}%`;
}

/** A share of variance: it is an estimate, so digits behind the point would be noise. */
export function share(value: Num): string {
  return value === null ? noData : `${value < 0.005 ? '<1' : (value * 100).toFixed(0)}${thin}%`;
}

/** "41 (28–63)" with a formatter for the digits. */
function withInterval(e: Estimate, digits: (value: Num) => string, unit = ''): string {
  if (e.median === null) return noData;
  const range = e.lo90 === null || e.hi90 === null ? 'no interval' : `${digits(e.lo90)}–${digits(e.hi90)}`;
  return `${digits(e.median)}${unit} (${range})`;
}

export const amountInterval = (e: Estimate): string => withInterval(e, estimated);

/** "8.3 million (5.4–13)": the interval in the same unit. */
export function moneyInterval(e: Estimate): string {
  const [unit, word] = moneyScale(e.median ?? 0);
  return withInterval(e, (v) => estimated(v === null ? null : v / unit), word);
}

/**
 * "3.1 % (0.8–11)". An estimated probability is never written as a certainty; as the upper end of an
 * interval 100 only says that nothing is ruled out.
 */
export function percentInterval(e: Estimate): string {
  const { median, lo90 } = e;
  if (median !== null && lo90 !== null && lo90 > 0.99)
    return `${percentDigits(Math.min(lo90, 0.9999))}${thin}%`;
  const bound = (v: Num) => (v === null ? noData : v > 0.995 ? '100' : v > 0.99 ? '99' : percentDigits(v));
  const text = withInterval(e, bound, `${thin}%`);
  return median !== null && median > 0.99
    ? text.replace(/^\d+/, percentDigits(Math.min(median, 0.9999)))
    : text;
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

/** An SPDX name as a reader says it: "US Government Work" for LicenseRef-US-Government-Work. */
export function licenceName(licence: string): string {
  return licence.startsWith('LicenseRef-') ? licence.slice(11).replaceAll('-', ' ') : licence;
}

/** Lower case without accents, for searching. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The address if it may become a link, else nothing: data never brings another scheme in. */
export function safeUrl(url: string | null | undefined): string | undefined {
  return url && /^https?:\/\/[^\s]+$/i.test(url) ? url : undefined;
}
