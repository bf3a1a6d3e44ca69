// SPDX-License-Identifier: Apache-2.0
// The page's pure functions: numbers in words, axes and classes, boundaries, the waterfall, the CSV of rows to fix.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cellsText, makeLarge } from '../../web/fixture/large.mjs';
import { makeSample } from '../../web/fixture/make.mjs';
import { sourceServer } from './sources.mjs';

let server;
const load = (path) => server.ssrLoadModule(`/src/${path}`);

before(async () => {
  server = await sourceServer();
});
after(() => server.close());

const thin = '\u202f';
const estimate = (median, lo90, hi90) => ({
  median,
  lo50: lo90,
  hi50: hi90,
  lo90,
  hi90,
});

describe('numbers in words', () => {
  it('tell what is withheld without anchors from what nobody knows', async () => {
    const { levelText, missingWords } = await load('model.ts');
    const under = (id) => ({ data: { run: { anchors: { id } } } });
    const none = { median: null, lo50: null, hi50: null, lo90: null, hi90: null };
    assert.equal(missingWords(under('none'), true), 'withheld: no anchors');
    assert.equal(missingWords(under('none'), false), 'no data');
    assert.equal(missingWords(under('2022'), true), 'no data');
    assert.equal(
      levelText(under('none'), none, () => 'never'),
      'withheld: no anchors',
    );
    assert.equal(
      levelText(under('none'), estimate(1, 0, 2), (e) => `${e.median}`),
      '1',
    );
  });

  it('round estimates so that no digit is claimed that is not known', async () => {
    const { estimated } = await load('format.ts');
    const cases = [
      [0, '0'],
      [0.034, '0.034'],
      [0.0002, '<0.001'],
      [0.1, '0.1'],
      [0.57, '0.57'],
      [1, '1'],
      [3.04, '3'],
      [4.56, '4.6'],
      [9.96, '10'],
      [41.2, '41'],
      [149.4, '150'],
      [331.4, '330'],
      [1810, '1,800'],
      [24560, '25,000'],
      [null, 'no data'],
    ];
    for (const [value, text] of cases) assert.equal(estimated(value), text);
  });

  it('keep what the file says: a known amount is not an estimate', async () => {
    const { amount } = await load('format.ts');
    const cases = [
      [12500, '12,500'],
      [1, '1'],
      [0.78, '0.78'],
      [-0.034, '−0.034'],
      [null, 'no data'],
    ];
    for (const [value, text] of cases) assert.equal(amount(value), text);
  });

  it('write probabilities with their interval', async () => {
    const { percentInterval } = await load('format.ts');
    assert.equal(percentInterval(estimate(0.031, 0.008, 0.11)), `3.1${thin}% (0.8–11)`);
    assert.equal(percentInterval(estimate(0.998, 0.96, 1)), `>99${thin}% (96–100)`);
    assert.equal(percentInterval(estimate(0.9999, 0.96, 1)), `>99.9${thin}% (96–100)`);
    assert.equal(percentInterval(estimate(1, 0.9999, 1)), `>99.9${thin}%`);
    assert.equal(percentInterval(estimate(0.4, 0.043, 0.991)), `40${thin}% (4.3–99)`);
    assert.equal(percentInterval(estimate(0.5, 0.2, 0.9998)), `50${thin}% (20–100)`);
    assert.equal(percentInterval(estimate(0.000001, 0, 0.001)), `<0.001${thin}% (0–0.1)`);
    assert.equal(percentInterval(estimate(null, null, null)), 'no data');
  });

  it('keep an amount of money and its interval in one unit', async () => {
    const { moneyInterval } = await load('format.ts');
    assert.equal(moneyInterval(estimate(8.297e6, 5.41e6, 1.273e7)), `8.3${thin}million (5.4–13)`);
    assert.equal(moneyInterval(estimate(2510, 1000, 12000)), '2,500 (1,000–12,000)');
  });

  it('make links of web addresses only', async () => {
    const { safeUrl } = await load('format.ts');
    assert.equal(safeUrl('https://www.ilo.org/'), 'https://www.ilo.org/');
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil',
      'ilo.org',
      null,
      undefined,
      'https://a b',
    ])
      assert.equal(safeUrl(url), undefined);
  });
});

describe('axes and classes', () => {
  it('put equal odds ratios equally far apart', async () => {
    const { probabilityAxis: axis, expit } = await load('scale.ts');
    const step = (x) => axis.at(expit(x + 1)) - axis.at(expit(x));
    assert.ok(Math.abs(step(-5) - step(0)) < 1e-12);
    assert.equal(axis.at(0), 0);
    assert.equal(axis.at(1), 1);
  });

  it('give a missing value no class, and a limit the class above it', async () => {
    const { classOf } = await load('scale.ts');
    assert.equal(classOf(null, 'prevalence'), -1);
    assert.equal(classOf(0.99, 'prevalence'), 0);
    assert.equal(classOf(1, 'prevalence'), 1);
    assert.equal(classOf(25, 'prevalence'), 6);
    assert.equal(classOf(0.3, 'hazard'), 5);
  });
});

