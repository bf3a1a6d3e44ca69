// SPDX-License-Identifier: Apache-2.0
// The report as a reader meets it, in headless Chromium: on the sample, and on SOURCELIGHT_REPORT if that is set.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeSample } from '../../web/fixture/make.mjs';
import { pathToFileURL } from 'node:url';
import { makeLarge } from '../../web/fixture/large.mjs';
import { embeddedData } from '../../web/scripts/blocks.mjs';
import { departures } from '../../web/scripts/contract.mjs';
import { fill, templatePath } from '../../web/scripts/fill.mjs';
import { chromiumPath, openReport, violations, webRequire } from './chromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sourcelight-report-'));
const sample = join(folder, 'report.html');
writeFileSync(sample, fill(readFileSync(templatePath, 'utf8'), makeSample()));
after(() => rmSync(folder, { recursive: true, force: true }));

const reports = [['the sample', sample]];
if (process.env.SOURCELIGHT_REPORT) reports.push(['the given report', process.env.SOURCELIGHT_REPORT]);

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What `look` finds in the drawer of a row, which is searched by its supplier's name. */
async function inDrawer(page, data, row, look) {
  const { columns } = data.suppliers;
  await page.fill('input[type=search]', columns.name[columns.row.indexOf(Number(row))]);
  await page.locator('table.suppliers tbody tr').first().click();
  const found = await look(page.locator('.drawer'));
  await page.click('.drawer .close');
  await page.fill('input[type=search]', '');
  return found;
}

/** Suppliers of these indices with each group of near-duplicates as one line, by its first. */
function linesOf({ suppliers: { columns } }, indices) {
  const seen = new Set();
  return indices.filter((i) => {
    const group = columns.group?.[i] ?? null;
    const key = `${columns.group_kind?.[i]}:${group}`;
    return group === null || (!seen.has(key) && seen.add(key));
  });
}

/** How many different colours the map's picture holds: an empty map has a handful. */
async function coloursOfMap(page) {
  const picture = await page.locator('.map-frame').screenshot();
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return seen.size;
  }, picture.toString('base64'));
}

