// SPDX-License-Identifier: Apache-2.0
// The map with its two choices, its legend and its table.
import { useMemo, useState } from 'preact/hooks';
import { WorldMap } from '../charts/WorldMap';
import { amountInterval, percentInterval } from '../format';
import { useAfterMap } from '../later';
import { Legend } from '../map/Legend';
import { MapView } from '../map/MapView';
import { areaWords } from '../map/words';
import { layerById, layerValues, type Model, type PlaceValue } from '../model';
import { measures, type Measure } from '../scale';
import { useShared } from '../state';

const groups = [
  ['all', 'Everything'],
  ['sector', 'Sectors'],
  ['good', 'Goods of your list'],
] as const;

function sentence(model: Model, layer: string, label: string, measure: Measure): string {
  const info = layerById(model, layer);
  if (!info) return '';
  const listed = info.listed.filter((d) => d !== null).length;
  const places = info.place.length;
  const what =
    measure === 'prevalence'
      ? 'how many of 1,000 workers are estimated to be in forced labour'
      : 'how likely a new public finding is within 24 months';
  return `${label}: ${what}, in ${places} places with data${listed ? `; ${listed} of them are on an official list` : ''}.`;
}

/** The figures behind the map, highest first. */
function Figures({ values, model }: { values: Map<string, PlaceValue>; model: Model }) {
  const rows = [...values].sort((a, b) => (b[1].p.median ?? -1) - (a[1].p.median ?? -1));
  return (
    <div class="scroll tall" tabIndex={0} role="region" aria-label="Figures of the map">
      <table>
        <caption class="hidden">Figures of the map</caption>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col" class="number">
              of 1,000 workers (90 %)
            </th>
            <th scope="col" class="number">
              New finding in 24 months (90 %)
            </th>
            <th scope="col">Listed since</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([code, v]) => (
            <tr key={code}>
              <th scope="row">{model.placeName(code)}</th>
              <td class="number">{amountInterval(v.p)}</td>
              <td class="number">{v.listed ? '–' : percentInterval(v.h)}</td>
              <td class="evidence-text">{v.listed ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function MapPanel() {
  const { model, state, marks, dispatch } = useShared();
  const [table, setTable] = useState(false);
  const paper = useAfterMap();
  const info = layerById(model, state.layer);
  const values = useMemo(
    () => (info ? layerValues(model, info) : new Map<string, PlaceValue>()),
    [model, info],
  );
  return (
    <div class="map-panel">
      <div class="map-controls">
        <label>
          Measure
          <select
            value={state.measure}
            data-control="measure"
            onChange={(e) => dispatch({ type: 'measure', measure: e.currentTarget.value as Measure })}
          >
            {Object.values(measures).map((m) => (
              <option key={m.id} value={m.id}>
                {m.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Good or sector
          <select
            value={state.layer}
            data-control="layer"
            onChange={(e) => dispatch({ type: 'layer', layer: e.currentTarget.value })}
          >
            {groups.map(([group, label]) => {
              const layers = model.data.map.layers.filter((l) => l.group === group);
              return (
                layers.length > 0 && (
                  <optgroup key={group} label={label}>
                    {layers.map((l) => (
                      <option key={l.id} value={l.id}>
                        {l.label}
                      </option>
                    ))}
                  </optgroup>
                )
              );
            })}
          </select>
        </label>
        <button type="button" aria-pressed={table} onClick={() => setTable(!table)}>
          {table ? 'Map' : 'Table'}
        </button>
      </div>
      <p class="lead" title={measures[state.measure].explain}>
        {sentence(model, state.layer, info?.label ?? '', state.measure)}{' '}
        <span class="screen-only">Point at a place for its interval, choose it to see its suppliers.</span>
      </p>
      {state.filters.country && info && (
        <p class="lead chosen" role="status">
          {areaWords(model, values, info.label, state.filters.country, state.filters.region).join(' · ')}
          {state.filters.region &&
            !values.has(state.filters.region) &&
            ' (value of the country: the region has none of its own)'}
        </p>
      )}
      <div class={table ? 'screen-only away' : 'screen-only'}>
        <MapView />
      </div>
      {table && <Figures values={values} model={model} />}
      <div class="print-only">
        {paper && (
          <WorldMap model={model} layer={state.layer} measure={state.measure} marks={marks} id="print" />
        )}
      </div>
      <Legend />
    </div>
  );
}