describe('boundaries', () => {
  it('decode zigzag differences in 5-bit groups', async () => {
    const { decode } = await load('geometry.ts');
    // By hand, in units of 0.002 degree: 500 -> 1000 = 8 + 31 * 32 -> "of"; 1000 -> 2000 = 16 + 30 * 32 + 1 * 1024 -> "w-B";
    // then (+1, -1) -> 2, 1 -> "CB" and (0, +2) -> 0, 4 -> "AE".
    const [[ring]] = decode('ofw-BCBAE');
    assert.deepEqual(
      ring.slice(0, 3).map((p) => p.map((v) => Number(v.toFixed(6)))),
      [
        [1, 2],
        [1.002, 1.998],
        [1.002, 2.002],
      ],
    );
    assert.deepEqual(ring[0], ring[ring.length - 1], 'rings are closed');
  });

  it('decode every shipped shape to points on the globe, the label inside its box', async () => {
    const { decode } = await load('geometry.ts');
    const { map } = makeSample();
    assert.ok(map.countries.length > 240);
    for (const shape of [...map.countries, ...map.regions]) {
      const points = decode(shape.geometry).flat(2);
      assert.ok(
        points.every(([lon, lat]) => Math.abs(lon) <= 180.01 && Math.abs(lat) <= 90),
        shape.code,
      );
      const lats = points.map((p) => p[1]);
      assert.ok(
        shape.lat >= Math.min(...lats) - 0.5 && shape.lat <= Math.max(...lats) + 0.5,
        `${shape.code} label`,
      );
    }
  });

  it('project the world with equal areas', async () => {
    const { equalEarth } = await load('geometry.ts');
    // Width of the projected equator is 2 * 2.70663 for a sphere of radius 1 (published constant).
    assert.ok(Math.abs(equalEarth(180, 0)[0] - 2.7066299837) < 1e-6);
    assert.ok(Math.abs(equalEarth(0, 90)[1] + 1.3173627591) < 1e-6);
  });

  it('put suppliers and areas at the same place of the map', async () => {
    const { toSquare, fromSquare, toPlane } = await load('map/plane.ts');
    // gdaltransform to +proj=eqearth +R=1000000, as in tests/unit/publish/point_cells_test.cpp.
    const half = 2706629.984;
    const [x, y] = toSquare(114.0579, 22.5431);
    assert.ok(Math.abs(x - (0.5 + 1652116.428 / (2 * half))) < 1e-8);
    assert.ok(Math.abs(y - (0.5 - 450454.618 / (2 * half))) < 1e-8);
    assert.deepEqual(fromSquare(x, y), toPlane(114.0579, 22.5431));
    const { buildModel } = await load('model.ts');
    const { marksOf } = await load('marks.ts');
    const { openPoint, rankPoints } = await load('map/features.ts');
    const { noFilters } = await load('state.ts');
    const model = buildModel(makeSample());
    const first = rankPoints(marksOf(model, [0], noFilters)).features[0].geometry.coordinates;
    const open = openPoint(model, 0).features[0].geometry.coordinates;
    assert.ok(Math.hypot(first[0] - open[0], first[1] - open[1]) < 1e-9);
  });
});

describe('the waterfall', () => {
  it('ends at the median and names what the terms do not explain', async () => {
    const { stepsOf } = await load('charts/Waterfall.tsx');
    const term = (log_odds) => ({
      group: 'evidence',
      what: 'x',
      value: 1,
      sentence: 'x',
      ...(log_odds === undefined ? {} : { log_odds }),
    });
    const steps = stepsOf(-4, [term(1), term(undefined), term(0.5)], -2);
    assert.deepEqual(
      steps.map((s) => [s.from, s.to]),
      [
        [-4, -3],
        [-3, -2.5],
        [-2.5, -2],
      ],
    );
    assert.equal(steps[2].term, null);
  });
});

describe('the CSV of rows to fix', () => {
  it('keeps numbers, quotes commas and stops formulas', async () => {
    const { csvOf } = await load('views/Todo.tsx');
    const row = {
      row: 7,
      file: 'a.csv',
      name: '=1+1',
      code: 'c',
      severity: 'warning',
      column: 'x,y',
      value: '-5',
      message: 'say "no"',
      fix: '@now',
    };
    assert.equal(csvOf([row]).split('\r\n')[1], `7,a.csv,'=1+1,c,warning,"x,y",-5,"say ""no""",'@now`);
  });
});

