// SPDX-License-Identifier: Apache-2.0
// The page of `sourcelight compare`: SOURCELIGHT_COMPARISON, at the widths of a desk and a phone.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openReport, violations } from './chromium.mjs';

const given = process.env.SOURCELIGHT_COMPARISON;
const shown = (page) => page.locator('.movers tr.s:visible').count();
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('the comparison page', { skip: !given && 'SOURCELIGHT_COMPARISON is not set' }, () => {
  for (const width of [1440, 390]) {
    it(`stands by itself at ${width} px, without scripts, requests or a page wider than the screen`, async () => {
      const { page, problems, close } = await openReport(given, { width, painted: false });
      assert.equal(await page.locator('h1').innerText(), 'What moved between two runs');
      assert.equal(await page.locator('script').count(), 0);
      assert.ok((await overflow(page)) <= 0, `${await overflow(page)} px wider than the screen`);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(problems, []);
      await close();
    });

    it(`lets every table wider than ${width} px be scrolled by keyboard`, async () => {
      const { page, close } = await openReport(given, { width, painted: false });
      const boxes = page.locator('main *').filter({ has: page.locator(':scope > table') });
      let wide = 0;
      for (const box of await boxes.all()) {
        const before = await box.evaluate((e) => e.scrollWidth - e.clientWidth);
        if (before <= 0 || !(await box.isVisible())) continue;
        wide += 1;
        await box.focus();
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction((e) => e.scrollLeft > 0, await box.elementHandle(), { timeout: 5000 });
      }
      if (width < 400) assert.ok(wide > 0, 'the table of bands is wider than a phone');
      await close();
    });
  }

  it('says the residual beside the inherent figures, in total and by supplier', async () => {
    const { page, close } = await openReport(given, { painted: false });
    const totals = page.locator('table').first();
    const row = totals.locator('tr', { hasText: 'expected sites after measures' });
    assert.match(await row.innerText(), /\d.*\(.* to .*\)/);
    assert.match(await row.locator('[data-l=difference]').innerText(), /^[+-]\d/);
    assert.ok((await page.locator('.mark', { hasText: /after measures: .*%/ }).count()) > 0);
    await close();
  });

  it('filters by change and by cause with the keyboard alone, and both together', async () => {
    const { page, close } = await openReport(given, { painted: false });
    const all = await shown(page);
    assert.ok(all > 5);
    for (const [id, kind] of [
      ['#m-new', '.m-new'],
      ['#c-evidence', '.c-evidence'],
    ]) {
      const radio = page.locator(id);
      const count = await page.locator(`.movers tr.s${kind}`).count();
      await radio.focus();
      assert.notEqual(
        await page.locator(`label[for=${id.slice(1)}]`).evaluate((e) => getComputedStyle(e).outlineStyle),
        'none',
        'the focus is seen',
      );
      await page.keyboard.press('Space');
      assert.ok(count > 0 && count < all, `${count} of ${all}`);
      assert.equal(await shown(page), count);
      await page.locator(id.startsWith('#m') ? '#m-any' : '#c-any').focus();
      await page.keyboard.press('Space');
      assert.equal(await shown(page), all);
    }
    await page.locator('#m-new').check({ force: true });
    await page.locator('#c-evidence').check({ force: true });
    assert.equal(await shown(page), await page.locator('.movers tr.s.m-new.c-evidence').count());
    await close();
  });

  it('names evidence as a cause only beside suppliers that have some', async () => {
    const { page, close } = await openReport(given, { painted: false });
    for (const row of await page.locator('.movers tr.c-evidence').all())
      assert.match(await row.locator('.why').innerText(), /your evidence: /);
    for (const row of await page.locator('.movers tr.s:not(.c-evidence)').all())
      assert.doesNotMatch(await row.locator('.why').innerText(), /your evidence: /);
    await close();
  });

  it('prints without its filters and without cutting a table off', async () => {
    const { page, close } = await openReport(given, { width: 794, painted: false });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('label.screen:visible').count(), 0);
    assert.ok((await shown(page)) > 5);
    assert.ok((await overflow(page)) <= 0, `${await overflow(page)} px wider than the paper`);
    await close();
  });
});
