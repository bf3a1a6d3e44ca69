// SPDX-License-Identifier: Apache-2.0
// Two goods or two countries side by side, on the same axis.
import { useMemo } from 'preact/hooks';
import { AreaWorld } from '../../charts/AreaWorld';
import { AxisLabels, Interval } from '../../charts/Interval';
import { coastColour } from '../../map/plane';
import { probabilityAxis, type Axis } from '../../scale';
import { tierName } from '../answer';
import { indexValue, isCountry, layerValues, listingState, placeName, type SearchEntry } from '../model';
import { useAtlas } from '../state';
import { factsOf, indexShare, prevalenceAxis, rowsOf, valueWords, viewOf } from '../view';
import { ranked } from './Ranked';
import { Search } from './Search';

const rowsShown = 12;

/** Names above, the axis under each. */
function Heads({ first, names, axis, unit }: { first: string; names: string[]; axis: Axis; unit: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {names.map((name) => (
          <th key={name} scope="col" colSpan={2}>
            <b>{name}</b>
          </th>
        ))}
      </tr>
      <tr class="axes" aria-hidden="true">
        <td />
        {names.map((name) => (
          <>
            <td key={name} class="bar">
              <AxisLabels axis={axis} unit={unit} />
            </td>
            <td class="number quiet">middle (90{'\u202f'}%)</td>
          </>
        ))}
      </tr>
    </thead>
  );
}

