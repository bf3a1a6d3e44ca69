// SPDX-License-Identifier: Apache-2.0
// The page of a good or sector: what it is made from and goes into, who makes it, where it is listed, what to ask.
import { useState } from 'preact/hooks';
import { count, percent } from '../../format';
import { Link } from '../../views/Source';
import type { AtlasGood } from '../data';
import { goodOf, goodsOf, listingState, placeName } from '../model';
import { useAtlas } from '../state';
import { Cite, Sources } from './Cite';
import { Dated } from './Dated';
import { Orders } from './Orders';
import { Strip } from './Strip';

function GoodLinks({ goods, none }: { goods: number[]; none: string }) {
  const { model, change } = useAtlas();
  const [all, setAll] = useState(false);
  if (goods.length === 0) return <p class="quiet">{none}</p>;
  return (
    <ul>
      {goods.slice(0, all ? goods.length : 5).map((g) => {
        const good = model.data.goods[g];
        return (
          good && (
            <li key={g}>
              <button
                type="button"
                class="plain link"
                onClick={() => good.layer && change({ layer: good.layer, place: '' })}
              >
                {good.label}
              </button>
            </li>
          )
        );
      })}
      {goods.length > 5 && !all && (
        <li>
          <button type="button" class="plain screen-only" onClick={() => setAll(true)}>
            {goods.length - 5} more
          </button>
        </li>
      )}
    </ul>
  );
}

const stages = [
  ['raw', 'raw'],
  ['intermediate', 'made'],
  ['finished', 'sold'],
] as const;

/** Raw -> made -> sold, with this good in the middle. */
function Stages({ good }: { good: AtlasGood }) {
  return (
    <div class="stages">
      <div>
        <h3>Made from</h3>
        <GoodLinks goods={good.made_from} none={good.stage === 'raw' ? 'a raw material' : 'not recorded'} />
      </div>
      <div class="here">
        <h3>{good.label}</h3>
        <p class="stage-line">
          {stages.map(([id, label]) => (
            <span key={id} class={id === good.stage ? 'on' : ''}>
              {label}
            </span>
          ))}
        </p>
      </div>
      <div>
        <h3>Goes into</h3>
        <GoodLinks
          goods={good.goes_into}
          none={good.stage === 'finished' ? 'sold as it is' : 'not recorded'}
        />
      </div>
    </div>
  );
}

function Producers({ good }: { good: AtlasGood }) {
  const { model, change } = useAtlas();
  const first = good.producers[0];
  const held = model.data.goods.filter((g) => g.producers.length > 0).length;
  if (!first)
    return (
      <p>
        <b class="none hatch">no data</b> How much each country makes of {good.label.toLowerCase()} is not
        known to the atlas: exports are held for {held} of {model.data.goods.length} goods, all of them
        minerals and metals. The listings above say where it was found, not who makes most of it, and a place
        that no list names may make it too.
      </p>
    );
  const most = Math.max(...good.producers.map((p) => p.share));
  return (
    <>
      <p>Share of the world's exports by value, {first.year}; exports are not production.</p>
      <ul class="bars">
        {good.producers.slice(0, 8).map((p) => (
          <li key={p.country}>
            <button
              type="button"
              class="plain link"
              onClick={() => p.place !== null && change({ place: p.country })}
            >
              {p.place === null ? p.country : placeName(model, p.place)}
            </button>
            <span class="track" aria-hidden="true">
              <span style={{ width: `${(100 * p.share) / most}%` }} />
            </span>
            <span class="number">{percent(p.share)}</span>
            <Cite of={p.source} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What to ask and to do, with the public guidance. */
function Guidance({ kinds }: { kinds: string[] }) {
  const { model } = useAtlas();
  return (
    <>
      {model.data.guidance
        .filter((g) => kinds.includes(g.kind))
        .map((g) => (
          <div key={g.kind} class="ask">
            <p>
              <b>Ask:</b> <q>{g.question}</q>
            </p>
            <p>
              <b>Do:</b> {g.action}
            </p>
            <p class="quiet">
              Guidance:{' '}
              <Link url={g.url}>
                {g.publisher}, {g.title}
              </Link>
            </p>
          </div>
        ))}
    </>
  );
}

function Codes({ good }: { good: AtlasGood }) {
  const list = (name: string, codes: AtlasGood['hs']) =>
    codes.length > 0 && (
      <div>
        <dt>{name}</dt>
        <dd>
          {codes.map((c) => (
            <span key={c.code} class="line">
              {c.code} {c.title}
            </span>
          ))}
        </dd>
      </div>
    );
  return (
    <details>
      <summary>Codes and other names</summary>
      <dl class="facts one">
        {list('ISIC', good.isic)}
        {list('HS', good.hs)}
        {good.synonyms.length > 0 && (
          <div>
            <dt>found by</dt>
            <dd>{good.synonyms.join(', ')}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

export function GoodPage() {
  const { model, state, change, day } = useAtlas();
  const layer = model.layerAt.get(state.layer);
  if (!layer) return null;
  const good = goodOf(model, layer.id);
  const covered = goodsOf(model, layer);
  const listings = [...covered].flatMap((g) => model.listingsOfGood.get(g) ?? []);
  const now = listings.filter((l) => ['forced', 'child'].includes(listingState(l, day)));
  const forced = now.filter((l) => listingState(l, day) === 'forced');
  const orders = model.data.orders.filter((o) => o.goods.some((g) => covered.has(g)));
  const broader = good?.broader == null ? undefined : model.data.goods[good.broader];
  return (
    <article class="page" aria-label={layer.label}>
      <h2>{layer.label}</h2>
      <p class="quiet">
        {good
          ? `${good.stage} good · ${good.sector}`
          : layer.group === 'isic'
            ? `activity, ISIC ${layer.id}`
            : 'sector'}
        {broader && ` · part of ${broader.label.toLowerCase()}`}
      </p>
      {good && <Stages good={good} />}
      <h3>Listed where, and since when</h3>
      <p>
        <Dated
          text={
            now.length === 0
              ? `Not on the List of Goods on ${day}; that clears nobody.`
              : `${count(new Set(forced.map((l) => l.place)).size, 'place')} for forced labour and ${new Set(now.map((l) => l.place)).size - new Set(forced.map((l) => l.place)).size} for child labour alone on ${day}${good ? '' : `, over ${new Set(now.map((l) => l.good)).size} goods`}.`
          }
        />
      </p>
      {listings.length > 0 && (
        <Strip
          name={`Listings of ${layer.label}`}
          spans={listings.map((l) => ({
            listing: l,
            label: good
              ? placeName(model, l.place)
              : `${model.data.goods[l.good]?.label ?? ''}, ${placeName(model, l.place)}`,
            pick: () => change({ place: model.data.places[l.place]?.code ?? '' }),
          }))}
        />
      )}
      {good && <h3>Who makes it</h3>}
      {good && <Producers good={good} />}
      <h3>Import bans and orders</h3>
      <Orders orders={orders} rules={[]} about={layer.label.toLowerCase()} />
      {good && good.guidance.length > 0 && <h3>What to ask and to do</h3>}
      {good && <Guidance kinds={good.guidance} />}
      {good && <Codes good={good} />}
      <Sources of={layer.sources} label="What the estimates rest on" />
    </article>
  );
}
