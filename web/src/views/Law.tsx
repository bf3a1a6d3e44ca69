// SPDX-License-Identifier: Apache-2.0
// What the law lists: listed goods, orders, and names to review.
import { useState } from 'preact/hooks';
import { count, percent, safeUrl, whole } from '../format';
import type { Model } from '../model';
import { useShared } from '../state';
import { Link, ShortSource } from './Source';

const first = 8;

/** The first rows of a long table, and a button for the rest. */
function useShort<T>(rows: T[], most = 200): { rows: T[]; button: preact.ComponentChildren } {
  const [full, setFull] = useState(false);
  const button = rows.length > first && (
    <p class="more">
      <button type="button" class="plain" onClick={() => setFull(!full)}>
        {full ? 'Show the first' : `Show all ${whole(Math.min(rows.length, most))}`}
      </button>
      {rows.length > most && (
        <span class="quiet">
          {' '}
          The page shows {whole(most)} of {whole(rows.length)}; the rest stands in the files beside it.
        </span>
      )}
    </p>
  );
  return { rows: rows.slice(0, full ? most : first), button };
}

/** Rows as buttons that open the drawer. */
export function RowLinks({ rows, total }: { rows: number[]; total: number }) {
  const { model, dispatch } = useShared();
  const shown = rows.slice(0, 8);
  return (
    <span class={total > 1 ? 'row-links several' : 'row-links'}>
      {shown.map((row) => {
        const index = model.byRow.get(row);
        return index === undefined ? (
          <span key={row}>{row} </span>
        ) : (
          <button
            key={row}
            type="button"
            class="plain link"
            aria-label={`row ${row}: ${model.data.suppliers.columns.name[index] ?? ''}`}
            onClick={() => dispatch({ type: 'open', index })}
          >
            {row}
          </button>
        );
      })}
      {total > shown.length && <span class="quiet"> and {whole(total - shown.length)} more</span>}
    </span>
  );
}

function summary(model: Model): string {
  const { listed_goods: goods, orders, matches } = model.data.legal;
  const review = matches.filter((m) => m.state === 'review').length;
  const rows = new Set(
    model.data.suppliers.columns.row.filter((_, i) => model.data.suppliers.columns.listed_since[i]),
  );
  if (goods.length + orders.length + matches.length === 0)
    return 'No listing, order or similar name was found in the shipped lists. "None found" is not clearance.';
  return `${count(rows.size, 'row')} ${rows.size === 1 ? 'joins' : 'join'} a place and a good that stand on an official list; ${count(orders.length, 'order')} ${orders.length === 1 ? 'touches' : 'touch'} the list; ${count(matches.length, 'name is', 'names are')} similar to listed entities, ${whole(review)} to review. "None found" is not clearance.`;
}

function Goods({ model }: { model: Model }) {
  const goods = useShort(model.data.legal.listed_goods);
  if (goods.rows.length === 0) return null;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Listed goods">
        <table class="wide">
          <caption>Listed goods</caption>
          <thead>
            <tr>
              <th scope="col">Good and place</th>
              <th scope="col">Listed since</th>
              <th scope="col">For</th>
              <th scope="col" class="number">
                Suppliers
              </th>
              <th scope="col">Rows</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {goods.rows.map((g, k) => (
              <tr key={k}>
                <th scope="row">
                  {g.label}, {g.region ? `${model.placeName(g.region)}, ` : ''}
                  {model.placeName(g.country)}
                  {g.through_input && <span class="quiet">through its input</span>}
                </th>
                <td class="nowrap evidence-text">{g.since}</td>
                <td>{g.kinds.join(', ')}</td>
                <td class="number">{whole(g.suppliers)}</td>
                <td>
                  <RowLinks rows={g.rows} total={g.suppliers} />
                </td>
                <td>
                  {g.list}, {g.edition}. <ShortSource model={model} source={g.source} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {goods.button}
    </>
  );
}

function Orders({ model }: { model: Model }) {
  const orders = useShort(model.data.legal.orders);
  if (orders.rows.length === 0) return null;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Orders">
        <table class="wide">
          <caption>Import bans and findings in force or past</caption>
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">In effect</th>
              <th scope="col">Place or entity</th>
              <th scope="col">Products</th>
              <th scope="col" class="number">
                Suppliers
              </th>
              <th scope="col">Rows</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {orders.rows.map((o) => (
              <tr key={o.id}>
                <th scope="row">
                  {o.action}
                  <span class="quiet">{o.legal_basis}</span>
                </th>
                <td class="nowrap evidence-text">
                  {o.effective}
                  {o.ended ? ` to ${o.ended}` : ''}
                  <span class="quiet">{o.status}</span>
                </td>
                <td dir="auto">
                  {o.entity ?? ''}
                  {o.entity ? ', ' : ''}
                  {o.region ? `${model.placeName(o.region)}, ` : ''}
                  {model.placeName(o.country)}
                </td>
                <td>{o.products}</td>
                <td class="number">{whole(o.suppliers)}</td>
                <td>
                  <RowLinks rows={o.rows} total={o.suppliers} />
                </td>
                <td>
                  {safeUrl(o.url) && (
                    <>
                      <Link url={o.url}>the order</Link>.{' '}
                    </>
                  )}
                  <ShortSource model={model} source={o.source} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {orders.button}
    </>
  );
}

const agrees = (value: boolean | null): string =>
  value === null ? 'not known' : value ? 'agrees' : 'differs';

function Matches({ model }: { model: Model }) {
  const matches = useShort(model.data.legal.matches);
  if (matches.rows.length === 0) return null;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Similar names">
        <table class="wide matches">
          <caption>Names similar to listed entities: candidates with their reason, not verdicts</caption>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Your supplier</th>
              <th scope="col">Listed entity</th>
              <th scope="col" class="number">
                Same entity
              </th>
              <th scope="col">Agreement</th>
              <th scope="col">State</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {matches.rows.map((m, k) => (
              <tr key={k}>
                <td>
                  <RowLinks rows={[m.row]} total={1} />
                </td>
                <th scope="row" dir="auto">
                  {m.supplier}
                </th>
                <td dir="auto">
                  {m.entity}
                  {m.alias !== m.entity && <span class="quiet">as {m.alias}</span>}
                </td>
                <td class="number">{percent(m.probability)}</td>
                <td>
                  {m.reason}{' '}
                  <span class="quiet">
                    words: {m.tokens.join(', ') || 'none'}; country {agrees(m.country_agrees)}; address{' '}
                    {agrees(m.address_agrees)}
                  </span>
                </td>
                <td>{m.state === 'review' ? 'to review' : m.state === 'auto' ? 'counted' : 'dismissed'}</td>
                <td>
                  {m.list}
                  {m.listed_on ? `, listed ${m.listed_on}` : ''}.{' '}
                  <ShortSource model={model} source={m.source} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {matches.button}
    </>
  );
}

export function Law() {
  const { model } = useShared();
  return (
    <section id="law" aria-labelledby="law-title">
      <h2 id="law-title">What the law lists</h2>
      <p>{summary(model)}</p>
      <Goods model={model} />
      <Orders model={model} />
      <Matches model={model} />
    </section>
  );
}
