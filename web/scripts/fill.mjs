// SPDX-License-Identifier: Apache-2.0
// Fills the template with data, exactly as the C++ publisher does: node scripts/fill.mjs DATA.json OUT.html
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const templatePath = join(
  here,
  '..',
  '..',
  'src',
  'sourcelight',
  'publish',
  'templates',
  'report.html',
);
const marker = '<!-- sourcelight:data -->';
const escapes = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** The page with `data` embedded. */
export function fill(template, data) {
  const json = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => escapes[c]);
  const block = `<script type="application/json" id="sourcelight-data">${json}</script>`;
  return template
    .split('\n')
    .map((line) => (line === marker ? block : line))
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [data, out] = process.argv.slice(2);
  writeFileSync(out, fill(readFileSync(templatePath, 'utf8'), JSON.parse(readFileSync(data, 'utf8'))));
}
