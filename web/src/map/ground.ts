// SPDX-License-Identifier: Apache-2.0
// What lies below the areas of every map of the house: the outline of the world, its lines of degrees, the coast.
import type { LayerSpecification } from 'maplibre-gl';
import type { Overlay } from './areaStyle';
import { coastColour, graticule, worldRing } from './plane';

/** The sources of the ground, and what a page draws on top. */
export const withWorld = (overlay: Overlay = { sources: {}, layers: [] }): Overlay => ({
  sources: {
    world: { type: 'geojson', data: { type: 'Polygon', coordinates: [worldRing()] }, tolerance: 0.1 },
    graticule: {
      type: 'geojson',
      data: { type: 'MultiLineString', coordinates: graticule() },
      tolerance: 0.1,
    },
    ...overlay.sources,
  },
  layers: overlay.layers,
});

export const worldGround: LayerSpecification[] = [
  { id: 'ocean', type: 'fill', source: 'world', paint: { 'fill-color': '#f5f6f4' } },
  {
    id: 'graticule',
    type: 'line',
    source: 'graticule',
    paint: { 'line-color': '#e3e6e5', 'line-width': 0.7 },
  },
  // Below the areas only its outer half shows: a coast line that keeps the lightest class from the sea.
  { id: 'coast', type: 'line', source: 'countries', paint: { 'line-color': coastColour, 'line-width': 1.6 } },
];
