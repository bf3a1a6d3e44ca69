// SPDX-License-Identifier: Apache-2.0
// What the law lists: listed goods, orders, and names to review.
import type { ListedGood, ScreeningMatch, TradeOrder } from '../data';
import { count, percent, safeUrl, whole } from '../format';
import { answerOf, repeatOf, type Model } from '../model';
import { useShared } from '../state';
import { Listing, type Column } from './Listing';
import { RowLinks } from './RowLinks';
import { rulesOf, ruleWords, type RuleUse } from './rules';
import { Link, ShortSource } from './Source';

function summary(model: Model): string {
  const { listed_goods: goods, orders, matches } = model.data.legal;
  const pairs = namePairs(matches);
  const review = pairs.filter((p) => p.match.state === 'review').length;
  const { row, listed_since: listed } = model.data.suppliers.columns;
  const makers = new Set(row.flatMap((r, i) => (listed[i] ? [repeatOf(model, i) ?? r] : [])));
  if (goods.length + orders.length + matches.length === 0)
    return 'No listing, order or similar name was found in the shipped lists. "None found" is not clearance.';
  return `${count(makers.size, 'supplier')} ${makers.size === 1 ? 'joins' : 'join'} a place and a good that stand on an official list; ${count(orders.length, 'import ban or finding', 'import bans or findings')} ${orders.length === 1 ? 'touches' : 'touch'} your list; ${count(pairs.length, 'name is', 'names are')} similar to listed entities, ${whole(review)} to review. "None found" is not clearance.`;
}

function goodColumns(model: Model): Column<ListedGood>[] {
  const place = (g: ListedGood) =>
    `${g.region ? `${model.placeName(g.region)}, ` : ''}${model.placeName(g.country)}`;
  return [
    {
      label: 'Good and place',
      head: true,
      cell: (g) => (
        <>
          {g.label}, {place(g)}
          {g.through_input && <span class="quiet note">through its input</span>}
        </>
      ),
    },
    { label: 'Listed', class: 'evidence-text', cell: (g) => g.since },
    { label: 'For', cell: (g) => g.kinds.join(', ') || <span class="quiet">its input, not itself</span> },
    { label: 'Suppliers', class: 'number', cell: (g) => whole(g.suppliers) },
    { label: 'Rows', cell: (g) => <RowLinks rows={g.rows} total={g.suppliers} /> },
    {
      label: 'Source',
      cell: (g) => (
        <>
          {g.list}, {g.edition}. <ShortSource model={model} source={g.source} />
        </>
      ),
    },
  ];
}

const orderWords: Record<string, string> = {
  WRO: 'Withhold release order (WRO)',
  Finding: 'Finding of forced labour',
};

function orderColumns(model: Model): Column<TradeOrder>[] {
  const place = (o: TradeOrder) =>
    [o.entity, o.region && model.placeName(o.region), model.placeName(o.country)].filter(Boolean).join(', ');
  return [
    {
      label: 'Order',
      head: true,
      cell: (o) => (
        <>
          {orderWords[o.action] ?? o.action}
          <span class="quiet note">{o.legal_basis}</span>
        </>
      ),
    },
    {
      label: 'In effect',
      class: 'evidence-text',
      cell: (o) => (
        <>
          <span class="nowrap">{o.effective}</span>
          {o.ended && (
            <>
              {' '}
              to <span class="nowrap">{o.ended}</span>
            </>
          )}
          <span class="quiet note">{o.status}</span>
        </>
      ),
    },
    { label: 'Place or entity', cell: place },
    { label: 'Products', cell: (o) => o.products },
    { label: 'Suppliers', class: 'number', cell: (o) => whole(o.suppliers) },
    { label: 'Rows', cell: (o) => <RowLinks rows={o.rows} total={o.suppliers} /> },
    {
      label: 'Source',
      cell: (o) => (
        <>
          {safeUrl(o.url) && <Link url={o.url}>the order</Link>}{' '}
          <ShortSource model={model} source={o.source} />
        </>
      ),
    },
  ];
}

const agrees = (value: boolean | null): string =>
  value === null ? 'not compared' : value ? 'agrees' : 'differs';

const stateWords = { auto: 'counted', review: 'to review', dismissed: 'dismissed' };

