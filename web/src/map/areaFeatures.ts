// SPDX-License-Identifier: Apache-2.0
// Boundaries and names as GeoJSON for the interactive map.
import type { Feature, FeatureCollection, MultiPolygon, Point } from 'geojson';
import type { Shape } from '../data';
import { mainBounds, polygonsOf, type Polygons, type Project } from '../geometry';

/** What is drawn: all countries, and the regions on top of them. */
export interface Shapes {
  countries: Shape[];
  regions: Shape[];
}

/** Polygons of a shape as the map draws them. */
export function placed(shape: Shape, project?: Project): Polygons {
  const polygons = polygonsOf(shape);
  return project
    ? polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => project(x, y))))
    : polygons;
}

export function areas(shapes: Shape[], project?: Project): FeatureCollection<MultiPolygon> {
  return {
    type: 'FeatureCollection',
    features: shapes.map((s) => ({
      type: 'Feature',
      properties: { code: s.code, country: s.country },
      geometry: { type: 'MultiPolygon', coordinates: placed(s, project) },
    })),
  };
}

/** Zoom from which a name fits into its area. */
function labelZoom(shape: Shape): number {
  const [west, south, east, north] = mainBounds(polygonsOf(shape));
  const size = Math.max(0.2, Math.min(east - west, 1.6 * (north - south)));
  return Math.min(9, Math.max(0, Math.floor(Math.log2(42 / size))));
}

/** Label points of countries and regions, large areas first. */
export function labels(shapes: Shapes, project?: Project): FeatureCollection<Point> {
  const feature = (s: Shape, kind: string, least: number): Feature<Point> => ({
    type: 'Feature',
    properties: { icon: `label-${kind}-${s.name}`, zoom: Math.max(least, labelZoom(s)) },
    geometry: { type: 'Point', coordinates: project ? project(s.lon, s.lat) : [s.lon, s.lat] },
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...shapes.countries.map((s) => feature(s, 'country', 0)),
      ...shapes.regions.map((s) => feature(s, 'region', 4)),
    ],
  };
}
