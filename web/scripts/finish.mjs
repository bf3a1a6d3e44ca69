// SPDX-License-Identifier: Apache-2.0
// Puts the built pages where the publisher finds them, after checking what the publisher relies on.
// `--check` compares instead of writing: the committed templates must be what the sources build.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const templates = join(web, '..', 'src', 'sourcelight', 'publish', 'templates');
/** What is built, and what it is called as a template. */
const pages = [
  ['report/index.html', 'report.html'],
  ['atlas/atlas.html', 'atlas.html'],
];
const marker = '<!-- sourcelight:data -->';

/** Licences of what is built in; BSD and MIT ask that their text travels along. */
function notices() {
  const packages = [
    ['maplibre-gl', 'LICENSE.txt'],
    ['preact', 'LICENSE'],
    ['@maplibre/vt-pbf', 'LICENSE'],
  ];
  const texts = packages.map(([name, file]) => {
    const version = JSON.parse(readFileSync(join(web, 'node_modules', name, 'package.json'), 'utf8')).version;
    return `${name} ${version}\n\n${readFileSync(join(web, 'node_modules', name, file), 'utf8').trim()}`;
  });
  const text = `Built by web/ of sourcelight (Apache-2.0); do not edit. It contains:\n\n${texts.join('\n\n')}`;
  return `<!--\n${text.replaceAll('--', '- -').replaceAll('\r', '')}\n-->`;
}

/** The page with the notices and the marker alone on its line. */
function finished(built) {
  const html = readFileSync(join(web, 'dist', built), 'utf8').replaceAll('\r\n', '\n');
  const lines = html.split('\n').map((line) => line.trimEnd());
  if (lines.filter((line) => line.trim() === marker).length !== 1 || html.split(marker).length !== 2) {
    throw new Error(`the built page must hold the line "${marker}" exactly once`);
  }
  const outside = html.match(/<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=\s*["'](?!data:)/i);
  if (outside) throw new Error(`the built page refers to another file: ${outside[0]}`);
  const page = lines.map((line) => (line.trim() === marker ? marker : line)).join('\n');
  return `${page.replace(/(<!doctype html>)/i, (doctype) => `${doctype}\n${notices()}`).trimEnd()}\n`;
}

mkdirSync(templates, { recursive: true });
for (const [built, name] of pages) {
  const page = finished(built);
  if (!process.argv.includes('--check')) {
    writeFileSync(join(templates, name), page);
    process.stdout.write(`${name}: ${page.length} characters\n`);
  } else if (readFileSync(join(templates, name), 'utf8') !== page) {
    throw new Error(
      `src/sourcelight/publish/templates/${name} is not what web/ builds: run "npm run build" and commit it`,
    );
  }
}
if (process.argv.includes('--check'))
  process.stdout.write('the committed templates are what the sources build\n');
