// SPDX-License-Identifier: Apache-2.0
// Holds embedded data against DATA.md: node scripts/contract.mjs REPORT.html|DATA.json. Prints what is wrong.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blocks, embeddedData } from './blocks.mjs';

const estimateParts = ['lo90', 'lo50', 'median', 'hi50', 'hi90'];
const dictionaryColumns = [
  'country',
  'region',
  'precision',
  'activity',
  'good',
  'listed_by',
  'legal_flags',
  'band',
  'action',
  'reason',
  'findings',
  'currency',
  'tier',
  'parent',
  'spend_band',
];
const plainColumns = [
  'row',
  'name',
  'own_id',
  'place_text',
  'lon',
  'lat',
  'radius_km',
  'place_confidence',
  'activity_confidence',
  'listed_since',
  'state_imposed',
  'grade',
  'coverage',
  'priority',
  'repeat_of',
  'p_top10',
  'matches',
  'workers',
  'spend',
  'cell',
];
const questions = ['p', 's', 'h', 'residual', 'persons'];
const fields = [
  ...Object.values(blocks)
    .flat()
    .filter((name) => name !== 'regions'),
];

/** Intervals are ordered, and a median never stands without its 90 % interval. */
function checkEstimate(e, where, say) {
  const known = estimateParts.map((part) => e?.[part]).filter((v) => v !== null && v !== undefined);
  if (e === null || e === undefined) say(`${where}: no estimate object`);
  else if (known.some((v, k) => typeof v !== 'number' || (k > 0 && v < known[k - 1])))
    say(`${where}: lo90 <= lo50 <= median <= hi50 <= hi90 does not hold: ${known.join(', ')}`);
  else if (e.median !== null && (e.lo90 === null || e.hi90 === null))
    say(`${where}: a median without an interval`);
}

function checkSuppliers({ suppliers, cells }, say) {
  const { columns, dict, count, total, omitted } = suppliers;
  const arrays = [...dictionaryColumns, ...plainColumns].map((name) => [name, columns[name]]);
  for (const question of questions)
    for (const part of estimateParts) arrays.push([`${question}.${part}`, columns[question]?.[part]]);
  for (const [name, values] of arrays) {
    if (!Array.isArray(values) || values.length !== count)
      say(`suppliers.columns.${name}: ${values?.length} entries, expected ${count}`);
  }
  for (const name of dictionaryColumns) {
    const size = dict[name]?.length ?? -1;
    if (columns[name]?.some((k) => !Number.isInteger(k) || k < -1 || k >= size))
      say(`suppliers.columns.${name}: an index outside its dictionary of ${size}`);
  }
  if (columns.answer?.some((k) => !Number.isInteger(k) || k < -1 || k >= (dict.answer?.length ?? 0)))
    say('suppliers.columns.answer: an index outside its dictionary');
  if (columns.cell?.some((k) => k < -1 || k >= cells.length))
    say('suppliers.columns.cell: an index outside cells');
  for (const question of questions) {
    for (let i = 0; i < count; i += 1)
      checkEstimate(
        Object.fromEntries(estimateParts.map((p) => [p, columns[question]?.[p]?.[i] ?? null])),
        `suppliers ${question} of row ${columns.row?.[i]}`,
        say,
      );
  }
  const ranks = (columns.priority ?? []).filter((p) => p !== null);
  if (ranks.some((p, k) => k > 0 && p <= ranks[k - 1])) say('suppliers: not in the order of priority');
  if (omitted.reduce((n, o) => n + o.count, 0) !== total - count)
    say('suppliers.omitted does not add up to total - count');
}

/** Counts of the cells by place, read as DATA.md says, independently of the page. */
function cellCounts({ cells, level, text }, say) {
  const bytes = Buffer.from(text, 'base64');
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  };
  const counts = new Map();
  let code = 0;
  let place = 0;
  for (let k = 0; k < cells; k += 1) {
    code += varint();
    const head = varint();
    const n = Math.floor(head / 16) + 1;
    const exact = head % 4 === 2 ? varint() : (head % 4) * n;
    const evidence = head & 4 ? varint() : 0;
    if (head & 8) place = varint();
    varint();
    at += 1;
    if (code >= 4 ** level || exact > n || evidence > n) say(`points: cell ${k} cannot be`);
    counts.set(place, (counts.get(place) ?? 0) + n);
  }
  if (at !== bytes.length) say(`points: ${bytes.length} bytes, the cells end at ${at}`);
  return counts;
}

function checkPoints({ points, suppliers }, say) {
  const counts = cellCounts(points, say);
  if ([...counts.values()].reduce((a, b) => a + b, 0) !== points.suppliers)
    say('points: the cells do not add up to points.suppliers');
  suppliers.omitted.forEach((omitted, k) => {
    if ((counts.get(k) ?? 0) !== omitted.pointed)
      say(`points: ${counts.get(k) ?? 0} suppliers of ${omitted.place}, expected ${omitted.pointed}`);
    if (omitted.pointed > omitted.count || omitted.scored > omitted.count)
      say(`suppliers.omitted: ${omitted.place} has more parts than rows`);
  });
}

