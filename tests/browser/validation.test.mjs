// SPDX-License-Identifier: Apache-2.0
// The page of `sourcelight validate`: SOURCELIGHT_VALIDATION, at the widths of a desk and a phone.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openReport, violations } from './chromium.mjs';

const given = process.env.SOURCELIGHT_VALIDATION;

describe('the validation page', { skip: !given && 'SOURCELIGHT_VALIDATION is not set' }, () => {
  for (const width of [1440, 390]) {
    it(`stands by itself at ${width} px, without scripts, requests or a page wider than the screen`, async () => {
      const { page, problems, close } = await openReport(given, { width, painted: false });
      assert.equal(await page.locator('h1').innerText(), 'Validation of the model');
      assert.equal(await page.locator('script').count(), 0);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(overflow <= 0, `${overflow} px wider than the screen`);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(problems, []);
      await close();
    });
  }

  it('says first what does not hold, and shows every curve with words for those who cannot see it', async () => {
    const { page, close } = await openReport(given, { painted: false });
    const headings = await page.locator('h2').allInnerTexts();
    for (const heading of ['Backtest', 'Negative controls', 'Fairness', 'Published surveys'])
      assert.ok(headings.includes(heading), heading);
    const charts = page.locator('svg[role=img]');
    assert.ok((await charts.count()) >= 3);
    for (const label of await charts.evaluateAll((all) => all.map((svg) => svg.getAttribute('aria-label'))))
      assert.ok(label.length > 5, label);
    await close();
  });
});
