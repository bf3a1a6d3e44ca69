// SPDX-License-Identifier: Apache-2.0
// Holds an atlas against src/atlas/data.ts: node scripts/atlas_contract.mjs ATLAS.html|DATA.json. Prints what departs.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { embeddedAtlas } from './blocks.mjs';

const blocks = [
  'format',
  'run',
  'dates',
  'places',
  'map',
  'codes',
  'days',
  'texts',
  'layers',
  'first_layer',
  'indices',
  'listings',
  'orders',
  'rules',
  'pages',
  'goods',
  'guidance',
  'method',
  'limits',
  'datasets',
];
const pairs = ['p', 'p_lo', 'p_hi', 'h', 'h_lo', 'h_hi', 'listed'];
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function checkLayer(layer, data, say) {
  const { texts, places, days, dates } = data;
  if (layer.at.length !== dates.length) say(`layer ${layer.id}: ${layer.at.length} dates of ${dates.length}`);
  layer.at.forEach((at, d) => {
    const where = `layer ${layer.id} at ${dates[d]?.date}`;
    const code = (name, i) =>
      at[name] < 0
        ? 0
        : 64 * alphabet.indexOf(texts[at[name]][2 * i]) + alphabet.indexOf(texts[at[name]][2 * i + 1]);
    for (const name of [...pairs, 'grade']) {
      const length = places.length * (name === 'grade' ? 1 : 2);
      if (at[name] !== -1 && texts[at[name]]?.length !== length)
        say(`${where}: text of ${name} has not ${length} characters`);
    }
    places.forEach((place, i) => {
      for (const m of ['p', 'h']) {
        const [lo, mid, hi] = [code(`${m}_lo`, i), code(m, i), code(`${m}_hi`, i)];
        if (mid > 0 && !(lo > 0 && lo <= mid && mid <= hi))
          say(`${where}, ${place.code}: ${m} outside its interval`);
      }
      if (code('listed', i) > days.length)
        say(`${where}, ${place.code}: listed since a day that is not held`);
    });
  });
}

function checkReferences(data, say) {
  const inside = (list, i) => Number.isInteger(i) && i >= 0 && i < list.length;
  const { goods, places, datasets } = data;
  const composites = new Set(data.indices.filter((x) => x.composite));
  const cited = [data.indices, data.listings, data.orders, data.rules, data.guidance].flat();
  const facts = data.pages.flatMap((p) =>
    [p.tiers, p.ratifications, p.regime, p.programmes, p.evidence].flat(),
  );
  const producers = goods.flatMap((g) => g.producers);
  for (const x of [...cited, ...facts, ...producers])
    if (!inside(datasets, x.source?.[0]) && !composites.has(x))
      say(`a source outside datasets: ${JSON.stringify(x).slice(0, 120)}`);
  for (const l of data.listings)
    if (!inside(places, l.place) || !inside(goods, l.good))
      say(`a listing outside places or goods: ${l.list}`);
  for (const g of goods)
    if ([...g.made_from, ...g.goes_into].some((i) => !inside(goods, i)))
      say(`good ${g.id}: an input outside goods`);
  for (const x of data.indices)
    for (const at of x.at)
      if ([at.value, at.lo90, at.hi90, at.year].some((list) => list.length !== at.place.length))
        say(`index ${x.id}: lists of different length`);
  if (!data.layers.some((l) => l.id === data.first_layer)) say('first_layer is no layer');
  if (data.dates.some((d, i) => i > 0 && d.date <= data.dates[i - 1].date)) say('dates do not ascend');
}

/** What departs from the contract; empty = nothing. */
export function atlasDepartures(data) {
  const found = [];
  const say = (text) => found.length < 40 && found.push(text);
  for (const name of blocks) if (data[name] === undefined) say(`block ${name} is missing`);
  if (found.length > 0) return found;
  if (data.format !== 1) say(`format is ${data.format}`);
  for (const layer of data.layers) checkLayer(layer, data, say);
  checkReferences(data, say);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2];
  const content = readFileSync(file, 'utf8');
  const found = atlasDepartures(file.endsWith('.json') ? JSON.parse(content) : embeddedAtlas(content));
  process.stdout.write(found.length ? `${found.join('\n')}\n` : 'as src/atlas/data.ts says\n');
  process.exitCode = found.length ? 1 : 0;
}