for (const [name, file] of reports) {
  describe(`report: ${name}`, () => {
    let opened;
    let data;
    before(async () => {
      opened = await openReport(file);
      data = embeddedData(readFileSync(file, 'utf8'));
    });
    after(() => opened.close());

    it('holds data that keeps the contract', () => {
      assert.deepEqual(departures(embeddedData(readFileSync(file, 'utf8'))), []);
    });

    it('draws its map', async () => {
      assert.ok((await coloursOfMap(opened.page)) > 30, 'the map shows too few colours to be drawn');
    });

    it('says how many rows are not scored', async () => {
      const text = await opened.page.locator('.opening').innerText();
      assert.match(
        text,
        new RegExp(`${data.counts.not_scored.toLocaleString('en-GB')}\\s+rows? (is|are) not scored`),
      );
    });

    it('filters list and table by country', async () => {
      const { page } = opened;
      const column = data.suppliers.columns.country;
      const code = data.suppliers.dict.country[column.find((c) => c >= 0)];
      const all = column.map((_, i) => i);
      const inCountry = all.filter((i) => data.suppliers.dict.country[column[i]] === code);
      const expected = inCountry.length;
      const rows = () => page.locator('table.suppliers').getAttribute('aria-rowcount');
      await page.selectOption('[data-filter=country]', code);
      assert.match(
        await page.locator('.result').innerText(),
        new RegExp(`^${expected.toLocaleString('en-GB')} supplier`),
      );
      assert.equal(await rows(), String(linesOf(data, inCountry).length + 1));
      await page.click('.filters button');
      assert.equal(await rows(), String(linesOf(data, all).length + 1));
    });

    it('searches from the keyboard and clears with Escape', async () => {
      const { page } = opened;
      await page.keyboard.press('/');
      await page.keyboard.type(data.suppliers.columns.name[0]);
      assert.ok(Number(await page.locator('table.suppliers').getAttribute('aria-rowcount')) >= 2);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.search input').inputValue(), '');
    });

    it('moves in the table with arrows, opens the drawer with Enter, closes it with Escape', async () => {
      const { page } = opened;
      await page.locator('table.suppliers tbody tr[data-position="0"]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const title = await page.locator('.drawer h2').innerText();
      const { name } = data.suppliers.columns;
      const third = linesOf(data, [...name.keys()])[2];
      assert.equal(oneLine(title), oneLine(name[third] || '(no name)'));
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.drawer').count(), 0);
      assert.equal(
        await page.evaluate(() => document.activeElement?.getAttribute('data-position')),
        '2',
        'the focus returns to the row',
      );
    });

    it('draws the account of a site to its answer, with what would move the band', async () => {
      const { page } = opened;
      const row = Object.keys(data.receipts.suppliers).find(
        (r) => data.receipts.suppliers[r].changes_tried > 0,
      );
      const found = await inDrawer(page, data, row, async (drawer) => ({
        bars: await drawer.locator('.waterfall tbody svg.fall rect').count(),
        rows: await drawer.locator('.waterfall tbody tr').count(),
        ticks: await drawer.locator('.waterfall thead .axis span').count(),
        interval: await drawer.locator('.waterfall .sum .interval .range90').count(),
        last: oneLine(await drawer.locator('.waterfall .sum').innerText()),
        text: oneLine(await drawer.innerText()),
      }));
      // Every row but the start and the answer is a step with a bar.
      assert.equal(found.bars, found.rows - 2);
      assert.ok(found.ticks >= 2, 'ticks of the axis');
      assert.equal(found.interval, 1);
      assert.match(found.last, /this site: .*%.*–/);
      assert.match(found.text, /What single change would move the band Now: /);
      for (const change of data.receipts.suppliers[row].moves_band)
        assert.ok(found.text.includes(oneLine(change)), change);
    });

    it('shows a receipt with its sources in the drawer', async () => {
      const { page } = opened;
      await page.click('.first-list button >> nth=0');
      assert.ok((await page.locator('.drawer .receipt tbody tr').count()) > 2);
      assert.match(await page.locator('.drawer .receipt').innerText(), /edition|your file/);
      await page.click('.drawer .close');
    });

    it('shows what a supplier answers beside its score, as text', async () => {
      const { page } = opened;
      const { columns, dict } = data.suppliers;
      if (!columns.answer) return; // nobody has answered
      const answered = columns.answer.flatMap((k, i) => (k >= 0 ? [i] : [])).slice(0, 3);
      assert.ok(answered.length > 0);
      for (const i of answered) {
        const row = columns.row[i];
        const answer = dict.answer[columns.answer[i]];
        const parts = answer.split(' | ');
        const shown = await inDrawer(page, data, row, (drawer) =>
          drawer.locator('.supplier-answer blockquote').allTextContents(),
        );
        assert.deepEqual(shown.map(oneLine), parts.map(oneLine));
        await page.fill('input[type=search]', columns.name[i]);
        const line = page.locator(`table.suppliers tbody tr[data-row="${row}"]`);
        assert.match(await line.locator('.col-name').textContent(), /answered/);
        await page.fill('input[type=search]', '');
      }
      const silent = columns.answer.findIndex((k) => k < 0);
      const nothing = await inDrawer(page, data, columns.row[silent], (drawer) =>
        drawer.locator('.supplier-answer').count(),
      );
      assert.equal(nothing, 0);
    });

    it('quotes the header and the cell of the file behind a line', async () => {
      const { page } = opened;
      const [row, receipt] = Object.entries(data.receipts.suppliers).find(([, r]) => r.cells.product);
      const { columns, text } = receipt.cells.product;
      const shown = oneLine(
        await inDrawer(page, data, row, (drawer) => drawer.locator('.receipt').innerText()),
      );
      assert.ok(shown.includes(`your file, ${receipt.where}`), shown.slice(0, 800));
      for (const words of [...columns, oneLine(text)]) assert.ok(shown.includes(words), words);
    });

    it('shows each line of a receipt once', async () => {
      const { page } = opened;
      const state = data.terms.flatMap((t, k) => (t.group === 'state' && t.log_odds ? [k] : []));
      const found = Object.entries(data.receipts.suppliers).find(([, r]) =>
        r.terms.some((k) => state.includes(k)),
      );
      assert.ok(found, 'no supplier under a state programme to look at');
      const heads = await inDrawer(page, data, found[0], (drawer) =>
        drawer.locator('.receipt th[scope=row] .quiet:first-child').allInnerTexts(),
      );
      assert.equal(heads.filter((head) => /^State-imposed/i.test(head)).length, 1);
    });

    it('finds a supplier by the ID that the list gives it, and shows the ID', async () => {
      const { columns } = data.suppliers;
      const i = columns.own_id.findIndex((id) => id !== '');
      if (i < 0) return;
      await opened.page.fill('input[type=search]', columns.own_id[i]);
      const row = opened.page.locator(`table.suppliers tbody tr[data-row="${columns.row[i]}"]`);
      assert.ok(oneLine(await row.innerText()).includes(columns.own_id[i]));
      await row.click();
      assert.ok(oneLine(await opened.page.locator('.drawer-head').innerText()).includes(columns.own_id[i]));
      await opened.page.keyboard.press('Escape');
      await opened.page.fill('input[type=search]', '');
    });

    it('says what was found about the list as a whole', async () => {
      const shown = oneLine(await opened.page.locator('#unread').innerText());
      assert.ok(data.file_findings.length > 0, 'no finding about a file to look at');
      for (const { file, message } of data.file_findings) {
        assert.ok(shown.toLowerCase().includes(oneLine(message).toLowerCase().replace(/\.$/, '')), message);
        assert.ok(shown.includes(file));
      }
    });

    it('changes measure and good', async () => {
      const { page } = opened;
      const layer = data.map.layers[data.map.layers.length - 1];
      await page.selectOption('[data-control=measure]', 'hazard');
      await page.selectOption('[data-control=layer]', layer.id);
      assert.match(
        await page.locator('.map-panel .lead').innerText(),
        new RegExp(`^${layer.label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:`),
      );
      assert.match(await page.locator('.legend').innerText(), /no data/);
      await page.selectOption('[data-control=measure]', 'prevalence');
    });

    it('has no serious violation, closed and with the drawer open', async () => {
      const { page } = opened;
      assert.deepEqual(await violations(page), []);
      await page.click('.first-list button >> nth=0');
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press('Escape');
    });

    it('fits the page at desktop width, says nothing and asks no network', async () => {
      assert.equal(await overflow(opened.page), 0);
      assert.deepEqual(opened.problems, []);
    });
  });

  describe(`report at phone width: ${name}`, () => {
    let opened;
    before(async () => {
      opened = await openReport(file, {
        width: 390,
        height: 844,
        reducedMotion: 'reduce',
      });
    });
    after(() => opened.close());

    it('has no sideways scrolling, closed and with the drawer open', async () => {
      const { page } = opened;
      assert.equal(await overflow(page), 0);
      await page.click('.first-list button >> nth=0');
      assert.equal(await overflow(page), 0);
      const width = await page.locator('.drawer').evaluate((e) => e.scrollWidth - e.clientWidth);
      assert.equal(width, 0, 'the drawer scrolls sideways');
      assert.deepEqual(await violations(page), []);
    });

    it('stays quiet', () => assert.deepEqual(opened.problems, []));
  });

  describe(`report in print: ${name}`, () => {
    let opened;
    before(async () => {
      opened = await openReport(file);
    });
    after(() => opened.close());

    const pages = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;

    it('puts the board page on one A4 sheet', async () => {
      await opened.page.evaluate(() => document.body.classList.add('print-board'));
      assert.equal(
        pages(
          await opened.page.pdf({
            preferCSSPageSize: true,
            printBackground: true,
          }),
        ),
        1,
      );
      await opened.page.evaluate(() => document.body.classList.remove('print-board'));
    });

    it('prints the map as vector and the supplier that is open, with its waterfall and receipt', async () => {
      const { page } = opened;
      await page.click('.first-list button >> nth=0');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.drawer .waterfall').isVisible(), true);
      assert.equal(await page.locator('.drawer .drawer-buttons').isVisible(), false);
      // In the flow of the pages: nothing is cut off or scrolls away.
      const drawer = await page.locator('.drawer').evaluate((e) => ({
        position: getComputedStyle(e).position,
        hidden: e.scrollHeight - e.clientHeight,
        below: e.getBoundingClientRect().top - document.querySelector('main').getBoundingClientRect().bottom,
      }));
      assert.equal(drawer.position, 'static');
      assert.ok(drawer.hidden <= 1 && drawer.below >= -1, JSON.stringify(drawer));
      const rows = await page.locator('.drawer .receipt tbody tr').count();
      assert.ok(rows > 0 && (await page.locator('.drawer .receipt tbody tr').last().isVisible()));
      assert.equal(await page.locator('.map').isVisible(), false);
      assert.equal(await page.locator('.map-panel .print-only svg.world').isVisible(), true);
      // By its own button the supplier alone, without the report; the board page never has it.
      await page.evaluate(() => document.body.classList.add('print-supplier'));
      assert.equal(await page.locator('main').isVisible(), false);
      assert.equal(await page.locator('.drawer').isVisible(), true);
      await page.evaluate(() => document.body.classList.replace('print-supplier', 'print-board'));
      assert.equal(await page.locator('.drawer').isVisible(), false);
      await page.evaluate(() => document.body.classList.remove('print-board'));
    });
  });

  describe(`report without WebGL: ${name}`, () => {
    it('shows the vector map instead, and stays quiet', async () => {
      const opened = await openReport(file, { webgl: false });
      assert.equal(await opened.page.locator('.map-frame svg.world').isVisible(), true);
      assert.deepEqual(opened.problems, []);
      await opened.close();
    });
  });
}

describe('hostile text in the data', () => {
  it('is shown as text and never becomes markup', async () => {
    const data = makeSample();
    const evil =
      '<img src=x onerror="document.title=\'broken\'"></script><script>document.title="broken"</script>';
    data.suppliers.columns.name = data.suppliers.columns.name.map(() => evil);
    data.actions[0].guidance_url = 'javascript:document.title="broken"';
    data.datasets[0].url = 'javascript:alert(1)';
    const file = join(folder, 'hostile.html');
    writeFileSync(file, fill(readFileSync(templatePath, 'utf8'), data));
    const { page, problems, close } = await openReport(file);
    await page.click('.first-list button >> nth=0');
    assert.equal(await page.locator('.drawer h2').innerText(), evil);
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
    assert.doesNotMatch(await page.title(), /broken/);
    assert.deepEqual(problems, []);
    await close();
  });
});

const unknown = {
  median: null,
  lo50: null,
  hi50: null,
  lo90: null,
  hi90: null,
};

/** The sample as a list of which nothing could be scored, with every optional block empty. */
function nothingScored() {
  const data = makeSample();
  const { columns, dict } = data.suppliers;
  const blank = (value) => columns.row.map(() => value);
  for (const question of ['p', 's', 'h', 'residual', 'persons'])
    for (const part of Object.keys(unknown)) columns[question][part] = blank(null);
  for (const name of [
    'priority',
    'p_top10',
    'listed_since',
    'coverage',
    'lon',
    'lat',
    'radius_km',
    'spend',
    'workers',
  ])
    columns[name] = blank(null);
  for (const name of [
    'country',
    'region',
    'activity',
    'good',
    'action',
    'reason',
    'tier',
    'parent',
    'cell',
    'currency',
    'listed_by',
    'legal_flags',
    'spend_band',
  ])
    columns[name] = blank(-1);
  columns.grade = blank('');
  dict.band = ['insufficient data'];
  columns.band = blank(0);
  Object.assign(data.counts, {
    assessed: 0,
    duplicates: 0,
    not_scored: 776,
    country_resolved: 0,
    region_resolved: 0,
    point_resolved: 0,
    activity_resolved: 0,
    good_resolved: 0,
  });
  Object.assign(data, {
    cells: [],
    rollups: [],
    actions: [],
    findings: [],
    method: [],
    limits: [],
    datasets: [],
    bands: [{ band: 'insufficient data', count: 776 }],
    grades: [],
  });
  data.totals = {
    sites: unknown,
    at_least_one: unknown,
    persons: unknown,
    spend_at_risk: [],
    concentration: { count: 0, share: unknown },
  };
  data.receipts.suppliers = {};
  data.legal = { listed_goods: [], orders: [], matches: [] };
  data.map = {
    ...data.map,
    regions: [],
    places: [],
    layers: [],
    first_layer: 'all',
  };
  return data;
}

describe('a list that names a supplier twice', () => {
  it('gives it one rank, marks the other row and draws one mark', async () => {
    const data = makeSample();
    const { columns } = data.suppliers;
    const last = columns.row.length - 1;
    columns.name[last] = 'Sample Twin';
    columns.repeat_of[last] = columns.row[0];
    const file = join(folder, 'twice.html');
    writeFileSync(file, fill(readFileSync(templatePath, 'utf8'), data));
    const { page, problems, close } = await openReport(file);
    const { exact, hollow, unplaced } = await onTheMap(page);
    assert.equal(exact + hollow + unplaced, columns.row.length - 1);
    assert.ok(!oneLine(await page.locator('.first-list').innerText()).includes('Sample Twin'));
    await page.fill('input[type=search]', 'Sample Twin');
    const row = page.locator('table.suppliers tbody tr[data-position="0"]');
    assert.ok(oneLine(await row.innerText()).includes(`repeat of row ${columns.row[0]}`));
    await row.click();
    assert.match(oneLine(await page.locator('.drawer-head').innerText()), /^repeat of row [\d,]+, which has/);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe('a list of which nothing could be scored', () => {
  it('says so, lists the rows with their fix, and stays quiet', async () => {
    const file = join(folder, 'nothing.html');
    writeFileSync(file, fill(readFileSync(templatePath, 'utf8'), nothingScored()));
    const { page, problems, close } = await openReport(file);
    assert.match(await page.locator('.answer').first().innerText(), /None of the 776 rows could be scored/);
    await page.locator('table.suppliers tbody tr[data-position="0"]').click();
    assert.match(await page.locator('.drawer').innerText(), /not scored/);
    await page.keyboard.press('Escape');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.click('#unread button:has-text("Download")'),
    ]);
    const csv = readFileSync(await saved.path(), 'utf8');
    assert.match(csv, /^\ufeffrow,file,name,code/);
    assert.match(csv, /'=HYPERLINK|Add a column/);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(problems, []);
    await close();
  });
});

/** The numbers that the legend gives for suppliers on the map. */
async function onTheMap(page) {
  const text = oneLine(await page.locator('.legend .marks').innerText());
  const number = (pattern) => Number((pattern.exec(text)?.[1] ?? 'NaN').replaceAll(',', ''));
  return {
    exact: number(/ ?place known ([\d,]+)/),
    hollow: number(/only the city, region or country known ([\d,]+)/),
    unplaced: Number((/([\d,]+) suppliers? could not be placed/.exec(text)?.[1] ?? '0').replaceAll(',', '')),
  };
}

describe('a list longer than the page holds', () => {
  const data = makeLarge();
  const file = join(folder, 'long.html');
  let opened;
  before(async () => {
    writeFileSync(file, fill(readFileSync(templatePath, 'utf8'), data));
    opened = await openReport(file);
  });
  after(() => opened.close());

  it('keeps the contract', () => assert.deepEqual(departures(data), []));

  it('has every supplier on the map, filled or hollow, or says how many it has not', async () => {
    const { exact, hollow, unplaced } = await onTheMap(opened.page);
    assert.equal(exact + hollow + unplaced, data.suppliers.total);
    // Two thirds of the 20,000 others are known exactly, and some of the 776 listed.
    assert.ok(exact > 13000 && exact < 14000, String(exact));
    assert.ok((await coloursOfMap(opened.page)) > 30);
  });

  it('says in words what is listed and what only counted', async () => {
    assert.match(await opened.page.locator('#suppliers').innerText(), /20,000 rows more/);
    assert.match(await opened.page.locator('.result').innerText(), /^All 20,776 suppliers: the first 776/);
  });

  it('counts the others in a country chosen by keyboard, and gives them back', async () => {
    const { page } = opened;
    const others = data.suppliers.omitted
      .filter(({ place }) => place.startsWith('CN'))
      .reduce((sum, { count }) => sum + count, 0);
    await page.locator('[data-filter=country]').focus();
    await page.keyboard.type('China');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('[data-filter=country]').value === 'CN');
    const words = oneLine(await page.locator('.result').innerText());
    assert.ok(words.includes(`and ${others.toLocaleString('en-GB')} beyond the first 776`), words);
    const listed = data.suppliers.columns.country.filter(
      (c) => data.suppliers.dict.country[c] === 'CN',
    ).length;
    const { exact, hollow, unplaced } = await onTheMap(page);
    assert.equal(exact + hollow + unplaced, listed + others);
    await page.click('.filters button');
    assert.match(await page.locator('.result').innerText(), /^All 20,776/);
  });

  it('leaves out the others under a filter they cannot answer, and says so', async () => {
    const { page } = opened;
    await page.selectOption('[data-filter=grade]', { index: 1 });
    assert.match(await page.locator('.result').innerText(), /20,000 beyond the first 776 are left out/);
    await page.click('.filters button');
  });

  it('opens the row that its address names', async () => {
    const { page } = opened;
    await page.evaluate((row) => {
      window.location.hash = `#row=${row}`;
    }, data.suppliers.columns.row[5]);
    await page.locator('.drawer h2').waitFor();
    assert.equal(
      oneLine(await page.locator('.drawer h2').innerText()),
      oneLine(data.suppliers.columns.name[5]),
    );
    await page.keyboard.press('Escape');
  });

  it('tells of the suppliers under the pointer, and comes closer on a click', async () => {
    const { page } = opened;
    await page.locator('.map').scrollIntoViewIfNeeded();
    const box = await page.locator('.map').boundingBox();
    let told = '';
    for (let k = 0; k < 400 && !told; k += 1) {
      const at = [box.x + box.width * (0.1 + 0.04 * (k % 20)), box.y + box.height * (0.2 + 0.03 * (k / 20))];
      await page.mouse.move(...at);
      const tips = await page.locator('.tip').allInnerTexts();
      told = tips.find((tip) => / suppliers here/.test(tip)) ?? '';
    }
    assert.match(told, /suppliers here/);
    assert.match(told, /rank/);
    assert.match(told, /Click to come closer/);
    const picture = async () => (await page.locator('.map').screenshot()).toString('base64');
    const before = await picture();
    await page.mouse.down();
    await page.mouse.up();
    let after = before;
    for (let k = 0; k < 40 && after === before; k += 1) {
      await page.waitForTimeout(250);
      after = await picture();
    }
    assert.notEqual(after, before);
  });

  it('has no serious violation and stays quiet', async () => {
    assert.deepEqual(await violations(opened.page), []);
    assert.deepEqual(opened.problems, []);
  });
});

describe('a file that is not a report', () => {
  it('says that the bare template holds no data', async () => {
    const { chromium } = webRequire('playwright-core');
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox'],
    });
    const page = await browser.newPage();
    await page.goto(pathToFileURL(templatePath).href);
    assert.match(await page.locator('[role=alert]').innerText(), /holds no data/);
    await browser.close();
  });
});

describe('the template', () => {
  const template = readFileSync(templatePath, 'utf8');

  it('holds the marker once, alone on its line', () => {
    assert.equal(template.split('\n').filter((line) => line === '<!-- sourcelight:data -->').length, 1);
    assert.equal(template.split('sourcelight:data').length, 2);
  });

  it('refers to no other file', () => {
    assert.doesNotMatch(template, /<(script|link|img)[^>]+(src|href)="(?!data:)/);
  });
});
