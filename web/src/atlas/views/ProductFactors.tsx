// SPDX-License-Identifier: Apache-2.0
// What speaks for risk in the product itself, at a place: where else it is listed, its inputs, orders, programmes.
import { count } from '../../format';
import { some } from '../answer';
import type { AtlasGood, Cite as Citation } from '../data';
import { goodOf, isCountry, layerValues, listingState, type AtlasModel } from '../model';
import { useAtlas } from '../state';
import { valueWords } from '../view';
import { Cite, Sources } from './Cite';

interface Fact {
  words: string;
  source: Citation | undefined;
}

/** Countries in which a good is on the list on a day, for forced labour and for child labour alone. */
function listedPlaces(model: AtlasModel, good: number, day: string) {
  const now = (model.listingsOfGood.get(good) ?? []).filter((l) => isCountry(model, l.place));
  const of = (kind: string) => new Set(now.filter((l) => listingState(l, day) === kind).map((l) => l.place));
  const forced = of('forced');
  const child = [...of('child')].filter((place) => !forced.has(place));
  return { forced: forced.size, child: child.length, source: now[0]?.source };
}

function listedFact(model: AtlasModel, good: AtlasGood, day: string): Fact {
  const at = listedPlaces(model, model.goodAt.get(good.id) ?? -1, day);
  const words =
    at.forced + at.child === 0
      ? `${good.label} is on no official list on ${day}; that clears nobody`
      : `${good.label} is on the official list for forced labour in ${count(at.forced, 'country', 'countries')}, for child labour alone in ${at.child}`;
  return { words, source: at.source ? [at.source[0], ''] : undefined };
}

function inputFacts(model: AtlasModel, good: AtlasGood, day: string): Fact[] {
  const listed = good.made_from.flatMap((input) => {
    const at = listedPlaces(model, input, day);
    const label = model.data.goods[input]?.label.toLowerCase() ?? '';
    return at.forced > 0
      ? [{ label: `${label} (${count(at.forced, 'country', 'countries')})`, source: at.source }]
      : [];
  });
  if (good.made_from.length === 0) return [];
  const words =
    listed.length === 0
      ? `None of its ${good.made_from.length} known inputs is on the list for forced labour`
      : `${listed.length} of its ${good.made_from.length} known inputs ${listed.length === 1 ? 'is' : 'are'} on the list for forced labour: ${some(
          listed.map((l) => l.label),
          4,
        )}`;
  const source = listed[0]?.source;
  return [{ words, source: source && [source[0], ''] }];
}

function orderFacts(model: AtlasModel, good: AtlasGood, country: string, day: string): Fact[] {
  const index = model.goodAt.get(good.id) ?? -1;
  const running = model.data.orders.filter(
    (o) => o.goods.includes(index) && o.effective <= day && (o.ended === null || o.ended > day),
  );
  const here = running.filter((o) => o.country === country).length;
  return running.length === 0
    ? []
    : [
        {
          words: `${count(running.length, 'import order or entity listing', 'import orders and entity listings')} in force name it, ${here} of them in this country`,
          source: running[0]?.source,
        },
      ];
}

function programmeFacts(model: AtlasModel, good: AtlasGood, country: string, day: string): Fact[] {
  const page = model.pageAt.get(model.placeAt.get(country) ?? -1);
  const own = (page?.programmes ?? []).filter(
    (p) => p.published <= day && [good.id, good.label.toLowerCase()].includes(p.activity.toLowerCase()),
  );
  return own.slice(0, 1).map((p) => ({
    words: `A programme of the state concerned this work here: ${p.label}, ${p.value}${p.to === null ? '' : ` (until ${p.to})`}`,
    source: p.source,
  }));
}

export function ProductFactors({ place }: { place: number }) {
  const { model, state, day } = useAtlas();
  const good = goodOf(model, state.layer);
  if (!good) return null;
  const country = model.data.places[place]?.country ?? '';
  const facts = [
    listedFact(model, good, day),
    ...inputFacts(model, good, day),
    ...orderFacts(model, good, country, day),
    ...programmeFacts(model, good, country, day),
  ];
  const sector = model.layerAt.get(good.sector.toLowerCase());
  const all = model.layerAt.get('all');
  const at = model.placeAt.get(country) ?? place;
  const words = (layer: NonNullable<typeof sector>) =>
    valueWords('prevalence', { value: layerValues(model, layer, state.date).p(at), year: null });
  return (
    <>
      <h4>The product: {good.label.toLowerCase()}</h4>
      <ul class="facts-list">
        {facts.map((f) => (
          <li key={f.words}>
            {f.words}. {f.source && <Cite of={f.source} />}
          </li>
        ))}
        {sector && all && (
          <li>
            Its sector here, {sector.label.toLowerCase()}: <b>{words(sector)}</b> of 1,000 workers; all work
            here: <b>{words(all)}</b>. <Sources of={sector.sources} label="What these rest on" />
          </li>
        )}
      </ul>
    </>
  );
}