function checkSources(data, say) {
  const good = (k) => k === undefined || (Number.isInteger(k) && k >= -1 && k < data.datasets.length);
  const indices = [
    ...data.cells.flatMap((c) => c.terms),
    ...Object.values(data.receipts.suppliers).flatMap((r) => r.terms),
  ];
  if (indices.some((k) => data.terms[k] === undefined)) say('receipt: an index outside terms');
  for (const [row, receipt] of Object.entries(data.receipts.suppliers)) {
    if (!receipt.where) say(`receipt ${row}: does not say where the row stands`);
    for (const field of receipt.terms.flatMap((k) => data.terms[k]?.fields ?? []))
      if (!receipt.cells[field]) say(`receipt ${row}: a line is read from ${field}, which has no cell`);
  }
  for (const term of data.terms) {
    if (!good(term.source)) say(`receipt: source ${term.source} is no dataset`);
    if (!term.what || typeof term.sentence !== 'string')
      say(`receipt: a term of group ${term.group} without what or sentence`);
  }
  for (const entry of [...data.legal.listed_goods, ...data.legal.orders, ...data.legal.matches])
    if (!good(entry.source)) say(`legal: source ${entry.source} is no dataset`);
}

const code = /^[A-Za-z0-9_-]+([.!][A-Za-z0-9_-]+)*$/;

function checkMap(map, say) {
  for (const shape of [...map.countries, ...map.regions])
    if (!code.test(shape.geometry)) say(`map: geometry of ${shape.code} cannot be decoded`);
  for (const layer of map.layers) {
    for (const name of ['p', 'p_lo', 'p_hi', 'h', 'h_lo', 'h_hi', 'listed'])
      if (layer[name]?.length !== layer.place.length)
        say(
          `map layer ${layer.id}: ${name} has ${layer[name]?.length} entries, expected ${layer.place.length}`,
        );
    if (layer.place.some((k) => map.places[k] === undefined))
      say(`map layer ${layer.id}: an index outside places`);
    layer.place.forEach((k, i) => {
      checkEstimate(
        { lo90: layer.p_lo[i], median: layer.p[i], hi90: layer.p_hi[i] },
        `map layer ${layer.id} at ${map.places[k]}, p`,
        say,
      );
      checkEstimate(
        { lo90: layer.h_lo[i], median: layer.h[i], hi90: layer.h_hi[i] },
        `map layer ${layer.id} at ${map.places[k]}, h`,
        say,
      );
    });
  }
  if (map.layers.length > 0 && !map.layers.some((l) => l.id === map.first_layer))
    say(`map.first_layer "${map.first_layer}" is no layer`);
}

/** Everything in which the data departs from the contract, as sentences; at most 50. */
export function departures(data) {
  const found = [];
  const say = (sentence) => {
    if (found.length < 50) found.push(sentence);
  };
  if (data.format !== 4) say(`format is ${data.format}, expected 4`);
  for (const name of fields) if (data[name] === undefined) say(`block ${name} is missing`);
  if (found.length > 0) return found;
  const { totals, counts } = data;
  for (const name of ['sites', 'at_least_one', 'persons']) checkEstimate(totals[name], `totals.${name}`, say);
  checkEstimate(totals.concentration.share, 'totals.concentration.share', say);
  for (const s of totals.spend_at_risk) checkEstimate(s.estimate, `totals.spend_at_risk ${s.currency}`, say);
  if (counts.assessed + counts.not_scored !== counts.rows) say('counts: assessed + not_scored is not rows');
  if (data.bands.reduce((n, b) => n + b.count, 0) !== counts.rows) say('bands do not add up to counts.rows');
  if (data.grades.reduce((n, g) => n + g.count, 0) !== counts.assessed)
    say('grades do not add up to counts.assessed');
  for (const rollup of data.rollups) {
    for (const row of rollup.rows) {
      checkEstimate(row.sites, `rollup ${rollup.id} ${row.label}, sites`, say);
      checkEstimate(row.persons, `rollup ${rollup.id} ${row.label}, persons`, say);
    }
    if (rollup.rows.reduce((n, r) => n + r.rows, 0) !== counts.rows)
      say(`rollup ${rollup.id} does not add up to counts.rows`);
  }
  checkSuppliers(data, say);
  checkPoints(data, say);
  checkSources(data, say);
  checkMap(data.map, say);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2];
  const content = readFileSync(file, 'utf8');
  const found = departures(file.endsWith('.json') ? JSON.parse(content) : embeddedData(content));
  process.stdout.write(found.length ? `${found.join('\n')}\n` : 'the data keeps the contract\n');
  process.exitCode = found.length ? 1 : 0;
}
