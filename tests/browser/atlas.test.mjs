// SPDX-License-Identifier: Apache-2.0
// The atlas as a reader meets it, in headless Chromium: on the sample, and on SOURCELIGHT_ATLAS if that is set.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeAtlas } from '../../web/fixture/atlas.mjs';
import { atlasDepartures } from '../../web/scripts/atlas_contract.mjs';
import { atlasTemplatePath, fillAtlas } from '../../web/scripts/fill.mjs';
import { openReport, violations } from './chromium.mjs';

const columnsPage = new URL('../../docs/columns.md', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'sourcelight-atlas-'));
const template = readFileSync(atlasTemplatePath, 'utf8');
after(() => rmSync(folder, { recursive: true, force: true }));

function written(name, data) {
  const file = join(folder, name);
  writeFileSync(file, fillAtlas(template, data));
  return file;
}

const atlases = [['the sample', written('atlas.html', makeAtlas())]];
if (process.env.SOURCELIGHT_ATLAS) atlases.push(['the given atlas', process.env.SOURCELIGHT_ATLAS]);

const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const address = (page) =>
  page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
const answer = async (page) => oneLine(await page.locator('.answer').innerText());

/** Searches from the keyboard and waits for the page of what was found. */
async function find(page, text, heading) {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (h) => document.querySelector('[data-about=choice] .page h2')?.textContent === h,
    heading,
  );
}

