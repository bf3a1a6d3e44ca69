// SPDX-License-Identifier: Apache-2.0
// What is chosen: good or sector, measure, date; and what can be done with the view.
import { useEffect, useRef } from 'preact/hooks';
import type { SearchEntry } from '../model';
import { useAtlas } from '../state';
import { CopyLink } from './CopyLink';
import { Search } from './Search';

const own: [string, string][] = [
  ['prevalence', 'Estimated prevalence'],
  ['hazard', 'Chance of a new public finding'],
  ['listings', 'Official listings'],
];

export function Header() {
  const { model, change, day } = useAtlas();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      const typing =
        e.target instanceof HTMLInputElement &&
        !['range', 'checkbox'].includes(e.target.type) &&
        e.target.value !== '';
      if (e.key !== '/' || typing) return;
      e.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const { run, goods } = model.data;
  const pick = (e: SearchEntry) => {
    change(e.kind === 'place' ? { place: e.id } : { layer: e.id, place: '' });
    // The reader goes on at the page of what was found; the view does not jump.
    document.querySelector<HTMLElement>('[data-about=choice]')?.focus({ preventScroll: true });
  };
  return (
    <header class="top">
      <div class="bar">
        <h1>
          <span class="brand">sourcelight</span> Forced-labour risk atlas{' '}
          <span class="quiet">as of {day}</span>
        </h1>
        <Search
          field={field}
          id="find"
          label={`Find one of ${goods.length} goods, a sector or a place`}
          placeholder={`Find ${goods.length} goods, sectors, places  ( / )`}
          onPick={pick}
        />
        <CopyLink />
        <button type="button" class="screen-only" onClick={() => window.print()}>
          Print
        </button>
      </div>
      {run.sample && (
        <p class="notice">
          This is a sample: listings, orders and indices are those of the shipped tables, but estimates are a
          stand-in formula, not results.
        </p>
      )}
    </header>
  );
}

export function LayerSelect() {
  const { model, state, change } = useAtlas();
  const groups: [string, string][] = [
    ['all', 'Everything'],
    ['sector', 'Sectors'],
    ['good', 'Goods'],
    ['isic', 'Activities (ISIC)'],
  ];
  return (
    <label>
      Good or sector
      <select
        value={state.layer}
        data-control="layer"
        onChange={(e) => change({ layer: e.currentTarget.value })}
      >
        {groups.map(([group, label]) => (
          <optgroup key={group} label={label}>
            {model.data.layers
              .filter((l) => l.group === group)
              .map((l) => (
                <option key={l.id} value={l.id}>
                  {group === 'isic' ? `${l.id} ${l.label}` : l.label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

export function MeasureSelect() {
  const { model, state, change } = useAtlas();
  const composites = model.data.indices.filter((x) => x.composite);
  const parts = model.data.indices.filter((x) => !x.composite);
  return (
    <label>
      Measure
      <select
        value={state.measure}
        data-control="measure"
        onChange={(e) => change({ measure: e.currentTarget.value })}
      >
        <optgroup label="This good or sector">
          {own.map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </optgroup>
        {[['Country indices', composites] as const, ['What they are made of', parts] as const].map(
          ([label, list]) => (
            <optgroup key={label} label={label}>
              {list.map((x) => (
                <option key={x.id} value={x.id}>
                  {x.label}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </select>
    </label>
  );
}

/** The editions as steps; labels are the years, the chosen one is said in full. */
export function DateSlider() {
  const { model, state, change } = useAtlas();
  const { dates } = model.data;
  const at = dates[state.date];
  return (
    <div class="asof">
      <label for="asof">
        What was public on <b>{at?.date}</b> <span class="quiet">{at?.label}</span>
      </label>
      <input
        id="asof"
        type="range"
        min={0}
        max={dates.length - 1}
        step={1}
        value={state.date}
        aria-valuetext={`${at?.date ?? ''}, ${at?.label ?? ''}`}
        onInput={(e) => change({ date: Number(e.currentTarget.value) })}
      />
      <div class="ticks" aria-hidden="true">
        {dates.map((d, i) => (
          <span
            key={d.date}
            class={i === state.date ? 'on' : ''}
            style={{ left: `${(100 * i) / Math.max(1, dates.length - 1)}%` }}
          >
            {d.date.slice(0, 4)}
          </span>
        ))}
      </div>
    </div>
  );
}
