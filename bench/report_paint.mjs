// SPDX-License-Identifier: Apache-2.0
// Opens pages in headless Chromium in turn, ROUNDS times, and prints a JSON document: seconds from navigation to the
// mark "map-painted" of each. With --frames REPORT: frame times of a report's map while it is dragged and zoomed,
// with all suppliers and with none (a search without result), in the same page.
//
//     node bench/report_paint.mjs ROUNDS PAGE...
//     node bench/report_paint.mjs ROUNDS --frames REPORT
import { openReport } from '../tests/browser/chromium.mjs';

const [rounds, ...pages] = process.argv.slice(2);

async function painted(file) {
  const { page, close } = await openReport(file, { timeout: 600000 });
  const at = await page.evaluate(() => performance.getEntriesByName('map-painted')[0].startTime);
  await close();
  return at / 1000;
}

/** Milliseconds between the frames of one drag and zoom over the map. */
async function frames(page) {
  const box = await page.locator('.map canvas').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    window.frameTimes = [];
    let last = performance.now();
    const next = (now) => {
      window.frameTimes.push(now - last);
      last = now;
      if (window.frameTimes !== null) window.frameLoop = requestAnimationFrame(next);
    };
    window.frameLoop = requestAnimationFrame(next);
  });
  await page.keyboard.down('Control');
  for (const steps of [4, -4]) {
    for (let k = 0; k < 4; k += 1) {
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -40 * steps);
      await page.waitForTimeout(120);
    }
    await page.mouse.down();
    for (let k = 1; k <= 20; k += 1) await page.mouse.move(x + 12 * (k % 10), y + 4 * k);
    await page.mouse.up();
    await page.waitForTimeout(300);
  }
  await page.keyboard.up('Control');
  return page.evaluate(() => {
    cancelAnimationFrame(window.frameLoop);
    return window.frameTimes.slice(1);
  });
}

const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
const summary = (times) => ({
  frames: times.length,
  median_ms: quantile(times, 0.5),
  p95_ms: quantile(times, 0.95),
});

async function smoothness(file) {
  const { page, close } = await openReport(file);
  await page.locator('.map').scrollIntoViewIfNeeded();
  await page.waitForTimeout(1500);
  await frames(page);
  const full = await frames(page);
  await page.fill('input[type=search]', 'no supplier has this name');
  await page.waitForTimeout(1500);
  await page.locator('.map').scrollIntoViewIfNeeded();
  const empty = await frames(page);
  await close();
  return { full: summary(full), empty: summary(empty) };
}

const found = [];
for (let round = 0; round < Number(rounds); round += 1) {
  if (pages[0] === '--frames') found.push(await smoothness(pages[1]));
  else {
    const times = [];
    for (const file of pages) times.push(await painted(file));
    found.push(times);
  }
}
process.stdout.write(`${JSON.stringify(found)}\n`);
