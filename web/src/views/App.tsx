// SPDX-License-Identifier: Apache-2.0
// The page: one state, all views below it, and the keys that work everywhere.
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { count } from '../format';
import { useAfterMap } from '../later';
import { marksOf } from '../marks';
import type { Model } from '../model';
import { filtered, initialState, reduce, SharedContext, sorted, type Action } from '../state';
import { Board } from './Board';
import { Drawer } from './Drawer';
import { Filters } from './Filters';
import { First } from './First';
import { Header } from './Header';
import { headline, Tiles } from './Headline';
import { Law } from './Law';
import { MapPanel } from './MapPanel';
import { Method } from './Method';
import { Rollups } from './Rollups';
import { SupplierTable } from './SupplierTable';
import { Actions, Unread } from './Todo';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);

export function App({ model }: { model: Model }) {
  const [state, dispatch] = useReducer(reduce, model, initialState);
  const search = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const passing = useMemo(() => filtered(model, state.filters), [model, state.filters]);
  const shown = useMemo(() => sorted(model, passing, state.sort), [model, passing, state.sort]);
  const marks = useMemo(() => marksOf(model, passing, state.filters), [model, passing]);
  const below = useAfterMap();
  const act = (action: Action) => {
    const active = document.activeElement;
    if (
      action.type === 'open' &&
      action.index !== null &&
      active instanceof HTMLElement &&
      !active.closest('.drawer')
    )
      opener.current = active;
    dispatch(action);
  };
  const shared = useMemo(() => ({ model, state, shown, marks, dispatch: act }), [model, state, shown, marks]);

  useLayoutEffect(() => {
    const keys = (e: KeyboardEvent) => {
      if (e.key === '/' && !typing(e.target) && !e.ctrlKey && !e.metaKey) {
        e.preventDefault();
        search.current?.focus();
      } else if (e.key === 'Escape') {
        if (state.open !== null) act({ type: 'open', index: null });
        else if (e.target === search.current) {
          act({ type: 'filter', name: 'query', value: '' });
          search.current?.blur();
        }
      }
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, [state.open]);

  // A closed drawer gives the focus back to where it was opened from.
  useLayoutEffect(() => {
    if (state.open !== null || !opener.current) return;
    opener.current.focus({ preventScroll: true });
    opener.current = null;
  }, [state.open]);

  // report.html#row=14 opens that row, so that other files can point into this one.
  useEffect(() => {
    const follow = () => {
      const index = model.byRow.get(Number(/^#row=(\d+)$/.exec(window.location.hash)?.[1] ?? NaN));
      if (index !== undefined) act({ type: 'open', index });
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    const after = () => document.body.classList.remove('print-board', 'print-supplier');
    window.addEventListener('afterprint', after);
    return () => window.removeEventListener('afterprint', after);
  }, []);

  const omitted = model.data.suppliers.total - model.data.suppliers.count;
  const [answer = '', ...rest] = headline(model);
  return (
    <SharedContext.Provider value={shared}>
      <a class="skip" href="#suppliers">
        Skip to the table of suppliers
      </a>
      <Header search={search} />
      <main>
        <section class="opening" aria-label="The answer">
          <p class="answer">{answer}</p>
          <p class="answer-rest">{rest.join(' ')}</p>
          <Tiles model={model} />
        </section>
        <section id="first" aria-label="Map and first suppliers">
          <Filters />
          <div class="map-and-list">
            <MapPanel />
            <First />
          </div>
        </section>
        <section id="suppliers" aria-labelledby="suppliers-title" class="screen-only">
          <h2 id="suppliers-title">All suppliers</h2>
          <p>
            {`${count(shown.length, 'supplier')} in the order of the methodology: evidence about the site first, then severity and expected people. Choose one for its reasons and sources.`}
            {omitted > 0 &&
              ` The page holds the first ${count(model.data.suppliers.count, 'priority', 'priorities')}; ${count(omitted, 'row')} more stand in suppliers.parquet.`}
          </p>
          {below && <SupplierTable />}
        </section>
        {below && (
          <>
            <Rollups />
            <Law />
            <Actions />
            <Unread />
            <Board />
            <Method />
          </>
        )}
      </main>
      <Drawer />
    </SharedContext.Provider>
  );
}
