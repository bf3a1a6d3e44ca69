// SPDX-License-Identifier: Apache-2.0
// All suppliers, ranked. Only the rows in view are in the page; arrows move, Enter opens the drawer.
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AxisLabels, Interval } from '../charts/Interval';
import { amountInterval, noData, percent, percentInterval, whole } from '../format';
import {
  answerOf,
  estimate,
  grouped,
  groupOf,
  groupLabel,
  missingWords,
  placeLabel,
  repeatOf,
  sinceOf,
  text,
} from '../model';
import { probabilityAxis } from '../scale';
import { useShared, type SortKey } from '../state';
import { Word } from './Word';

const margin = 8;

function Head({
  name,
  label,
  children,
}: {
  name: SortKey;
  label: string;
  children?: preact.ComponentChildren;
}) {
  const { state, dispatch } = useShared();
  const active = state.sort.key === name;
  return (
    <th
      scope="col"
      class={`col-${name}`}
      aria-sort={active ? (state.sort.down ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" class="plain" onClick={() => dispatch({ type: 'sort', key: name })}>
        {label}
        {active ? (state.sort.down ? ' ↓' : ' ↑') : ''}
      </button>
      {children}
    </th>
  );
}

function Row({
  i,
  position,
  focused,
  onFocus,
  more,
  opened,
  onToggle,
}: {
  i: number;
  position: number;
  focused: boolean;
  onFocus: (position: number) => void;
  /** near-duplicates behind this line */
  more: number;
  opened: boolean;
  onToggle: (group: string) => void;
}) {
  const { model, state, dispatch } = useShared();
  const { columns } = model.data.suppliers;
  const s = estimate(model, 's', i);
  const priority = columns.priority[i] ?? null;
  const missing = missingWords(model, priority !== null);
  const repeat = repeatOf(model, i);
  const since = sinceOf(model, i);
  const group = groupOf(model, i);
  const evidence = 'AB'.includes(columns.grade[i] || '-');
  return (
    <tr
      class={state.open === i ? 'on' : ''}
      aria-rowindex={position + 2}
      tabIndex={focused ? 0 : -1}
      data-position={position}
      data-row={columns.row[i]}
      onClick={() => dispatch({ type: 'open', index: i })}
      onFocus={() => onFocus(position)}
    >
      <td class="col-priority number">{priority === null ? '–' : whole(priority)}</td>
      <th scope="row" class="col-name" title={columns.name[i]}>
        <b dir="auto">{columns.name[i] || '(no name)'}</b>
        <span class="quiet place" dir="auto">
          {more > 0 && group !== null && (
            <button
              type="button"
              class="plain more"
              aria-expanded={opened}
              onClick={(e) => {
                e.stopPropagation();
                onToggle(group);
              }}
            >{`+\u202f${whole(more)} ${groupLabel(model, i)}`}</button>
          )}
          {more > 0 && ' · '}
          {answerOf(model, i) && <span class="answered">answered · </span>}
          {repeat !== null && `repeat of row ${repeat} · `}
          {columns.own_id[i] && `${columns.own_id[i]} · `}
          {since === 'new' || since === 'changed' ? `${since} · ` : ''}
          {placeLabel(model, i)}
        </span>
      </th>
      <td class="col-product">
        <span class="clamp">{model.product[i] || <span class="quiet">not known</span>}</span>
      </td>
      <td class="col-s">
        {s.median === null ? (
          <span class={missing === noData ? 'none hatch' : 'none'}>{missing}</span>
        ) : (
          <Interval value={s} axis={probabilityAxis} evidence={evidence} />
        )}
      </td>
      <td class="col-value number">{s.median === null ? '' : percentInterval(s)}</td>
      <td class="col-persons number">{amountInterval(estimate(model, 'persons', i)).replace(noData, '–')}</td>
      <td class="col-band">{text(model, 'band', i)}</td>
      <td class="col-grade">{columns.grade[i] || '–'}</td>
      <td class="col-top number">
        {columns.p_top10[i] === null ? '–' : percent(columns.p_top10[i] ?? null)}
      </td>
      <td class="col-action">{text(model, 'action', i)}</td>
    </tr>
  );
}

/** Rows in view for a scroll position. */
function windowOf(top: number, height: number, rowHeight: number, total: number): [number, number] {
  const from = Math.max(0, Math.floor(top / rowHeight) - margin);
  return [from, Math.min(total, Math.ceil((top + height) / rowHeight) + margin)];
}

const phone = window.matchMedia('(max-width: 700px)');

function useRowHeight(): number {
  const [height, setHeight] = useState(phone.matches ? 92 : 46);
  useEffect(() => {
    const change = () => setHeight(phone.matches ? 92 : 46);
    phone.addEventListener('change', change);
    return () => phone.removeEventListener('change', change);
  }, []);
  return height;
}

export function SupplierTable() {
  const { model, shown: passing, dispatch } = useShared();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => grouped(model, passing), [model, passing]);
  const behind = useMemo(() => new Map(lines.map(({ i, more }) => [i, more.length])), [lines]);
  const shown = useMemo(
    () => lines.flatMap(({ i, more }) => (opened.has(groupOf(model, i) ?? '') ? [i, ...more] : [i])),
    [model, lines, opened],
  );
  const toggle = (group: string) => {
    const next = new Set(opened);
    if (!next.delete(group)) next.add(group);
    setOpened(next);
  };
  const box = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const [focus, setFocus] = useState(0);
  const moving = useRef(false);
  const [from, to] = windowOf(scroll.top, scroll.height, rowHeight, shown.length);
  const last = Math.max(0, shown.length - 1);
  const current = Math.min(focus, last);
  // Keys may come faster than the page is drawn: the position they count from is kept beside the state.
  const position = useRef(0);
  position.current = current;

  useLayoutEffect(() => {
    box.current?.scrollTo({ top: 0 });
    setFocus(0);
  }, [passing]);

  useLayoutEffect(() => {
    if (!moving.current) return;
    moving.current = false;
    box.current?.querySelector<HTMLElement>(`[data-position="${current}"]`)?.focus({ preventScroll: true });
  });

  // A row that was drawn once is handed over as it is: scrolling draws only the rows that are new.
  const drawn = useMemo(() => new Map<number, VNode>(), [shown, current]);
  const rowOf = (i: number, at: number): VNode => {
    const row = drawn.get(i) ?? (
      <Row
        key={i}
        i={i}
        position={at}
        focused={at === current}
        onFocus={setFocus}
        more={behind.get(i) ?? 0}
        opened={opened.has(groupOf(model, i) ?? '')}
        onToggle={toggle}
      />
    );
    drawn.set(i, row);
    return row;
  };

  const move = (e: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -Infinity,
      End: Infinity,
    };
    const onRow = e.target instanceof HTMLElement && e.target.dataset.position !== undefined;
    const index = shown[position.current];
    if (e.key === 'Enter' && onRow && index !== undefined) dispatch({ type: 'open', index });
    const step = steps[e.key];
    if (step === undefined || !box.current || shown.length === 0) return;
    e.preventDefault();
    const next = Math.min(last, Math.max(0, position.current + step));
    position.current = next;
    const { scrollTop, clientHeight } = box.current;
    const header = 48;
    const y = next * rowHeight;
    if (y < scrollTop) box.current.scrollTop = y;
    else if (y + rowHeight + header > scrollTop + clientHeight)
      box.current.scrollTop = y + rowHeight + header - clientHeight;
    setScroll({ top: box.current.scrollTop, height: clientHeight });
    moving.current = true;
    setFocus(next);
  };

  return (
    <div
      class="table-box"
      ref={box}
      onKeyDown={move}
      onScroll={(e) => setScroll({ top: e.currentTarget.scrollTop, height: e.currentTarget.clientHeight })}
      tabIndex={0}
      role="region"
      aria-label="Ranked suppliers; arrow keys move, Enter opens"
    >
      <table class="suppliers" aria-rowcount={shown.length + 1}>
        <caption class="hidden">Suppliers, look here first on top</caption>
        <thead>
          <tr aria-rowindex={1}>
            <Head name="priority" label="Rank" />
            <Head name="name" label="Supplier" />
            <th scope="col" class="col-product">
              Product
            </th>
            <Head name="s" label="At least one person at this site">
              <AxisLabels axis={probabilityAxis} unit=" %" />
            </Head>
            <th scope="col" class="col-value number">
              <Word of="median">Median</Word> (<Word of="90 %">90 %</Word>)
            </th>
            <Head name="persons" label="People" />
            <th scope="col" class="col-band">
              <Word of="band">Band</Word>
            </th>
            <th scope="col" class="col-grade">
              <Word of="grade">Grade</Word>
            </th>
            <th scope="col" class="col-top number">
              <Word of="first ten">In first ten</Word>
            </th>
            <th scope="col" class="col-action">
              Next step
            </th>
          </tr>
        </thead>
        <tbody>
          {from > 0 && (
            <tr class="space" aria-hidden="true" style={{ height: `${from * rowHeight}px` }}>
              <td colSpan={10} />
            </tr>
          )}
          {shown.slice(from, to).map((i, k) => rowOf(i, from + k))}
          {to < shown.length && (
            <tr class="space" aria-hidden="true" style={{ height: `${(shown.length - to) * rowHeight}px` }}>
              <td colSpan={10} />
            </tr>
          )}
        </tbody>
      </table>
      {shown.length === 0 && (
        <p class="empty">
          No supplier passes the filters.{' '}
          {model.data.suppliers.count > 0 ? 'Clear a filter or change the search.' : ''}
        </p>
      )}
    </div>
  );
}
