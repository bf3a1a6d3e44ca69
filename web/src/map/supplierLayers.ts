// SPDX-License-Identifier: Apache-2.0
// Suppliers on top of the areas: points, clusters, ranks and the one that is open.
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { evidenceColour, inkColour } from '../scale';
import type { Overlay } from './areaStyle';
import { emptyCollection } from './features';

const single: FilterSpecification = ['!', ['has', 'point_count']];
const colour: ExpressionSpecification = ['case', ['==', ['get', 'evidence'], 1], evidenceColour, inkColour];
const exact: ExpressionSpecification = ['==', ['get', 'exact'], 1];

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

export const supplierOverlay: Overlay = {
  sources: {
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
  layers: supplierLayers,
};
