// SPDX-License-Identifier: Apache-2.0
// Small multiples: the first places over the editions, each estimate as an interval at its date.
import { useMemo } from 'preact/hooks';
import type { Estimate } from '../../data';
import type { Axis } from '../../scale';
import { forcedSince, indexValue, isCountry, layerValues, placeName, type AtlasModel } from '../model';
import { useAtlas, type State } from '../state';
import { valueWords, type View } from '../view';
import { Dated } from './Dated';
import { ranked } from './Ranked';

const [width, height, left, right, top, bottom] = [300, 128, 34, 10, 8, 20];

const days = (date: string): number => Date.parse(date) / 86_400_000;

/** Value of the measure at a place and edition. */
function valueAt(model: AtlasModel, state: State, place: number, date: number): Estimate {
  const index = model.indexAt.get(state.measure);
  const layer = model.layerAt.get(state.layer);
  const none = { median: null, lo50: null, hi50: null, lo90: null, hi90: null };
  if (index) {
    const at = indexValue(index, date, place);
    return at ? { ...none, median: at.value, lo90: at.lo90, hi90: at.hi90 } : none;
  }
  if (!layer) return none;
  const values = layerValues(model, layer, date);
  return state.measure === 'hazard' ? values.h(place) : values.p(place);
}

/** When the place was listed for forced labour for the chosen good. */
function listedSpans(model: AtlasModel, state: State, place: number, day: string): [string, string][] {
  const good = model.goodAt.get(state.layer);
  if (good === undefined) return [];
  return (model.listingsOfGood.get(good) ?? [])
    .filter((l) => l.place === place && (l.forced || l.forced_child) && forcedSince(l) <= (l.until ?? day))
    .map((l) => [forcedSince(l), l.until !== null && l.until <= day ? l.until : day]);
}

export function Series({ place, axis }: { place: number; axis: Axis }) {
  const { model, state } = useAtlas();
  const { dates } = model.data;
  const [from, to] = [days(dates[0]?.date ?? ''), days(dates.at(-1)?.date ?? '')];
  const x = (date: string) =>
    left +
    8 +
    Math.min(1, Math.max(0, (days(date) - from) / Math.max(1, to - from))) * (width - left - right - 16);
  const y = (value: number) => height - bottom - axis.at(value) * (height - top - bottom);
  const values = dates.map((d, i) => ({
    date: d.date,
    value: valueAt(model, state, place, i),
    on: i === state.date,
  }));
  const spans = listedSpans(model, state, place, dates.at(-1)?.date ?? '');
  const words = values
    .map((v) => `${v.date}: ${valueWords(state.measure, { value: v.value, year: null })}`)
    .join('; ');
  return (
    <svg class="series" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
      {spans.map(([since, until]) => (
        <rect
          key={since}
          class="span"
          x={x(since)}
          width={Math.max(2, x(until) - x(since))}
          y={height - bottom + 1}
          height="4"
        >
          <title>{`listed for forced labour from ${since} to ${until}`}</title>
        </rect>
      ))}
      {axis.ticks.map((t) => (
        <g key={t.value}>
          <line class="grid" x1={left} x2={width - right} y1={y(t.value)} y2={y(t.value)} />
          <text x={left - 5} y={y(t.value) + 3.5} text-anchor="end">
            {t.label}
          </text>
        </g>
      ))}
      {values.map((v, i) => (
        <g key={v.date} class={v.on ? 'at on' : 'at'}>
          {v.value.lo90 !== null && v.value.hi90 !== null && (
            <line class="range90" x1={x(v.date)} x2={x(v.date)} y1={y(v.value.lo90)} y2={y(v.value.hi90)} />
          )}
          {v.value.median !== null && (
            <line
              class="median"
              x1={x(v.date) - 6}
              x2={x(v.date) + 6}
              y1={y(v.value.median)}
              y2={y(v.value.median)}
            />
          )}
          {(i === 0 || x(v.date) - x(values[i - 1]?.date ?? '') > 30) && (
            <text x={x(v.date)} y={height - 3} text-anchor="middle">
              {v.date.slice(0, 4)}
            </text>
          )}
          <title>{`${v.date}: ${valueWords(state.measure, { value: v.value, year: null })}`}</title>
        </g>
      ))}
    </svg>
  );
}

export function Multiples({ view }: { view: View }) {
  const { model, state, change, day } = useAtlas();
  const { axis, label, unit } = view.facts;
  const index = model.indexAt.get(state.measure);
  const six = useMemo(
    () =>
      ranked(view, !index || index.worst > index.best)
        .filter((r) => isCountry(model, r.place) && r.value.median !== null)
        .slice(0, 6),
    [view],
  );
  if (!axis || six.length === 0) return null;
  return (
    <section aria-labelledby="multiples-title">
      <h2 id="multiples-title">Six countries over the editions</h2>
      <p>
        {label} ({unit}) of the six countries with the highest middle estimate on <Dated text={day} />, each
        with what was public at every edition.{' '}
        {index ? '' : 'The bar is the 90 % interval, the tick its middle; '}
        {state.measure === 'hazard' && 'once a pair is listed there is nothing left to predict; '}
        {!index && 'the orange line below marks the years on the list for forced labour.'}
      </p>
      <ul class="multiples">
        {six.map((r) => (
          <li key={r.place}>
            <h3>
              <button
                type="button"
                class="plain link"
                onClick={() => change({ place: model.data.places[r.place]?.code ?? '' })}
              >
                {placeName(model, r.place)}
              </button>
              <span class="quiet">{valueWords(state.measure, r)}</span>
            </h3>
            <Series place={r.place} axis={axis} />
          </li>
        ))}
      </ul>
    </section>
  );
}
