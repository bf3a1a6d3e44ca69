// SPDX-License-Identifier: Apache-2.0
// The atlas's pure functions: coded columns, what a listing was on a day, the address, the search, Equal Earth.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeAtlas } from '../../web/fixture/atlas.mjs';
import { sourceServer } from './sources.mjs';

let server;
let model;
let modelCode;
const load = (path) => server.ssrLoadModule(`/src/${path}`);

before(async () => {
  server = await sourceServer();
  modelCode = await load('atlas/model.ts');
  model = modelCode.buildAtlas(makeAtlas());
});
after(() => server.close());

describe('coded columns', () => {
  it('hold a value to a third of a hundredth, and none as none', () => {
    const data = makeAtlas();
    // 64 * 1 + 2 = 66: the second place; "AA" = none: the first.
    data.texts = ['AABC'.padEnd(2 * data.places.length, 'A')];
    const layer = { ...data.layers[0], id: 'test' };
    layer.at = [{ p: 0, p_lo: -1, p_hi: -1, h: -1, h_lo: -1, h_hi: -1, listed: -1, grade: -1 }];
    const values = modelCode.layerValues(modelCode.buildAtlas(data), layer, 0);
    const { min, step } = data.codes.p;
    assert.equal(values.p(0).median, null);
    assert.equal(values.p(1).median, min * Math.exp(65 * step));
    assert.equal(values.h(1).median, null);
    assert.equal(values.grade(1), '');
  });
});

describe('a listing', () => {
  const listing = {
    since: '2014-12-01',
    until: '2022-09-28',
    forced: true,
    forced_since: '2016-09-30',
    forced_child: false,
    child: true,
  };
  it('is read as it stood on the day, never with later knowledge', () => {
    const on = (day) => modelCode.listingState(listing, day);
    assert.equal(on('2014-11-30'), 'future');
    assert.equal(on('2014-12-01'), 'child');
    assert.equal(on('2016-09-30'), 'forced');
    assert.equal(on('2022-09-27'), 'forced');
    assert.equal(on('2022-09-28'), 'former');
  });
  it('of forced child labour counts as forced labour', () => {
    const child = { ...listing, forced: false, forced_since: null, forced_child: true };
    assert.equal(modelCode.listingState(child, '2020-01-01'), 'forced');
  });
});

describe('the bar of a listing', () => {
  // Cobalt of the DR Congo: on the list for child labour in all editions held, for forced labour since 2024.
  const cobalt = {
    since: '2014-12-01',
    since_precision: 'at the latest',
    until: null,
    forced: true,
    forced_since: '2024-09-05',
    forced_child: false,
    child: true,
  };
  it('tells and draws child labour and forced labour apart where they came apart', async () => {
    const { barParts, listingWords } = await load('atlas/views/Strip.tsx');
    assert.equal(
      listingWords(cobalt, '2026-07-31'),
      'child labour, by 2014-12-01; forced labour, since 2024-09-05',
    );
    assert.deepEqual(barParts(cobalt, '2026-07-31'), [
      { kind: 'child', from: '2014-12-01', to: '2024-09-05' },
      { kind: 'forced', from: '2024-09-05', to: '2026-07-31' },
    ]);
  });
  it('knows nothing of forced labour before it was named', async () => {
    const { barParts, listingWords } = await load('atlas/views/Strip.tsx');
    assert.equal(listingWords(cobalt, '2022-09-28'), 'child labour, by 2014-12-01');
    assert.deepEqual(barParts(cobalt, '2022-09-28'), [
      { kind: 'child', from: '2014-12-01', to: '2022-09-28' },
    ]);
  });
  it('is one where both were named together, and ends where the listing ended', async () => {
    const { barParts, listingWords } = await load('atlas/views/Strip.tsx');
    const together = { ...cobalt, forced_since: '2014-12-01', until: '2020-09-30' };
    assert.equal(
      listingWords(together, '2022-09-28'),
      'forced and child labour, by 2014-12-01, until 2020-09-30',
    );
    assert.deepEqual(barParts(together, '2022-09-28'), [
      { kind: 'forced', from: '2014-12-01', to: '2020-09-30' },
    ]);
  });
});

