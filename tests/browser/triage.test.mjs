// SPDX-License-Identifier: Apache-2.0
// The reviewer's week: near-duplicates as one line that opens, and what is new since the last run.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeSample } from '../../web/fixture/make.mjs';
import { fill, templatePath } from '../../web/scripts/fill.mjs';
import { openReport, violations } from './chromium.mjs';
import { sourceServer } from './sources.mjs';

/** The sample with the suppliers of rank 2 to 5 in one cell, the fifth new and the rest unchanged. */
function withGroups() {
  const data = makeSample();
  const { columns, dict } = data.suppliers;
  const rank = (i) => columns.priority[i] ?? Infinity;
  const inGroup = (i) => rank(i) >= 2 && rank(i) <= 5;
  const first = Math.min(...columns.row.filter((_, i) => inGroup(i)));
  dict.group_kind = ['cell'];
  dict.since = ['new', 'same'];
  columns.group = columns.row.map((_, i) => (inGroup(i) ? first : null));
  columns.group_kind = columns.row.map((_, i) => (inGroup(i) ? 0 : -1));
  columns.since = columns.row.map((_, i) => (rank(i) === 5 ? 0 : 1));
  data.totals.since = { as_of: '2025-10-01', new: 1, changed: 0, same: columns.row.length - 1, gone: 2 };
  return data;
}

describe('near-duplicates', () => {
  let server;
  before(async () => {
    server = await sourceServer();
  });
  after(() => server.close());

  it('are one line where the first of them stands, the others behind it in their order', async () => {
    const { buildModel, grouped } = await server.ssrLoadModule('/src/model.ts');
    const model = buildModel(withGroups());
    const order = model.data.suppliers.columns.priority
      .map((rank, i) => [rank ?? Infinity, i])
      .sort((a, b) => a[0] - b[0])
      .map(([, i]) => i);
    const lines = grouped(model, order);
    assert.equal(lines[1].i, order[1]);
    assert.deepEqual(lines[1].more, order.slice(2, 5));
    assert.equal(lines.length, order.length - 3);
  });

  it('and the earlier run are said in the sentences on top', async () => {
    const { buildModel } = await server.ssrLoadModule('/src/model.ts');
    const { headline } = await server.ssrLoadModule('/src/views/Headline.tsx');
    const sentences = headline(buildModel(withGroups())).join(' ');
    assert.match(sentences, /Look at these \d+ first: they carry .* of the expected people/);
    assert.match(sentences, /Since the run as of 2025-10-01: 1 supplier is new, 0 changed, 2 gone\./);
    const alone = headline(buildModel(makeSample())).join(' ');
    assert.ok(!alone.includes('Since the run'));
  });
});

describe('the report with near-duplicates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sourcelight-triage-'));
  const file = join(folder, 'report.html');
  let opened;
  before(async () => {
    writeFileSync(file, fill(readFileSync(templatePath, 'utf8'), withGroups()));
    opened = await openReport(file);
  });
  after(async () => {
    await opened?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens and closes them in the first list', async () => {
    const { page } = opened;
    const lines = page.locator('.first-list > li');
    const before = await lines.count();
    const more = page.locator('.first-list button.more').first();
    assert.match(await more.innerText(), /^and 3 more in the same cell/);
    await more.click();
    assert.equal(await lines.count(), before + 3);
    assert.equal(await more.getAttribute('aria-expanded'), 'true');
    await more.click();
    assert.equal(await lines.count(), before);
  });

  it('opens them in the table without opening the drawer', async () => {
    const { page } = opened;
    const table = page.locator('table.suppliers');
    const rows = Number(await table.getAttribute('aria-rowcount'));
    await page.locator('table.suppliers button.more').first().click();
    assert.equal(Number(await table.getAttribute('aria-rowcount')), rows + 3);
    assert.equal(await page.locator('.drawer').count(), 0);
    await page.locator('table.suppliers button.more').first().click();
  });

  it('shows what is new by a filter, and stays accessible', async () => {
    const { page, problems } = opened;
    await page.selectOption('select[data-filter=since]', 'new');
    assert.equal(await page.locator('.first-list > li').count(), 1);
    assert.match(await page.locator('.first-list').innerText(), /new/);
    await page.selectOption('select[data-filter=since]', '');
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(problems, []);
  });
});
