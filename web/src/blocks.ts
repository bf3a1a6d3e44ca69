// SPDX-License-Identifier: Apache-2.0
// The embedded blocks (DATA.md). Only the first is read at once, each other one when something of it is asked for.
import { DATA_FORMAT, type ReportData } from './data';

type Block = Record<string, unknown>;

function parse(id: string): Block | null {
  const text = document.getElementById(`sourcelight-${id}`)?.textContent;
  return text ? (JSON.parse(text) as Block) : null;
}

/** The fields of a block as properties that read it on their first use. */
function later(target: object, id: string, fields: string[]): void {
  let block: Block | null = null;
  for (const field of fields)
    Object.defineProperty(target, field, {
      enumerable: true,
      get: () => {
        block ??= parse(id) ?? {};
        return block[field];
      },
    });
}

const fieldsOf: Record<string, (keyof ReportData)[]> = {
  points: ['points'],
  suppliers: ['suppliers'],
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

/** Reads the embedded data; an Error carries a sentence for the reader. */
export function readData(): ReportData {
  const first = parse('data') as ReportData | null;
  if (!first) throw new Error('This is the empty template of the report: it holds no data.');
  if (first.format !== DATA_FORMAT) {
    throw new Error(
      `This page reads data of format ${DATA_FORMAT}, but the file holds format ${String(first.format)}.`,
    );
  }
  for (const [id, fields] of Object.entries(fieldsOf)) later(first, id, fields);
  later(first.map, 'regions', ['regions']);
  return first;
}
