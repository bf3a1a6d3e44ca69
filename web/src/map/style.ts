// SPDX-License-Identifier: Apache-2.0
// Layers of the interactive map: areas below, suppliers on top; the colours follow the chosen measure.
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  Map as LibreMap,
  StyleSpecification,
} from 'maplibre-gl';
import { fillOf } from '../charts/WorldMap';
import { layerById, layerValues, type Model } from '../model';
import { evidenceColour, inkColour, type Measure } from '../scale';
import { areas, emptyCollection, labels } from './features';

const nothing: FilterSpecification = ['in', ['get', 'code'], ['literal', []]];
const single: FilterSpecification = ['!', ['has', 'point_count']];
const colour: ExpressionSpecification = ['case', ['==', ['get', 'evidence'], 1], evidenceColour, inkColour];
const exact: ExpressionSpecification = ['==', ['get', 'exact'], 1];

const areaLayers: LayerSpecification[] = [
  { id: 'sea', type: 'background', paint: { 'background-color': '#fbfaf7' } },
  {
    id: 'no-data',
    type: 'fill',
    source: 'countries',
    filter: nothing,
    paint: { 'fill-pattern': 'hatch', 'fill-antialias': false },
  },
  {
    id: 'countries',
    type: 'fill',
    source: 'countries',
    paint: { 'fill-color': 'rgba(0,0,0,0)', 'fill-antialias': false },
  },
  {
    id: 'regions',
    type: 'fill',
    source: 'regions',
    paint: { 'fill-color': 'rgba(0,0,0,0)', 'fill-antialias': false },
  },
  {
    id: 'region-lines',
    type: 'line',
    source: 'regions',
    minzoom: 3,
    paint: { 'line-color': '#ffffff', 'line-opacity': 0.75, 'line-width': 0.6 },
  },
  {
    id: 'country-lines',
    type: 'line',
    source: 'countries',
    paint: { 'line-color': '#ffffff', 'line-width': ['interpolate', ['linear'], ['zoom'], 0, 0.5, 5, 1.4] },
  },
  {
    id: 'listed-countries',
    type: 'line',
    source: 'countries',
    filter: nothing,
    paint: { 'line-color': evidenceColour, 'line-width': 1.4 },
  },
  {
    id: 'listed-regions',
    type: 'line',
    source: 'regions',
    filter: nothing,
    paint: { 'line-color': evidenceColour, 'line-width': 1.4 },
  },
  {
    id: 'chosen-country',
    type: 'line',
    source: 'countries',
    filter: nothing,
    paint: { 'line-color': inkColour, 'line-width': 2 },
  },
  {
    id: 'chosen-region',
    type: 'line',
    source: 'regions',
    filter: nothing,
    paint: { 'line-color': inkColour, 'line-width': 2 },
  },
  {
    id: 'labels',
    type: 'symbol',
    source: 'labels',
    filter: ['>=', ['zoom'], ['get', 'zoom']],
    layout: { 'icon-image': ['get', 'icon'], 'icon-padding': 4, 'symbol-sort-key': ['get', 'zoom'] },
  },
];

const supplierLayers: LayerSpecification[] = [
  {
    id: 'points',
    type: 'circle',
    source: 'suppliers',
    filter: ['all', single, ['==', ['get', 'rank'], 0], ['>=', ['get', 'i'], 0]] as FilterSpecification,
    paint: {
      'circle-radius': 5,
      'circle-color': ['case', exact, colour, '#ffffff'],
      'circle-stroke-width': ['case', exact, 1.2, 1.8],
      'circle-stroke-color': ['case', exact, '#ffffff', colour],
    },
  },
  {
    id: 'clusters',
    type: 'symbol',
    source: 'suppliers',
    filter: ['any', ['has', 'point_count'], ['<', ['get', 'i'], 0]] as FilterSpecification,
    layout: {
      'icon-image': ['concat', 'cluster-', ['get', 'n'], '-', ['get', 'exact'], '-', ['get', 'evidence']],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  },
  {
    id: 'ranks',
    type: 'symbol',
    source: 'suppliers',
    filter: ['all', single, ['>', ['get', 'rank'], 0]] as FilterSpecification,
    layout: {
      'icon-image': ['concat', 'rank-', ['get', 'rank'], '-', ['get', 'exact'], '-', ['get', 'evidence']],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['-', 100, ['get', 'rank']],
    },
  },
  {
    id: 'selected',
    type: 'circle',
    source: 'selected',
    paint: {
      'circle-radius': 13,
      'circle-color': 'rgba(0,0,0,0)',
      'circle-stroke-width': 3,
      'circle-stroke-color': inkColour,
    },
  },
];

export function styleOf(model: Model): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: areas(model.data.map.countries), tolerance: 0.2 },
      regions: { type: 'geojson', data: areas(model.data.map.regions), tolerance: 0.2 },
      labels: { type: 'geojson', data: labels(model) },
      suppliers: {
        type: 'geojson',
        data: emptyCollection,
        cluster: true,
        clusterRadius: 34,
        clusterMaxZoom: 10,
        clusterProperties: {
          n: ['+', ['get', 'n']],
          exact: ['max', ['get', 'exact']],
          evidence: ['max', ['get', 'evidence']],
        },
      },
      selected: { type: 'geojson', data: emptyCollection },
    },
    layers: [...areaLayers, ...supplierLayers],
  };
}

const within = (codes: string[]): FilterSpecification => ['in', ['get', 'code'], ['literal', codes]];

/** "match" over codes; MapLibre refuses one without any branch. */
function fill(pairs: [string, string][]): ExpressionSpecification | string {
  const clear = 'rgba(0,0,0,0)';
  return pairs.length === 0
    ? clear
    : (['match', ['get', 'code'], ...pairs.flat(), clear] as unknown as ExpressionSpecification);
}

/** Colours the areas by a measure of a good or sector. */
export function paintAreas(map: LibreMap, model: Model, layer: string, measure: Measure): void {
  const info = layerById(model, layer);
  const values = info ? layerValues(model, info) : new Map();
  const pairs: Record<'countries' | 'regions', [string, string][]> = { countries: [], regions: [] };
  const empty: string[] = [];
  const listed: string[] = [];
  for (const kind of ['countries', 'regions'] as const) {
    for (const shape of model.data.map[kind]) {
      const colour = fillOf(values, shape.code, measure);
      if (colour) pairs[kind].push([shape.code, colour]);
      else if (kind === 'countries') empty.push(shape.code);
      if (values.get(shape.code)?.listed) listed.push(shape.code);
    }
  }
  map.setPaintProperty('countries', 'fill-color', fill(pairs.countries));
  map.setPaintProperty('regions', 'fill-color', fill(pairs.regions));
  map.setFilter('no-data', within(empty));
  map.setFilter('listed-countries', within(listed));
  map.setFilter('listed-regions', within(listed));
}

export function markArea(map: LibreMap, country: string, region: string): void {
  map.setFilter('chosen-country', within(country && !region ? [country] : []));
  map.setFilter('chosen-region', within(region ? [region] : []));
}