describe('the address', () => {
  it('comes back as it was written', async () => {
    const { readAddress, toAddress } = await load('atlas/address.ts');
    const state = { layer: 'cotton', measure: 'hazard', date: 1, place: 'UZ', compare: 'TM', made: true };
    assert.deepEqual(readAddress(model, toAddress(model, state)), { state, unread: [] });
  });
  it('takes the edition before a day that lies between two', async () => {
    const { readAddress } = await load('atlas/address.ts');
    const date = (hash) => readAddress(model, hash).state.date;
    assert.equal(date('#asof=2022-10-01'), 3);
    assert.equal(date('#asof=1999-01-01'), 0);
    assert.equal(date('#asof=soon'), model.data.dates.length - 1);
  });
  it('tells each part that it does not know, and what is nearest', async () => {
    const { readAddress } = await load('atlas/address.ts');
    const read = (hash) => readAddress(model, hash).unread.map((u) => [u.name, u.offer?.label ?? null]);
    assert.deepEqual(read('#good=cottn'), [['good', 'Cotton']]);
    assert.deepEqual(read('#measure=hazrd&place=UZB'), [
      ['measure', 'Chance of a new public finding'],
      ['place', 'Uzbekistan'],
    ]);
    assert.deepEqual(read('#place=QQ'), [['place', null]]);
    assert.deepEqual(read('#asof=2022-02-30'), [['asof', 'the edition of 2022-09-28']]);
    assert.deepEqual(read('#asof=1999-01-01'), [['asof', null]]);
    assert.deepEqual(read('#colour=blue'), [['colour', null]]);
    assert.deepEqual(read(''), []);
  });
});

describe('the search', () => {
  it('puts the name itself before names that only hold it', () => {
    assert.equal(modelCode.search(model, 'fish')[0].entry.id, 'fish');
    assert.equal(modelCode.search(model, 'UZBEK')[0].entry.id, 'UZ');
    assert.equal(modelCode.search(model, '5201')[0].entry.id, 'cotton');
  });
  it('finds names without their accents and nothing for nothing', () => {
    assert.equal(modelCode.search(model, 'acai')[0].entry.id, 'acai-berries');
    assert.deepEqual(modelCode.search(model, '   '), []);
  });
});

describe('slips between two words', () => {
  it('are letters more, less, changed or swapped, and end where they are too many', async () => {
    const { slips } = await load('atlas/nearest.ts');
    assert.equal(slips('cotton', 'cotton', 2), 0);
    assert.equal(slips('cottn', 'cotton', 2), 1);
    assert.equal(slips('coton', 'cotton', 2), 1);
    assert.equal(slips('ocltan', 'coltan', 2), 1);
    assert.equal(slips('gold', 'cotton', 2), 3);
  });
});

describe('where a good is made', () => {
  const none = { forced: [], child: [], former: [] };
  it('is not known where no table says so, never "not made here"', async () => {
    const { madeAt } = await load('atlas/made.ts');
    const cotton = model.data.goods[model.goodAt.get('cotton')];
    const place = model.placeAt.get('FR');
    assert.deepEqual(madeAt(model, cotton, place, none), {
      words: 'no data',
      note: '',
      share: null,
      year: null,
      known: false,
    });
    assert.equal(madeAt(model, cotton, place, { ...none, child: [{}] }).words, 'yes, the list names it');
  });
});

describe('Equal Earth on the interactive map', () => {
  it('keeps areas: a square degree at 60 north is half of one at the equator', async () => {
    const { toPlane } = await load('map/plane.ts');
    const world = ([lon, lat]) => [lon / 360, Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)];
    const area = (lat) => {
      const corners = [
        [10, lat],
        [11, lat],
        [11, lat + 1],
        [10, lat + 1],
      ].map(([x, y]) => world(toPlane(x, y)));
      return Math.abs(
        corners.reduce((sum, [x, y], i) => {
          const [x2, y2] = corners[(i + 1) % 4];
          return sum + x * y2 - x2 * y;
        }, 0) / 2,
      );
    };
    const band = (lat) => Math.sin(((lat + 1) * Math.PI) / 180) - Math.sin((lat * Math.PI) / 180);
    assert.ok(Math.abs(area(60) / area(0) / (band(60) / band(0)) - 1) < 1e-3);
  });
});
