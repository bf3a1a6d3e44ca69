// SPDX-License-Identifier: Apache-2.0
// Fills the template with data, exactly as the C++ publisher does: node scripts/fill.mjs DATA.json OUT.html [atlas]
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { written } from './blocks.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const templates = join(here, '..', '..', 'src', 'sourcelight', 'publish', 'templates');
export const templatePath = join(templates, 'report.html');
export const atlasTemplatePath = join(templates, 'atlas.html');
const marker = '<!-- sourcelight:data -->';

/** The page with `data` embedded. */
export function fill(template, data) {
  const lines = written(data);
  return template
    .split('\n')
    .map((line) => (line === marker ? lines : line))
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [data, out, page] = process.argv.slice(2);
  const path = page === 'atlas' ? atlasTemplatePath : templatePath;
  writeFileSync(out, fill(readFileSync(path, 'utf8'), JSON.parse(readFileSync(data, 'utf8'))));
}