/** One name of the list beside one listed entity: a single decision, however many rows and listings it has. */
interface NamePair {
  match: ScreeningMatch;
  rows: number[];
  /** dates of listing by name of the list */
  listings: Map<string, string[]>;
}

/** Matches of the same two names together, the most probable first. */
export function namePairs(matches: ScreeningMatch[]): NamePair[] {
  const pairs = new Map<string, NamePair>();
  for (const match of matches) {
    const key = [match.supplier, match.entity, match.state, match.probability].join('\n');
    const pair = pairs.get(key) ?? { match, rows: [], listings: new Map<string, string[]>() };
    pairs.set(key, pair);
    if (!pair.rows.includes(match.row)) pair.rows.push(match.row);
    const dates = pair.listings.get(match.list) ?? [];
    pair.listings.set(match.list, dates);
    if (match.listed_on && !dates.includes(match.listed_on)) dates.push(match.listed_on);
  }
  return [...pairs.values()].sort((a, b) => (b.match.probability ?? 0) - (a.match.probability ?? 0));
}

function Agreement({ match: m }: { match: ScreeningMatch }) {
  return (
    <>
      {m.reason}
      <span class="quiet note">
        words: {m.tokens.join(', ') || 'none'}; country {agrees(m.country_agrees)}; address{' '}
        {agrees(m.address_agrees)}
      </span>
    </>
  );
}

/** The supplier of a match, and that it has answered: the words stand in its drawer. */
function Matched({ model, pair }: { model: Model; pair: NamePair }) {
  const answered = pair.rows.some((row) => answerOf(model, model.byRow.get(row) ?? -1));
  return (
    <>
      {pair.match.supplier}
      {answered && <span class="quiet note answered">answered: choose a row to read it</span>}
    </>
  );
}

function matchColumns(model: Model): Column<NamePair>[] {
  return [
    {
      label: 'Your supplier or its parent',
      head: true,
      class: 'name-cell',
      cell: (p) => <Matched model={model} pair={p} />,
    },
    { label: 'Rows', cell: (p) => <RowLinks rows={p.rows} total={p.rows.length} /> },
    {
      label: 'Listed entity',
      cell: ({ match: m }) => (
        <>
          {m.entity}
          {m.alias !== m.entity && <span class="quiet note">as {m.alias}</span>}
        </>
      ),
    },
    { label: 'Same entity', class: 'number', cell: (p) => percent(p.match.probability) },
    { label: 'Agreement', class: 'wide-cell', cell: (p) => <Agreement match={p.match} /> },
    { label: 'State', cell: (p) => stateWords[p.match.state] },
    {
      label: 'Source',
      cell: (p) => (
        <>
          {[...p.listings].map(([list, dates]) => (
            <span key={list} class="line">
              {list}
              {dates.length > 0 && `, listed ${dates.join(' and ')}`}.
            </span>
          ))}
          <ShortSource model={model} source={p.match.source} />
        </>
      ),
    },
  ];
}

const ruleColumns: Column<RuleUse>[] = [
  { label: 'Rule', head: true, cell: (r) => r.rule },
  { label: 'What it says', class: 'widest-cell', cell: (r) => ruleWords[r.rule] ?? '' },
  { label: 'Suppliers', class: 'number', cell: (r) => whole(r.rows.length) },
  { label: 'Rows', cell: (r) => <RowLinks rows={r.rows} total={r.rows.length} /> },
];

export function Law() {
  const { model } = useShared();
  const { listed_goods: goods, orders, matches } = model.data.legal;
  return (
    <section id="law" aria-labelledby="law-title">
      <h2 id="law-title">What the law lists</h2>
      <p>{summary(model)}</p>
      <Listing caption="Rules that name the place and good" columns={ruleColumns} rows={rulesOf(model)} />
      <Listing caption="Listed goods" columns={goodColumns(model)} rows={goods} />
      <Listing
        caption="Import bans and findings, in force or past"
        columns={orderColumns(model)}
        rows={orders}
      />
      <Listing
        caption="Names similar to listed entities: candidates with their reason, not verdicts"
        columns={matchColumns(model)}
        rows={namePairs(matches)}
      />
    </section>
  );
}
