// SPDX-License-Identifier: Apache-2.0
// The view in plain words: where it is made, where it is listed, how sure that is.
import { count, percent } from '../format';
import { gradeMeaning } from '../scale';
import { goodOf, indexValue, isCountry, listingState, placeName, type AtlasModel } from './model';
import type { State } from './state';
import { formerOf, valueWords, type View } from './view';

const joined = (names: string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** The first names, and how many more there are. */
export function some(names: string[], most: number): string {
  return names.length <= most + 1
    ? joined(names)
    : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

/** "Uzbekistan (forced labour, until 2022-09-28)" for what was taken off. */
function formerWords(model: AtlasModel, view: View): string {
  const gone = view.rows.flatMap((r) => {
    const former = isCountry(model, r.place) ? formerOf(r.listed) : null;
    return former ? [`${placeName(model, r.place)} (${former.what}, until ${former.until})`] : [];
  });
  return gone.length === 0 ? '' : `Listed once, no longer: ${some(gone, 4)}.`;
}

/** How many countries are listed, in one line; and which ones. */
function listedSentences(
  model: AtlasModel,
  state: State,
  view: View,
  label: string,
  day: string,
): { lead: string; names: string } {
  const countries = view.rows.filter((r) => isCountry(model, r.place));
  const forced = countries.filter((r) => r.listed.forced.length > 0);
  const child = countries.filter((r) => r.listed.forced.length === 0 && r.listed.child.length > 0);
  const names = (rows: typeof forced) =>
    rows.map((r) => placeName(model, r.place)).sort((a, b) => a.localeCompare(b, 'en'));
  const single = goodOf(model, state.layer) !== undefined;
  const subject = single ? label : state.layer === 'all' ? 'All goods' : `Goods of ${label.toLowerCase()}`;
  const former = formerWords(model, view);
  if (forced.length + child.length === 0)
    return {
      lead: `On ${day} no country was on the official list for ${single ? label.toLowerCase() : 'a good of it'}; that clears nobody.`,
      names: former,
    };
  const first =
    forced.length > 0
      ? `${subject}: on the official list for forced labour in ${count(forced.length, 'country', 'countries')}`
      : `${subject}: not listed for forced labour anywhere`;
  const second = child.length
    ? `, for child labour alone in ${count(child.length, forced.length ? 'other' : 'country', forced.length ? 'others' : 'countries')}`
    : '';
  const named = (what: string, rows: typeof forced) =>
    rows.length ? `For ${what}: ${some(names(rows), 12)}.` : '';
  return {
    lead: `${first}${second}, as of ${day}.`,
    names: [named('forced labour', forced), named('child labour alone', child), former]
      .filter(Boolean)
      .join(' '),
  };
}

function madeSentence(model: AtlasModel, state: State): string {
  const good = goodOf(model, state.layer);
  if (!good) return '';
  const [first, ...rest] = good.producers;
  if (!first) {
    const uses = good.goes_into.map((g) => model.data.goods[g]?.label.toLowerCase() ?? '');
    return `How much each country makes is not known to the atlas${uses.length ? `; it goes on into ${some(uses, 3)}` : ''}.`;
  }
  const name = (country: string) => {
    const place = model.placeAt.get(country);
    return place === undefined ? country : placeName(model, place);
  };
  const more = rest.slice(0, 3).map((p) => `${name(p.country)} ${percent(p.share)}`);
  return `Largest exporters in ${first.year}: ${[`${name(first.country)} ${percent(first.share)} of the world's exports`, ...more].join(', ')}.`;
}

/** How wide the intervals are and what they rest on. */
function sureSentence(model: AtlasModel, state: State, view: View): string {
  const countries = view.rows.filter((r) => isCountry(model, r.place) && !view.out.has(r.place));
  const known = countries.filter((r) => r.value.median !== null);
  if (model.indexAt.has(state.measure) || state.measure === 'listings') return '';
  if (known.length === 0)
    return state.measure === 'hazard'
      ? 'The chance of a new finding is estimated for goods, not for sectors: choose a good.'
      : 'There is no estimate for this choice.';
  const factors = known
    .map((r) => (r.value.hi90 ?? 1) / Math.max(1e-9, r.value.lo90 ?? 1))
    .sort((a, b) => a - b);
  const typical = Math.sqrt(factors[Math.floor(factors.length / 2)] ?? 1);
  const grades = new Map<string, number>();
  for (const r of known) grades.set(r.grade, (grades.get(r.grade) ?? 0) + 1);
  const [grade, n] = [...grades].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const top = known.reduce((a, b) => ((b.value.median ?? 0) > (a.value.median ?? 0) ? b : a));
  const unit = state.measure === 'hazard' ? ' within 24 months' : ' of 1,000 workers';
  const highest = `The highest middle estimate is that of ${placeName(model, top.place)}: ${valueWords(state.measure, top)}${unit}.`;
  return `${highest} How sure: a typical interval reaches from ${oneOver(typical)} of the middle estimate to ${Number(typical.toPrecision(2))} times it; ${n === known.length ? 'all' : n} of ${known.length} countries have grade ${grade || 'none'} (${gradeMeaning[grade] ?? 'not graded'}).`;
}

const oneOver = (factor: number): string => percent(1 / factor);

export interface Answer {
  lead: string;
  /** the countries that the first sentence counts */
  names: string;
  rest: string;
}

export function answerOf(model: AtlasModel, state: State, view: View): Answer {
  const layer = model.layerAt.get(state.layer);
  const day = model.data.dates[state.date]?.date ?? '';
  const index = model.indexAt.get(state.measure);
  if (index) {
    const n = view.rows.filter((r) => r.value.median !== null).length;
    return {
      lead: `${index.label}: ${count(n, 'country', 'countries')} have a value that was public on ${day}.`,
      names: '',
      rest: `${index.explain} Dark areas stand for more risk; hatched ones have no value. The good does not change this map.`,
    };
  }
  return {
    ...listedSentences(model, state, view, layer?.label ?? '', day),
    rest: [madeSentence(model, state), sureSentence(model, state, view)].filter(Boolean).join(' '),
  };
}

/** One sentence about a place. */
export function placeSentence(model: AtlasModel, state: State, place: number, day: string): string {
  const own = (model.listingsOfPlace.get(place) ?? []).map((l) => ({ l, kind: listingState(l, day) }));
  const goods = (kind: string) => new Set(own.filter((o) => o.kind === kind).map((o) => o.l.good)).size;
  const forced = goods('forced');
  const child = goods('child');
  const tier = model.pageAt
    .get(place)
    ?.tiers.filter((t) => t.published <= day)
    .at(-1);
  const composites = model.data.indices
    .filter((x) => x.composite)
    .flatMap((x) => {
      const at = indexValue(x, state.date, place);
      return at?.value == null
        ? []
        : `${x.label.toLowerCase()} ${valueWords(x.id, { value: { median: at.value, lo50: null, hi50: null, lo90: at.lo90, hi90: at.hi90 }, year: null })}`;
    });
  const { code, country } = model.data.places[place] ?? { code: '', country: '' };
  const listed =
    code !== country
      ? 'official lists of goods name countries, not regions: see the country for its goods'
      : forced + child === 0
        ? 'none of its goods was on the official list'
        : `${count(forced, 'good')} listed for forced labour and ${child} for child labour alone`;
  const rest = [
    tier ? `tier ${tierName(tier.tier)} in the report of ${tier.year}` : '',
    composites.length ? `${joined(composites)} (standard scores, 0 = the mean of countries)` : '',
  ].filter(Boolean);
  return `On ${day}: ${[listed, ...rest].join('; ')}.`;
}

export function tierName(tier: string): string {
  const names: Record<string, string> = { '2WL': '2 watch list', SC: 'special case', '1_or_2': '1 or 2' };
  return names[tier] ?? tier;
}
