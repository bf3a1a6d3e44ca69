// SPDX-License-Identifier: Apache-2.0
import type { RefObject } from 'preact';
import { count } from '../format';
import { useShared } from '../state';

const sections: [string, string][] = [
  ['first', 'Look here first'],
  ['suppliers', 'All suppliers'],
  ['where', 'Where it sits'],
  ['law', 'What the law lists'],
  ['todo', 'What to do'],
  ['unread', 'Rows to fix'],
  ['board', 'Board page'],
  ['method', 'Method and sources'],
];

/** Prints the whole report, only the one page for a board, or only the supplier that is open. */
export function print(part: 'all' | 'board' | 'supplier'): void {
  document.body.classList.toggle('print-board', part === 'board');
  document.body.classList.toggle('print-supplier', part === 'supplier');
  window.print();
}

export function Header({ search }: { search: RefObject<HTMLInputElement | null> }) {
  const { model, state, dispatch } = useShared();
  const { run, counts } = model.data;
  return (
    <header class="top">
      <div class="bar">
        <h1>
          <span class="brand">sourcelight</span> {run.title}
        </h1>
        <p class="facts">
          as of <time>{run.as_of}</time> · {count(counts.rows, 'row')} ·{' '}
          {run.inputs.map((f) => f.file).join(', ')}
        </p>
        <label class="search">
          <span class="hidden">Search suppliers by name, place, product or row</span>
          <input
            ref={search}
            type="search"
            placeholder="Search name, place, product, ID  ( / )"
            value={state.filters.query}
            onInput={(e) => dispatch({ type: 'filter', name: 'query', value: e.currentTarget.value })}
          />
        </label>
        <button type="button" onClick={() => print('all')}>
          Print
        </button>
      </div>
      <nav aria-label="Sections of the report">
        <ul>
          {sections.map(([id, label]) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {run.sample && <p class="notice">This is a sample: every name and number on this page is invented.</p>}
    </header>
  );
}