describe('what needs one decision stands once', () => {
  it('gathers the rows and listings of the same two names', async () => {
    const { namePairs } = await load('views/Law.tsx');
    const match = (row, entity, listed_on, probability = 0.8) => ({
      row,
      supplier: 'A',
      entity,
      list: 'L',
      listed_on,
      probability,
      state: 'review',
    });
    const pairs = namePairs([
      match(1, 'B', '2020-12-30'),
      match(1, 'B', '2022-01-28'),
      match(2, 'B', '2020-12-30'),
      match(3, 'C', null, 0.9),
    ]);
    assert.deepEqual(
      pairs.map((p) => [p.match.entity, p.rows]),
      [
        ['C', [3]],
        ['B', [1, 2]],
      ],
    );
    assert.deepEqual([...pairs[1].listings], [['L', ['2020-12-30', '2022-01-28']]]);
  });

  it('gathers rows that need the same mending, and only those', async () => {
    const { unreadGroups } = await load('views/Todo.tsx');
    const row = (number, message) => ({ row: number, code: 'c', column: 'x', value: '', message, fix: 'f' });
    assert.deepEqual(
      unreadGroups([row(1, 'a'), row(2, 'b'), row(3, 'a')]).map((g) => g.rows),
      [[1, 3], [2]],
    );
  });

  it('keeps all findings of a row together', async () => {
    const { unreadGroups } = await load('views/Todo.tsx');
    const entry = (row, column) => ({ row, code: 'c', column, value: '', message: 'm', fix: 'f' });
    const groups = unreadGroups([entry(1, 'x'), entry(1, 'y'), entry(2, 'x'), entry(3, 'x'), entry(3, 'y')]);
    assert.deepEqual(
      groups.map((g) => [g.rows, g.findings.map((f) => f.column)]),
      [
        [
          [1, 3],
          ['x', 'y'],
        ],
        [[2], ['x']],
      ],
    );
  });
});

describe('suppliers held as cells', () => {
  const sum = (values) => values.reduce((a, b) => a + b, 0);

  it('are read from the bytes that the publisher writes', async () => {
    const { decodeCells } = await load('cells.ts');
    // The one cell of tests/unit/publish/point_cells_test.cpp: east of Greenwich, south of the equator.
    const cell = decodeCells({ suppliers: 1, level: 17, cells: 1, text: 'gICAgDABCgA=' });
    assert.deepEqual([cell.n[0], cell.exact[0], cell.evidence[0], cell.first[0]], [1, 1, 0, 5]);
    assert.ok(Math.abs(cell.x[0] - 0.5) < 2 ** -17 && Math.abs(cell.y[0] - 0.5) < 2 ** -17);
  });

  it('keep place, count and precision, also where several places share a cell', async () => {
    const { decodeCells } = await load('cells.ts');
    const at = (lon, lat, exact, place) => ({ lon, lat, exact, place });
    const points = [
      at(6.1, 46.2, true, 0),
      at(6.1, 46.2, false, 0),
      at(6.1, 46.2, false, 3),
      at(-70, -33, false, 1),
    ];
    const marks = decodeCells({ suppliers: 4, level: 10, ...cellsText(points, 10) });
    assert.equal(marks.size, 3);
    assert.equal(sum(marks.n), 4);
    assert.equal(sum(marks.exact), 1);
    assert.deepEqual(new Set(marks.place), new Set([0, 1, 3]));
    const south = [...marks.place].indexOf(1);
    const { toSquare } = await load('map/plane.ts');
    const [x, y] = toSquare(-70, -33);
    assert.ok(Math.abs(marks.x[south] - x) < 0.001);
    assert.ok(Math.abs(marks.y[south] - y) < 0.001);
  });

  it('are gathered at every zoom without losing a supplier, and single ones stay single when close', async () => {
    const { buildModel } = await load('model.ts');
    const { marksOf, ranked } = await load('marks.ts');
    const { noFilters } = await load('state.ts');
    const { Pyramid } = await load('map/pyramid.ts');
    const model = buildModel(makeLarge());
    const passing = model.data.suppliers.columns.row.map((_, i) => i);
    const marks = marksOf(model, passing, noFilters);
    const pyramid = new Pyramid(marks);
    const placedRanks = [...marks.first].filter((f, k) => f > 0 && f <= ranked && marks.i[k] >= 0).length;
    for (const zoom of [0, 3, 7, 10, 11, 13]) {
      const level = pyramid.level(zoom).marks;
      assert.equal(sum(level.n), sum(marks.n) - placedRanks, `zoom ${zoom}`);
    }
    const world = pyramid.inTile(0, 0, 0);
    assert.equal(sum(world.n), sum(marks.n) - placedRanks);
    assert.ok(world.size < 200);
    const close = pyramid.level(13).marks;
    const listed = (of) => [...of.i].filter((i) => i >= 0).length;
    assert.equal(listed(close), listed(marks) - placedRanks);
    const tiles = [0, 1].flatMap((x) => [0, 1].map((y) => pyramid.inTile(1, x, y)));
    assert.equal(sum(tiles.map((tile) => sum(tile.n))), sum(world.n), 'the tiles do not overlap');
  });

  it('are left out of the map under a filter they cannot answer', async () => {
    const { buildModel } = await load('model.ts');
    const { beyond, marksOf } = await load('marks.ts');
    const { noFilters } = await load('state.ts');
    const model = buildModel(makeLarge());
    const some = [0, 1, 2];
    assert.equal(sum(marksOf(model, some, { ...noFilters, tier: '1' }).n), 3);
    assert.equal(beyond(model, { ...noFilters, tier: '1' }).all, 0);
    const china = { ...noFilters, country: 'CN' };
    const held = model.data.suppliers.omitted.filter(({ place }) => place.startsWith('CN'));
    assert.equal(sum(marksOf(model, [], china).n), sum(held.map(({ count }) => count)));
  });
});
