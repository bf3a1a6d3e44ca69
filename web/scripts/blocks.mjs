// SPDX-License-Identifier: Apache-2.0
// The script blocks in which the publisher writes the data (DATA.md), by what stands in each.
export const blocks = {
  data: ['format', 'run', 'counts', 'totals', 'bands', 'grades', 'map'],
  points: ['points'],
  suppliers: ['suppliers'],
  regions: ['regions'],
  sections: [
    'rollups',
    'legal',
    'actions',
    'findings',
    'file_findings',
    'unresolved',
    'method',
    'limits',
    'datasets',
  ],
  receipts: ['cells', 'receipts', 'terms'],
};

const open = (id) => `<script type="application/json" id="sourcelight-${id}">`;
const escapes = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };

const block = (id, value) =>
  `${open(id)}${JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => escapes[c])}</script>`;

/** The lines that take the place of the report's marker. */
export function written(data) {
  const { regions, ...map } = data.map;
  const all = { ...data, map, regions };
  return Object.entries(blocks)
    .map(([id, fields]) => block(id, Object.fromEntries(fields.map((name) => [name, all[name]]))))
    .join('\n');
}

/** The line that takes the place of the atlas's marker. */
export const writtenAtlas = (data) => block('data', data);

/** The data inside an atlas, as src/atlas/data.ts describes it. */
export const embeddedAtlas = (html) => readBlock(html, 'data');

function readBlock(html, id) {
  const from = html.indexOf(`\n${open(id)}`);
  if (from < 0) throw new Error(`the page holds no block "${id}"`);
  const start = from + 1 + open(id).length;
  return JSON.parse(html.slice(start, html.indexOf('</script>', start)));
}

/** The data inside a report, as src/data.ts describes it. */
export function embeddedData(html) {
  const { regions, ...data } = Object.assign({}, ...Object.keys(blocks).map((id) => readBlock(html, id)));
  return { ...data, map: { ...data.map, regions } };
}