for (const [name, file] of atlases) {
  describe(`atlas: ${name}`, () => {
    let opened;
    let page;
    let data;
    before(async () => {
      opened = await openReport(file);
      page = opened.page;
      data = await page.evaluate(() => JSON.parse(document.getElementById('sourcelight-data').textContent));
    });
    after(() => opened.close());

    it('holds what the contract says, in less than 10 MB', () => {
      assert.deepEqual(atlasDepartures(data), []);
      assert.ok(statSync(file).size < 10e6);
    });

    it('answers for cotton without a click, and names who was taken off the list', async () => {
      // Uzbekistan left the List of Goods on 2022-09-28.
      assert.match(await answer(page), /Cotton: on the official list for forced labour in \d+ countries/);
      // Paraguay's listing, for child labour, ended on 2018-09-20: which of the two it was must be said.
      const names = oneLine(await page.locator('.answer-names').innerText());
      assert.match(names, /Uzbekistan \(forced (and child )?labour, until 2022-09-28\)/);
      assert.match(names, /Paraguay \(child labour, until 2018-09-20\)/);
      assert.match(await page.locator('.answer-rest').innerText(), /How sure/);
    });

    it('counts the places without data in the legend', async () => {
      const legend = oneLine(await page.locator('.legend').first().innerText());
      assert.match(legend, /no data \d+/);
      assert.match(legend, /listed once, no longer \d+/);
    });

    it('goes back in time with the slider, by keyboard, and says so in the address', async () => {
      await page.focus('#asof');
      await page.keyboard.press('Home');
      assert.equal((await address(page)).asof, data.dates[0].date);
      const then = oneLine(await page.locator('.answer-names').innerText());
      assert.match(then, /Uzbekistan/);
      assert.doesNotMatch(then, /Uzbekistan \(/);
      await page.keyboard.press('End');
      assert.equal((await address(page)).asof, undefined);
    });

    it('finds a good by a synonym and a place by its name', async () => {
      const { label, synonyms, id } = data.goods.find((g) => g.synonyms.length > 0 && g.layer);
      await find(page, synonyms[0], label);
      assert.equal((await address(page)).good, id);
      await find(page, 'uzbek', 'Uzbekistan');
      assert.equal((await address(page)).place, 'UZ');
    });

    it('goes one choice back with the back button', async () => {
      await page.goBack();
      assert.equal((await address(page)).place, undefined);
      await page.waitForFunction(
        () => document.querySelector('[data-about=choice] .page h2')?.textContent !== 'Uzbekistan',
      );
    });

    it('reaches every measure, and lists places with interval, grade and listing', async () => {
      await page.selectOption('[data-control=layer]', 'cotton');
      for (const measure of ['hazard', 'listings', data.indices[0].id, 'prevalence']) {
        await page.selectOption('[data-control=measure]', measure);
        assert.equal((await address(page)).measure, measure);
        assert.ok((await page.locator('table.ranked tbody tr').count()) > 5);
      }
      const first = oneLine(await page.locator('table.ranked tbody tr').first().innerText());
      assert.match(first, /\([\d.<,]+–[\d.,]+\)/);
    });

    it('says that it does not know who makes cotton, and who does make tin', async () => {
      const made = () => page.locator('table.ranked tbody td.made').allInnerTexts();
      assert.ok((await made()).includes('no data'));
      assert.match(oneLine(await page.locator('.atlas-map figcaption').innerText()), /does not say that/);
      assert.match(
        oneLine(await page.locator('.page').innerText()),
        /How much each country makes of cotton is not known/,
      );
      // Only what is known to be made: the rest is hatched as no data, and the link says so.
      const hatched = async () =>
        Number(/no data (\d+)/.exec(oneLine(await page.locator('.legend').first().innerText()))[1]);
      const before = await hatched();
      await page.check('[data-control=made]');
      assert.equal((await address(page)).made, 'known');
      assert.ok((await hatched()) > before + 100);
      assert.ok(!(await made()).includes('no data'));
      await page.uncheck('[data-control=made]');
      await page.selectOption('[data-control=layer]', 'tin');
      assert.ok((await made()).every((words) => /no data|world exports|the list named? it/.test(words)));
      await page.selectOption('[data-control=layer]', 'cotton');
    });

    // The sample's stand-in formula has no estimate for regions.
    const regions = { skip: name === 'the sample' };
    it('marks a region with what its country is listed for', regions, async () => {
      await page.click('#table > button:has-text("All")');
      const row = page.locator('table.ranked tbody tr:has-text("Xinjiang")');
      assert.match(oneLine(await row.innerText()), /China: forced labour, since \d{4}-/);
      await page.click('#table > button:has-text("Only")');
    });

    it('shows dataset, edition, date and licence one click from a number', async () => {
      await find(page, 'china', 'China');
      const cite = page.locator('.page details.cite').nth(1);
      await cite.locator('summary').click();
      assert.match(oneLine(await cite.innerText()), /edition .+, published \d{4}-\d\d-\d\d, .+/);
    });

    it('sets two goods and two countries side by side', async () => {
      await page.fill('#beside', 'garments');
      await page.press('#beside', 'Enter');
      await page.waitForFunction(() => document.querySelectorAll('.side .world').length === 2);
      await page.fill('#beside', 'turkmen');
      await page.press('#beside', 'Enter');
      await page.waitForFunction(
        () => document.querySelector('#compare-title')?.textContent === 'China beside Turkmenistan',
      );
      assert.deepEqual(await violations(page), []);
      await page.click('#compare button:has-text("Close")');
    });

    it('saves the table behind the view', async () => {
      const saved = page.waitForEvent('download');
      await page.click('[data-control=download]');
      const text = readFileSync(await (await saved).path(), 'utf8');
      const [header, line] = text.replace('\ufeff', '').split('\r\n');
      const names = header.split(',');
      const documented = readFileSync(columnsPage, 'utf8').split('## atlas.csv')[1];
      assert.deepEqual(
        names,
        [...documented.matchAll(/^\| (\w+) \| .* \| (?:yes|no) \|/gm)].map((m) => m[1]),
      );
      assert.match(line, /^\d{4}-\d\d-\d\d,good,cotton,Cotton,[A-Z]{2},[^,]+,[\d.]+,[\d.]+,[\d.]+,/);
      const ids = line.split(',').at(-1).split(' ');
      assert.ok(ids.includes('usdol/list_of_goods'));
      const second = page.waitForEvent('download');
      await page.click('[data-control=sources]');
      const sources = readFileSync(await (await second).path(), 'utf8');
      for (const id of ids) assert.ok(sources.includes(`\n${id},`), id);
    });

    it('shows the map as picture, named for screen readers, and has no serious violation', async () => {
      assert.match(await page.locator('canvas').getAttribute('aria-label'), /World map/);
      assert.deepEqual(await violations(page), []);
    });

    it('stays quiet', () => assert.deepEqual(opened.problems, []));
  });
}

describe('a link into the atlas', () => {
  it('opens good, measure, date and place; a day between editions shows the one before', async () => {
    const hash = '#good=cotton&measure=hazard&asof=2022-10-01&place=UZ';
    const { page, problems, close } = await openReport(atlases[0][1], { hash });
    assert.match(await answer(page), /as of 2022-09-28/);
    assert.equal(await page.locator('.page h2').innerText(), 'Uzbekistan');
    assert.equal(await page.locator('[data-control=measure]').inputValue(), 'hazard');
    assert.deepEqual(problems, []);
    await close();
  });

  it('falls back where it names what is not there', async () => {
    const hash = '#good=%3Cb%3E&measure=__proto__&asof=never&place=ZZ&compare=toString';
    const { page, problems, close } = await openReport(atlases[0][1], { hash });
    assert.match(await answer(page), /^Cotton/);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe('atlas on a phone', () => {
  it('has no sideways scrolling, with and without a place', async () => {
    const { page, problems, close } = await openReport(atlases.at(-1)[1], { width: 390, height: 844 });
    await page.waitForSelector('.page');
    assert.equal(await overflow(page), 0);
    await find(page, 'china', 'China');
    assert.equal(await overflow(page), 0);
    await page.fill('#beside', 'garments');
    await page.press('#beside', 'Enter');
    assert.equal(await overflow(page), 0);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe('atlas without WebGL and on paper', () => {
  it('shows the vector map, from which a place can be chosen', async () => {
    const { page, problems, close } = await openReport(atlases[0][1], { webgl: false });
    await page.locator('.map-frame .world path:has(title:text-is("Brazil"))').dispatchEvent('click');
    await page.waitForFunction(
      () => document.querySelector('[data-about=choice] .page h2')?.textContent === 'Brazil',
    );
    assert.deepEqual(problems, []);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.print-only .world').isVisible());
    assert.ok(!(await page.locator('.choices').isVisible()));
    await close();
  });
});

describe('hostile text in the atlas', () => {
  it('is shown as text, never becomes markup, and runs in no spreadsheet', async () => {
    const hostile = '=1+<img src=x onerror=alert(1)></script><script>alert(2)</script>\u2028';
    const data = makeAtlas();
    for (const p of data.places) p.name = `${hostile}${p.code}`;
    for (const s of data.map.countries) s.name = hostile;
    for (const o of data.orders)
      Object.assign(o, { entity: hostile, products: hostile, url: 'javascript:alert(3)' });
    for (const g of data.goods) Object.assign(g, { label: hostile, synonyms: [hostile] });
    for (const d of data.datasets) Object.assign(d, { title: hostile, url: 'javascript:alert(4)' });
    const { page, problems, close } = await openReport(written('hostile.html', data), { hash: '#place=CN' });
    await page.waitForSelector('.page');
    assert.equal(await page.locator('main img, main script').count(), 0);
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
    const saved = page.waitForEvent('download');
    await page.click('[data-control=download]');
    const text = readFileSync(await (await saved).path(), 'utf8');
    assert.doesNotMatch(text, /(^|,|\n)"?=1/);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe('a file that is no atlas', () => {
  it('says what is wrong, for the empty template and for another format', async () => {
    for (const [name, html, expected] of [
      ['empty.html', template, 'empty template'],
      ['other.html', fillAtlas(template, { format: 99 }), 'format 99'],
    ]) {
      const file = join(folder, name);
      writeFileSync(file, html);
      const { page, close } = await openReport(file, { painted: false });
      assert.ok((await page.locator('[role=alert]').innerText()).includes(expected));
      await close();
    }
  });
});
