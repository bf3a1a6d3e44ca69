// SPDX-License-Identifier: Apache-2.0
// Layers of every interactive map: areas, hatch, outlines of listings, the choice, names. It knows no suppliers.
import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as LibreMap,
  StyleSpecification,
} from 'maplibre-gl';
import type { Project } from '../geometry';
import { evidenceColour, inkColour } from '../scale';
import { areas, labels, type Shapes } from './areaFeatures';

/** How areas are to look; codes without a colour are "no data" (countries) or show their country (regions). */
export interface AreaPaint {
  fill: ReadonlyMap<string, string>;
  /** outlined: on an official list */
  listed: ReadonlySet<string>;
  /** dashed outline: was on a list once */
  former?: ReadonlySet<string>;
}

/** What a page draws on top of the areas. */
export interface Overlay {
  sources: StyleSpecification['sources'];
  layers: LayerSpecification[];
}

const nothing: FilterSpecification = ['in', ['get', 'code'], ['literal', []]];

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
    id: 'former-countries',
    type: 'line',
    source: 'countries',
    filter: nothing,
    paint: { 'line-color': evidenceColour, 'line-width': 1.2, 'line-dasharray': [2.5, 2] },
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

/** Draws other shapes than the style began with. */
export function showShapes(map: LibreMap, shapes: Shapes, project?: Project): void {
  map.getSource<GeoJSONSource>('countries')?.setData(areas(shapes.countries, project));
  map.getSource<GeoJSONSource>('regions')?.setData(areas(shapes.regions, project));
  map.getSource<GeoJSONSource>('labels')?.setData(labels(shapes, project));
}

const within = (codes: string[]): FilterSpecification => ['in', ['get', 'code'], ['literal', codes]];

/** "match" over codes; MapLibre refuses one without any branch. */
function fill(pairs: [string, string][]): ExpressionSpecification | string {
  const clear = 'rgba(0,0,0,0)';
  return pairs.length === 0
    ? clear
    : (['match', ['get', 'code'], ...pairs.flat(), clear] as unknown as ExpressionSpecification);
}

/** What a paint makes of the layers: colours and filters by layer. */
function looks(shapes: Shapes, paint: AreaPaint) {
  const colours = (kind: 'countries' | 'regions') =>
    fill(
      shapes[kind].flatMap(({ code }): [string, string][] => {
        const colour = paint.fill.get(code);
        return colour ? [[code, colour]] : [];
      }),
    );
  const colour: Record<string, ExpressionSpecification | string> = {
    countries: colours('countries'),
    regions: colours('regions'),
  };
  const filter: Record<string, FilterSpecification> = {
    'no-data': within(shapes.countries.map((s) => s.code).filter((code) => !paint.fill.has(code))),
    'former-countries': within([...(paint.former ?? [])]),
    'listed-countries': within([...paint.listed]),
    'listed-regions': within([...paint.listed]),
  };
  return { colour, filter };
}

/** The style in its first colours: a map that is coloured later draws everything twice. */
export function styleOf(
  shapes: Shapes,
  paint: AreaPaint,
  overlay?: Overlay,
  project?: Project,
  ground: LayerSpecification[] = [],
): StyleSpecification {
  const { colour, filter } = looks(shapes, paint);
  const [sea, ...rest] = areaLayers.map((layer) => {
    const coloured = colour[layer.id];
    const filtered = filter[layer.id];
    return {
      ...layer,
      ...(coloured ? { paint: { ...layer.paint, 'fill-color': coloured } } : {}),
      ...(filtered ? { filter: filtered } : {}),
    } as LayerSpecification;
  });
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: areas(shapes.countries, project), tolerance: 0.2 },
      regions: { type: 'geojson', data: areas(shapes.regions, project), tolerance: 0.2 },
      labels: { type: 'geojson', data: labels(shapes, project) },
      ...overlay?.sources,
    },
    layers: [...(sea ? [sea] : []), ...ground, ...rest, ...(overlay?.layers ?? [])],
  };
}

/** Colours the areas; what is coloured so already stays untouched. */
export function paintAreas(map: LibreMap, shapes: Shapes, paint: AreaPaint): void {
  const { colour, filter } = looks(shapes, paint);
  for (const [layer, value] of Object.entries(colour)) map.setPaintProperty(layer, 'fill-color', value);
  for (const [layer, value] of Object.entries(filter)) map.setFilter(layer, value);
}

export function markArea(map: LibreMap, country: string, region: string): void {
  map.setFilter('chosen-country', within(country && !region ? [country] : []));
  map.setFilter('chosen-region', within(region ? [region] : []));
}