/** Two layers: two maps with one legend, and the places that lead in either. */
function Goods({ other }: { other: string }) {
  const { model, state, change, day } = useAtlas();
  const both = [state.layer, other];
  const views = useMemo(
    () => both.map((layer) => viewOf(model, { ...state, layer })),
    [model, state.measure, state.date, state.layer, state.made, other],
  );
  const measure =
    model.indexAt.has(state.measure) || state.measure === 'listings' ? 'prevalence' : state.measure;
  const axis = measure === 'hazard' ? probabilityAxis : prevalenceAxis;
  const rows = both.map((layer) => rowsOf(model, { ...state, layer, measure }));
  const places = useMemo(() => {
    const tops = views.map((v) => ranked(v, true).filter((r) => isCountry(model, r.place)));
    const merged: number[] = [];
    for (let i = 0; merged.length < rowsShown && i < 250; i += 1)
      for (const top of tops) {
        const place = top[i]?.place;
        if (place !== undefined && !merged.includes(place)) merged.push(place);
      }
    return merged.slice(0, rowsShown);
  }, [views]);
  const label = (layer: string) => model.layerAt.get(layer)?.label ?? layer;
  return (
    <>
      <div class="side">
        {both.map((layer, i) => (
          <figure key={layer}>
            <figcaption>
              <b>{label(layer)}</b>{' '}
              <span class="quiet">
                {views[i]?.tally.listed} countries listed for forced labour, {views[i]?.tally.none} without
                data
              </span>
            </figcaption>
            <AreaWorld
              shapes={model.data.map}
              paint={views[i]?.paint ?? { fill: new Map(), listed: new Set() }}
              id={`compare-${i}`}
              chosen={state.place}
              line={coastColour}
              label={`World map: ${label(layer)}, ${day}`}
              onArea={(country) => change({ place: country })}
            />
          </figure>
        ))}
      </div>
      <p class="quiet">Both maps have the classes and colours of the map above; hatched: no data.</p>
      <table class="compare">
        <caption>{factsOf(model, { ...state, measure }).label}, the countries that lead in either</caption>
        <Heads
          first="Country"
          names={both.map(label)}
          axis={axis}
          unit={measure === 'hazard' ? '\u202f%' : ''}
        />
        <tbody>
          {places.map((place) => (
            <tr key={place}>
              <th scope="row">{placeName(model, place)}</th>
              {rows.map((list, i) => {
                const row = list[place];
                return (
                  row && (
                    <>
                      <td key={`b${i}`} class="bar" data-of={label(both[i] ?? '')}>
                        {row.value.median !== null && (
                          <Interval
                            value={row.value}
                            axis={axis}
                            evidence={row.listed.forced.length > 0}
                            height={16}
                          />
                        )}
                      </td>
                      <td key={`n${i}`} class="number">
                        {row.value.median === null && row.listed.forced.length
                          ? 'listed already'
                          : valueWords(measure, row)}
                      </td>
                    </>
                  )
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">Orange intervals: the country is on the list for forced labour in this good.</p>
    </>
  );
}

/** Two places: the same measures, row by row. */
function Places({ one, other }: { one: number; other: number }) {
  const { model, state, day } = useAtlas();
  const both = [one, other];
  const layers = model.data.layers.filter(
    (l) => l.group === 'all' || l.group === 'sector' || l.id === state.layer,
  );
  const goods = (place: number, kind: string) =>
    new Set(
      (model.listingsOfPlace.get(place) ?? [])
        .filter((l) => listingState(l, day) === kind)
        .map((l) => l.good),
    ).size;
  const tier = (place: number) => {
    const t = model.pageAt
      .get(place)
      ?.tiers.filter((x) => x.published <= day)
      .at(-1);
    return t ? `${tierName(t.tier)} (${t.year})` : 'no data';
  };
  const facts: [string, (place: number) => string][] = [
    ['Goods listed for forced labour', (p) => String(goods(p, 'forced'))],
    ['Goods listed for child labour alone', (p) => String(goods(p, 'child'))],
    ['Tier, newest edition held', tier],
  ];
  const indices = model.data.indices.filter(
    (x) => !x.unit.startsWith('0 =') && both.some((p) => indexValue(x, state.date, p)),
  );
  return (
    <table class="compare">
      <caption>On {day}</caption>
      <Heads first="Measure" names={both.map((p) => placeName(model, p))} axis={prevalenceAxis} unit="" />
      <tbody>
        {layers.map((l) => (
          <tr key={l.id}>
            <th scope="row">{l.label}, people of 1,000 workers</th>
            {both.map((p) => {
              const value = layerValues(model, l, state.date).p(p);
              return (
                <>
                  <td class="bar" data-of={placeName(model, p)}>
                    {value.median !== null && <Interval value={value} axis={prevalenceAxis} height={16} />}
                  </td>
                  <td class="number">{valueWords('prevalence', { value, year: null })}</td>
                </>
              );
            })}
          </tr>
        ))}
        {facts.map(([label, text]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {both.map((p) => (
              <>
                <td class="bar" data-of={placeName(model, p)} />
                <td class="number">{text(p)}</td>
              </>
            ))}
          </tr>
        ))}
        {indices.map((x) => (
          <tr key={x.id}>
            <th scope="row">{x.label}</th>
            {both.map((p) => {
              const at = indexValue(x, state.date, p);
              const value = {
                median: at?.value ?? null,
                lo50: null,
                hi50: null,
                lo90: at?.lo90 ?? null,
                hi90: at?.hi90 ?? null,
              };
              return (
                <>
                  <td class="bar factors" data-of={placeName(model, p)}>
                    {at?.value != null && (
                      <span class="track" aria-hidden="true">
                        <span class="dot" style={{ left: `${100 * indexShare(x, at.value)}%` }} />
                      </span>
                    )}
                  </td>
                  <td class="number">{valueWords(x.id, { value, year: at?.year ?? null })}</td>
                </>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Compare() {
  const { model, state, change } = useAtlas();
  const otherPlace = model.placeAt.get(state.compare);
  const place = model.placeAt.get(state.place);
  const isPlaces = otherPlace !== undefined;
  const name = isPlaces ? placeName(model, otherPlace) : (model.layerAt.get(state.compare)?.label ?? '');
  const mine =
    isPlaces && place !== undefined ? placeName(model, place) : (model.layerAt.get(state.layer)?.label ?? '');
  const pick = (e: SearchEntry) => change({ compare: e.id });
  return (
    <section id="compare" aria-labelledby="compare-title">
      <div class="section-head">
        <h2 id="compare-title">{state.compare ? `${mine} beside ${name}` : 'Compare'}</h2>
        <div class="compare-choice screen-only">
          <Search
            id="beside"
            label="Good, sector or country to set beside"
            placeholder={
              state.place ? 'Set beside another country or good' : 'Set another good or sector beside'
            }
            onPick={pick}
          />
          {state.compare && (
            <button type="button" onClick={() => change({ compare: '' })}>
              Close
            </button>
          )}
        </div>
      </div>
      {!state.compare && (
        <p class="quiet">
          Two goods: two maps and the countries that lead in either. Two countries: choose one on the map,
          then another here.
        </p>
      )}
      {state.compare && !isPlaces && <Goods other={state.compare} />}
      {isPlaces && place !== undefined && <Places one={place} other={otherPlace} />}
      {isPlaces && place === undefined && <p>Choose the first country on the map or by the search.</p>}
    </section>
  );
}
