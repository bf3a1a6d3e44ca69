// SPDX-License-Identifier: Apache-2.0
// Row numbers that open the drawer.
import { whole } from '../format';
import { useShared } from '../state';

const most = 8;

export function RowLinks({ rows, total }: { rows: number[]; total: number }) {
  const { model, dispatch } = useShared();
  const shown = rows.slice(0, most);
  return (
    <span class={total > 1 ? 'row-links several' : 'row-links'}>
      {shown.map((row) => {
        const index = model.byRow.get(row);
        if (index === undefined) return <span key={row}>{row} </span>;
        const name = model.data.suppliers.columns.name[index] ?? '';
        return (
          <button
            key={row}
            type="button"
            class="plain link"
            aria-label={`row ${row}: ${name}`}
            onClick={() => dispatch({ type: 'open', index })}
          >
            {row}
          </button>
        );
      })}
      {total > shown.length && <span class="quiet"> and {whole(total - shown.length)} more</span>}
    </span>
  );
}
