// SPDX-License-Identifier: Apache-2.0
// Pictures of a report for looking at: node scripts/shots.mjs REPORT.html OUT_FOLDER
import { join } from 'node:path';
import { openReport } from '../../tests/browser/chromium.mjs';

const [report, out] = process.argv.slice(2);

async function shot(name, width, height, act) {
  const { page, close, problems } = await openReport(report, { width, height });
  if (act) await act(page);
  await page.waitForTimeout(400);
  if (name.endsWith('.pdf'))
    await page.pdf({ path: join(out, name), preferCSSPageSize: true, printBackground: true });
  else await page.screenshot({ path: join(out, name), fullPage: name.includes('full') });
  process.stdout.write(`${name}: ${problems.length ? problems.join(' | ') : 'quiet'}\n`);
  await close();
}

await shot('desktop.png', 1440, 1000);
await shot('desktop-full.png', 1440, 1000);
await shot('drawer.png', 1440, 1000, async (page) => {
  await page.click('.first-list button >> nth=0');
});
await shot('phone.png', 390, 844);
await shot('phone-full.png', 390, 844);
await shot('phone-drawer.png', 390, 844, async (page) => {
  await page.click('.first-list button >> nth=0');
});
await shot('all.pdf', 1440, 1000);
await shot('board.pdf', 1440, 1000, async (page) => {
  await page.evaluate(() => document.body.classList.add('print-board'));
});
