// SPDX-License-Identifier: Apache-2.0
// Fills the template with data, exactly as the C++ publisher does: node scripts/fill.mjs DATA.json OUT.html [atlas]
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { written, writtenAtlas } from './blocks.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const templates = join(here, '..', '..', 'src', 'sourcelight', 'publish', 'templates');
export const templatePath = join(templates, 'report.html');
export const atlasTemplatePath = join(templates, 'atlas.html');
const marker = '<!-- sourcelight:data -->';

const filled = (template, lines) =>
  template
    .split('\n')
    .map((line) => (line === marker ? lines : line))
    .join('\n');

/** The report with `data` embedded. */
export const fill = (template, data) => filled(template, written(data));

/** The atlas with `data` embedded. */
export const fillAtlas = (template, data) => filled(template, writtenAtlas(data));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [data, out, page] = process.argv.slice(2);
  const [path, write] = page === 'atlas' ? [atlasTemplatePath, fillAtlas] : [templatePath, fill];
  writeFileSync(out, write(readFileSync(path, 'utf8'), JSON.parse(readFileSync(data, 'utf8'))));
}
