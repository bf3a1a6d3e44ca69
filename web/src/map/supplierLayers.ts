// SPDX-License-Identifier: Apache-2.0
// Suppliers on top of the areas: gathered marks, single points, the first ranks and the one that is open. All are
// pictures, so that the browser compiles one program for them.
import type { LayerSpecification } from 'maplibre-gl';
import type { Marks } from '../cells';
import type { Overlay } from './areaStyle';
import { emptyCollection, rankPoints } from './features';
import { supplierSource } from './supplierTiles';

const always = { 'icon-allow-overlap': true, 'icon-ignore-placement': true } as const;

const layers: LayerSpecification[] = [
  {
    id: 'marks',
    type: 'symbol',
    source: 'suppliers',
    'source-layer': 'suppliers',
    layout: { 'icon-image': ['get', 'icon'], 'symbol-sort-key': ['get', 'n'], ...always },
  },
  {
    id: 'ranks',
    type: 'symbol',
    source: 'ranks',
    layout: { 'icon-image': ['get', 'icon'], 'symbol-sort-key': ['-', 0, ['get', 'first']], ...always },
  },
  {
    id: 'selected',
    type: 'symbol',
    source: 'selected',
    layout: { 'icon-image': 'selected', ...always },
  },
];

/** The overlay for the marks that are set. */
export const supplierOverlay = (marks: Marks): Overlay => ({
  sources: {
    suppliers: supplierSource(),
    ranks: { type: 'geojson', data: rankPoints(marks) },
    selected: { type: 'geojson', data: emptyCollection },
  },
  layers,
});
