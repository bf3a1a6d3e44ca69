// SPDX-License-Identifier: Apache-2.0
// Fills the template with data, exactly as the C++ publisher does: node scripts/fill.mjs DATA.json OUT.html [atlas]
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const templates = join(here, '..', '..', 'src', 'sourcelight', 'publish', 'templates');
export const templatePath = join(templates, 'report.html');
export const atlasTemplatePath = join(templates, 'atlas.html');
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
  const [data, out, page] = process.argv.slice(2);
  const path = page === 'atlas' ? atlasTemplatePath : templatePath;
  writeFileSync(out, fill(readFileSync(path, 'utf8'), JSON.parse(readFileSync(data, 'utf8'))));
}
