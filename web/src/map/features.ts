// SPDX-License-Identifier: Apache-2.0
// The few suppliers that are drawn one by one: the first ranks, and the one that is open.
import type { Feature, FeatureCollection, Point } from 'geojson';
import type { Marks } from '../cells';
import { ranked } from '../marks';
import { drawPoint, type Model } from '../model';
import { fromSquare, toPlane } from './plane';

export const emptyCollection: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

export function openPoint(model: Model, i: number | null): FeatureCollection<Point> {
  const point = i === null ? null : drawPoint(model, i);
  const features: Feature<Point>[] = point
    ? [
        {
          type: 'Feature',
          properties: {},
          geometry: { type: 'Point', coordinates: toPlane(point.lon, point.lat) },
        },
      ]
    : [];
  return { type: 'FeatureCollection', features };
}

/** Suppliers of rank 1 to 20; the tiles leave them out. */
export function rankPoints(marks: Marks): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (let k = 0; k < marks.size; k += 1) {
    const i = marks.i[k] ?? -1;
    const first = marks.first[k] ?? 0;
    if (i < 0 || first === 0 || first > ranked) continue;
    features.push({
      type: 'Feature',
      properties: { i, n: 1, first, icon: `rank-${first}-${marks.exact[k] ?? 0}-${marks.evidence[k] ?? 0}` },
      geometry: { type: 'Point', coordinates: fromSquare(marks.x[k] ?? 0, marks.y[k] ?? 0) },
    });
  }
  return { type: 'FeatureCollection', features };
}

/** How far around the marks a box reaches, as a share of the map's square: some 200 km. */
const around = 0.0055;

/** Box around the marks as the map must be told it, or the inhabited world when there is none. */
export function extent(marks: Marks): [number, number, number, number] {
  if (marks.size === 0) return [...fromSquare(0.12, 0.63), ...fromSquare(0.9, 0.3)];
  const least = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b)) - around;
  const most = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b)) + around;
  return [...fromSquare(least(marks.x), most(marks.y)), ...fromSquare(most(marks.x), least(marks.y))];
}
