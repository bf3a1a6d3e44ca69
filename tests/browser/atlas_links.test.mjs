// SPDX-License-Identifier: Apache-2.0
// Links into the atlas that are wrong or copied, places by the names people use, the sheet of a phone, and a map
// whose drawing context is taken away. On the sample, and on SOURCELIGHT_ATLAS if that is set.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeAtlas } from '../../web/fixture/atlas.mjs';
import { atlasTemplatePath, fillAtlas } from '../../web/scripts/fill.mjs';
import { openReport, violations } from './chromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sourcelight-atlas-links-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const sample = join(folder, 'atlas.html');
writeFileSync(sample, fillAtlas(readFileSync(atlasTemplatePath, 'utf8'), makeAtlas()));
const given = process.env.SOURCELIGHT_ATLAS;

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
const address = (page) =>
  page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
const notes = async (page) => oneLine(await page.locator('.link-notes').innerText());
const phone = { width: 390, height: 844 };

describe('a wrong link into the atlas', () => {
  it('says what was not understood, offers the nearest, and keeps the rest', async () => {
    const hash = '#good=garmnts&measure=hazard&place=UZ&asof=2021';
    const { page, problems, close } = await openReport(sample, { hash });
    assert.match(await notes(page), /2 parts of the link.*good=garmnts.*Did it mean Garments.*asof=2021/);
    assert.equal(await page.locator('[data-control=measure]').inputValue(), 'hazard');
    assert.equal(await page.locator('[data-about=choice] .page h2').innerText(), 'Uzbekistan');
    assert.deepEqual(await violations(page), []);
    await page.click('.link-notes button:has-text("Garments")');
    assert.equal((await address(page)).good, 'garments');
    assert.equal((await address(page)).place, 'UZ');
    assert.match(await notes(page), /One part of the link.*asof=2021/);
    await page.click('.link-notes button:has-text("Leave it so")');
    assert.equal(await page.locator('.link-notes').count(), 0);
    assert.deepEqual(problems, []);
    await close();
  });

  it('shows hostile text in a link as text', async () => {
    const hash = `#good=${encodeURIComponent('<img src=x onerror=alert(1)>')}&__proto__=1&place=constructor`;
    const { page, problems, close } = await openReport(sample, { hash });
    assert.match(await notes(page), /3 parts of the link/);
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(problems, []);
    await close();
  });

  it('says nothing about a link that is right, whatever its capital letters', async () => {
    const { page, close } = await openReport(sample, { hash: '#good=Cotton&place=uz&measure=hazard' });
    assert.equal(await page.locator('.link-notes').count(), 0);
    assert.equal(await page.locator('[data-about=choice] .page h2').innerText(), 'Uzbekistan');
    await close();
  });
});

