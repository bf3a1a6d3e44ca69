// SPDX-License-Identifier: Apache-2.0
// Suppliers as GeoJSON for the interactive map.
import type { Feature, FeatureCollection, Point } from 'geojson';
import { drawPoint, type Bundle, type Model } from '../model';

export const emptyCollection: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

export function supplierPoint(model: Model, i: number): Feature<Point> | null {
  const point = drawPoint(model, i);
  if (!point) return null;
  const { columns } = model.data.suppliers;
  const priority = columns.priority[i] ?? null;
  return {
    type: 'Feature',
    properties: {
      i,
      n: 1,
      exact: point.exact ? 1 : 0,
      evidence: columns.grade[i] === 'A' || columns.grade[i] === 'B' ? 1 : 0,
      rank: priority !== null && priority <= 20 ? priority : 0,
    },
    geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
  };
}

function bundlePoint(bundle: Bundle): Feature<Point> {
  return {
    type: 'Feature',
    properties: { i: -1, n: bundle.count, exact: 0, evidence: 0, rank: 0, label: bundle.label },
    geometry: { type: 'Point', coordinates: [bundle.lon, bundle.lat] },
  };
}

export function supplierPoints(model: Model, indices: number[], more: Bundle[]): FeatureCollection<Point> {
  const features = indices.map((i) => supplierPoint(model, i)).filter((f) => f !== null);
  return { type: 'FeatureCollection', features: [...features, ...more.map(bundlePoint)] };
}

/** Box around the suppliers, or the inhabited world when there is none. */
export function extent(model: Model, indices: number[]): [number, number, number, number] {
  const points = indices.map((i) => drawPoint(model, i)).filter((p) => p !== null);
  if (points.length === 0) return [-140, -45, 160, 65];
  const lons = points.map((p) => p.lon);
  const lats = points.map((p) => p.lat);
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
  return [least(lons) - 2, least(lats) - 2, most(lons) + 2, most(lats) + 2];
}
