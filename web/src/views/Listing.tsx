// SPDX-License-Identifier: Apache-2.0
// A table of text: short at first, and a stack of labelled cards at phone width.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { whole } from '../format';

export interface Column<T> {
  label: string;
  cell: (row: T) => ComponentChildren;
  /** names the row */
  head?: boolean;
  class?: string;
}

interface Props<T> {
  caption: string;
  /** the heading above says it already: keep the caption for screen readers */
  quietCaption?: boolean;
  columns: Column<T>[];
  rows: T[];
  first?: number;
  most?: number;
  class?: string;
}

function Cell<T>({ column, row }: { column: Column<T>; row: T }) {
  const attributes = { class: column.class, dir: 'auto', 'data-label': column.label } as const;
  return column.head ? (
    <th scope="row" role="rowheader" {...attributes}>
      <span>{column.cell(row)}</span>
    </th>
  ) : (
    <td role="cell" {...attributes}>
      <span>{column.cell(row)}</span>
    </td>
  );
}

/** Roles are spelled out because the cards' layout would take them away. */
export function Listing<T>({
  caption,
  quietCaption = false,
  columns,
  rows,
  first = 8,
  most = 200,
  ...rest
}: Props<T>) {
  const [full, setFull] = useState(false);
  if (rows.length === 0) return null;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table role="table" class={`listing ${rest.class ?? ''}`}>
          <caption class={quietCaption ? 'hidden' : ''}>{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((c) => (
                <th key={c.label} scope="col" role="columnheader" class={c.class}>
                  {c.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.slice(0, full ? most : first).map((row, k) => (
              <tr key={k} role="row">
                {columns.map((c) => (
                  <Cell key={c.label} column={c} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > first && (
        <p class="more">
          <button type="button" class="plain" onClick={() => setFull(!full)}>
            {full ? `Show the first ${first}` : `Show all ${whole(Math.min(rows.length, most))}`}
          </button>
          {rows.length > most && (
            <span class="quiet">
              {' '}
              The page shows {whole(most)} of {whole(rows.length)}; the rest stands in the files beside it.
            </span>
          )}
        </p>
      )}
    </>
  );
}