describe('the link to a view', () => {
  it('is copied, said to screen readers, and opens the same view', async () => {
    const { page, problems, close } = await openReport(sample, { hash: '#good=garments&place=CN' });
    await page.click('[data-control=copy-link]');
    await page.waitForFunction(() => /copied/.test(document.querySelector('.copy-link').textContent));
    assert.match(await page.locator('.copy-link [role=status]').innerText(), /link to this view is copied/);
    await page.focus('#find');
    await page.keyboard.press('Control+V');
    const link = await page.locator('#find').inputValue();
    assert.match(link, /^file:.*atlas\.html#good=garments&measure=prevalence&place=CN$/);
    assert.deepEqual(problems, []);
    await close();
  });

  it('is shown, marked, where the browser lets nothing be copied', async () => {
    const { page, problems, close } = await openReport(sample);
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await page.click('[data-control=copy-link]');
    const field = page.locator('.link-text');
    await field.waitFor();
    assert.match(await field.inputValue(), /#good=cotton&measure=prevalence$/);
    // It is marked once it has the focus, a moment after it is there.
    await page.waitForFunction(() => {
      const f = document.querySelector('.link-text');
      return f.selectionEnd - f.selectionStart === f.value.length;
    });
    assert.deepEqual(problems, []);
    await close();
  });
});

describe('the search of the atlas', () => {
  it('offers the nearest spelling where nothing has the name', async () => {
    const { page, close } = await openReport(sample);
    await page.fill('#find', 'uzbekstan');
    assert.match(oneLine(await page.locator('.nothing').innerText()), /Did you mean Uzbekistan/);
    await page.press('#find', 'Enter');
    assert.equal((await address(page)).place, 'UZ');
    await close();
  });

  // Names that newspapers, customs forms and older lists use; codes by ISO 3166-1.
  it('finds countries by the names people use', { skip: !given }, async () => {
    const { page, close } = await openReport(given);
    const asked =
      'DRC CD|D.R.C. CD|Zaire CD|USA US|U.S.A. US|UK GB|Great Britain GB|Burma MM|Ivory Coast CI|Cote d’Ivoire CI|' +
      'Swaziland SZ|Turkey TR|South Korea KR|Korea KR|Holland NL|UAE AE|Cape Verde CV|East Timor TL|' +
      'Czech Republic CZ|Macedonia MK|Persia IR|Deutschland DE|中国 CN|Россия RU';
    for (const pair of asked.split('|')) {
      const [, name, code] = /^(.*) (..)$/.exec(pair);
      await page.fill('#find', name);
      await page.press('#find', 'Enter');
      assert.equal((await address(page)).place, code, name);
    }
    await close();
  });
});

describe('a place on a phone', () => {
  it('opens as a sheet in sight, grows and closes, by finger and by key', async () => {
    const { page, problems, close } = await openReport(sample, { ...phone, webgl: false });
    await page.locator('.map-frame .world path:has(title:text-is("Brazil"))').dispatchEvent('click');
    const sheet = page.locator('.sheet-page');
    await sheet.waitFor();
    const box = await sheet.boundingBox();
    assert.ok(box.y > 0 && Math.round(box.y + box.height) <= phone.height);
    assert.match(oneLine(await sheet.innerText()), /Brazil/);
    assert.match(
      await page.locator('span[role=status]:has-text("Brazil")').innerText(),
      /foot of the screen/,
    );
    assert.deepEqual(await violations(page), []);
    const handle = page.locator('[data-control=sheet]');
    assert.equal(await handle.getAttribute('aria-expanded'), 'false');
    await handle.click();
    assert.equal(await handle.getAttribute('aria-expanded'), 'true');
    assert.ok((await sheet.boundingBox()).height > box.height + 100);
    await page.keyboard.press('Escape');
    assert.equal(await handle.getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('Escape');
    assert.equal(await sheet.count(), 0);
    assert.equal((await address(page)).place, undefined);
    assert.deepEqual(problems, []);
    await close();
  });

  it('follows a pull at the handle', async () => {
    const { page, close } = await openReport(sample, { ...phone, hash: '#place=CN' });
    const handle = page.locator('[data-control=sheet]');
    const pull = async (by) => {
      const { x, y } = await handle.boundingBox();
      await page.mouse.move(x + 60, y + 12);
      await page.mouse.down();
      await page.mouse.move(x + 60, y + 12 + by, { steps: 4 });
      await page.mouse.up();
    };
    await pull(-120);
    assert.equal(await handle.getAttribute('aria-expanded'), 'true');
    await pull(120);
    assert.equal(await handle.getAttribute('aria-expanded'), 'false');
    await pull(120);
    assert.equal(await page.locator('.sheet-page').count(), 0);
    await close();
  });
});

describe('a map whose drawing context is taken away', () => {
  const lose = (page) =>
    page.evaluate(() => {
      const canvas = document.querySelector('.map canvas');
      canvas.dataset.lost = 'yes';
      canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
    });
  it('is drawn anew, and ends as the vector map when it happens again and again', async () => {
    const { page, close } = await openReport(sample, { hash: '#good=cotton&compare=garments' });
    page.setDefaultTimeout(120000); // each map is drawn by software, beside other tests
    for (let i = 0; i < 4; i += 1) {
      await lose(page);
      await page.waitForFunction(() => !document.querySelector('.map canvas[data-lost]'));
    }
    await page.waitForSelector('.map-frame > .world');
    await close();
  });
});
