// SPDX-License-Identifier: Apache-2.0
// Import bans, orders and entity listings, newest first, as far as public at the date.
import { useState } from 'preact/hooks';
import { count } from '../../format';
import { Link } from '../../views/Source';
import type { AtlasOrder, AtlasRule } from '../data';
import { useAtlas } from '../state';
import { Cite } from './Cite';

const few = 5;
/** The publisher's own short names, spelled out. */
const actions: Record<string, string> = { WRO: 'Withhold release order', Finding: 'Finding' };

export function Orders({
  orders,
  rules,
  about,
}: {
  orders: AtlasOrder[];
  rules: AtlasRule[];
  about: string;
}) {
  const { model, day } = useAtlas();
  const [all, setAll] = useState(false);
  const known = orders.filter((o) => o.effective <= day);
  const laws = rules.filter((r) => r.from <= day && (r.until === null || r.until > day));
  const place = (code: string) => model.data.places[model.placeAt.get(code) ?? -1]?.name ?? code;
  const over = (o: AtlasOrder) => o.ended !== null && o.ended <= day;
  const running = known.filter((o) => !over(o)).length;
  return (
    <>
      <p>
        {known.length + laws.length === 0
          ? `No order on ${about} that was public on ${day} is in the shipped tables; that clears nobody.`
          : `${running + laws.length === 0 ? 'No order or listing' : count(running + laws.length, 'order or listing', 'orders and listings')} in force that concern ${about}${known.length > running ? `, ${known.length - running} ended` : ''}.`}
      </p>
      <ul class="facts-list">
        {laws.map((r) => (
          <li key={r.rule}>
            <b>{r.rule}</b>, since {r.from}: {r.meaning} <span class="quiet">({r.legal_basis})</span>{' '}
            <Cite
              of={r.source}
              document={{ title: r.rule, publisher: r.legal_basis, url: r.url, published: r.from }}
            />
          </li>
        ))}
        {known.slice(0, all ? known.length : few).map((o) => (
          <li key={o.id}>
            <time>{o.effective}</time>
            {over(o) && ` to ${o.ended ?? ''}`} · {actions[o.action] ?? o.action}:{' '}
            <Link url={o.url}>{o.entity ?? place(o.region ?? o.country)}</Link>
            {o.products && `, ${o.products}`}
            <span class="quiet">
              {o.entity ? ` · ${place(o.region ?? o.country)}` : ''}
              {over(o) ? '' : ` · ${o.status}`}
            </span>{' '}
            <Cite of={o.source} />
          </li>
        ))}
      </ul>
      {known.length > few && (
        <button type="button" class="screen-only" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Only the newest ${few}` : `All ${known.length}`}
        </button>
      )}
    </>
  );
}
