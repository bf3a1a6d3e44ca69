// SPDX-License-Identifier: Apache-2.0
// Pictures of an atlas for looking at: node scripts/atlas_shots.mjs ATLAS.html OUT_FOLDER [NAME_PART]
import { join } from 'node:path';
import { openReport } from '../../tests/browser/chromium.mjs';

const [atlas, out, only = ''] = process.argv.slice(2);

async function shot(name, width, height, hash) {
  if (!name.includes(only)) return;
  const { page, close, problems } = await openReport(atlas, { width, height, hash });
  await page.waitForTimeout(600);
  const painted = await page.evaluate(() => performance.getEntriesByName('map-painted')[0].startTime);
  if (name.endsWith('.pdf'))
    await page.pdf({ path: join(out, name), preferCSSPageSize: true, printBackground: true });
  else await page.screenshot({ path: join(out, name), fullPage: name.includes('full') });
  process.stdout.write(`${name}: painted ${painted.toFixed(0)} ms, ${problems.join(' | ') || 'quiet'}\n`);
  await close();
}

for (const good of ['cotton', 'garments', 'tin', 'palm-fruit', 'fish']) {
  await shot(`${good}.png`, 1440, 1000, `#good=${good}`);
  await shot(`${good}-phone.png`, 390, 844, `#good=${good}`);
}
for (const place of ['UZ', 'CN', 'MY']) {
  await shot(`place-${place}-full.png`, 1440, 1000, `#good=cotton&place=${place}`);
  await shot(`place-${place}-phone-full.png`, 390, 844, `#good=cotton&place=${place}`);
}
await shot('cotton-full.png', 1440, 1000, '#good=cotton');
await shot('hazard.png', 1440, 1000, '#good=cotton&measure=hazard&asof=2021-01-01&place=UZ');
await shot('listings.png', 1440, 1000, '#good=cotton&measure=listings&asof=2020-10-01');
await shot('all-listings.png', 1440, 1000, '#good=all&measure=listings');
await shot('compare-goods-full.png', 1440, 1000, '#good=cotton&compare=garments');
await shot('compare-places-full.png', 1440, 1000, '#good=cotton&place=UZ&compare=TM');
await shot('print.pdf', 1440, 1000, '#good=cotton&place=UZ');
