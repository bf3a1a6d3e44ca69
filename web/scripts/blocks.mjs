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

/** The lines that take the place of the template's marker. */
export function written(data) {
  const { regions, ...map } = data.map;
  const all = { ...data, map, regions };
  return Object.entries(blocks)
    .map(([id, fields]) => {
      const json = JSON.stringify(Object.fromEntries(fields.map((name) => [name, all[name]])));
      return `${open(id)}${json.replace(/[<>&\u2028\u2029]/g, (c) => escapes[c])}</script>`;
    })
    .join('\n');
}

/** The data inside a report, as src/data.ts describes it. */
export function embeddedData(html) {
  const all = {};
  for (const id of Object.keys(blocks)) {
    const from = html.indexOf(`\n${open(id)}`);
    if (from < 0) throw new Error(`the report holds no block "${id}"`);
    const start = from + 1 + open(id).length;
    Object.assign(all, JSON.parse(html.slice(start, html.indexOf('</script>', start))));
  }
  const { regions, ...data } = all;
  return { ...data, map: { ...data.map, regions } };
}
