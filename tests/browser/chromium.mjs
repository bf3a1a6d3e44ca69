// SPDX-License-Identifier: Apache-2.0
// Opens a report in headless Chromium and writes down everything it should not do.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const web = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web');
export const webRequire = createRequire(join(web, 'package.json'));
const { chromium } = webRequire('playwright-core');

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser to use: SOURCELIGHT_CHROMIUM, else where distributions put it. */
export function chromiumPath() {
  const path = process.env.SOURCELIGHT_CHROMIUM ?? usualPlaces.find((p) => existsSync(p));
  if (!path) throw new Error('no Chromium found: install it or set SOURCELIGHT_CHROMIUM to its path');
  return path;
}

// Software WebGL, no background traffic, and no shared memory of which containers have little.
const args = [
  '--disable-dev-shm-usage',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

// A test that fails does not reach its close(): its browser would keep the whole run waiting.
const open = new Set();
if (process.env.NODE_TEST_CONTEXT) {
  const { after } = await import('node:test');
  after(() => Promise.all([...open].map((browser) => browser.close())));
}

/**
 * Opens the file and waits until its map is drawn (unless `painted` is false).
 * `problems` fills with console messages, page errors and requests that leave the file.
 */
export async function openReport(
  file,
  {
    width = 1440,
    height = 1000,
    webgl = true,
    reducedMotion = 'no-preference',
    hash = '',
    painted = true,
    timeout = 60000,
  } = {},
) {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: webgl ? args : [...args, '--disable-webgl', '--disable-webgl2'],
  });
  open.add(browser);
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion,
  });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!/^(file|blob|data|about):/.test(request.url())) problems.push(`request: ${request.url()}`);
  });
  await page.goto(`${pathToFileURL(resolve(file)).href}${hash}`);
  if (painted)
    await page.waitForFunction(() => performance.getEntriesByName('map-painted').length > 0, undefined, {
      timeout,
    });
  return { page, problems, close: () => (open.delete(browser), browser.close()) };
}

const axeSource = readFileSync(webRequire.resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical violations, each with the elements concerned. */
export async function violations(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map(
      (v) =>
        `${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => n.target.join(' '))
          .join(' | ')}`,
    );
}
