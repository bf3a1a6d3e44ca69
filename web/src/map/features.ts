// SPDX-License-Identifier: Apache-2.0
// The few suppliers that are drawn one by one: the first ranks, and the one that is open.
import type { Feature, FeatureCollection, Point } from 'geojson';
import type { Marks } from '../cells';
import { latitude, longitude, ranked } from '../marks';
import { drawPoint, type Model } from '../model';

export const emptyCollection: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

export function openPoint(model: Model, i: number | null): FeatureCollection<Point> {
  const point = i === null ? null : drawPoint(model, i);
  const features: Feature<Point>[] = point
    ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [point.lon, point.lat] } }]
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
      geometry: {
        type: 'Point',
        coordinates: [longitude(marks.x[k] ?? 0), latitude(marks.y[k] ?? 0)],
      },
    });
  }
  return { type: 'FeatureCollection', features };
}

/** Box around the marks, or the inhabited world when there is none. */
export function extent(marks: Marks): [number, number, number, number] {
  if (marks.size === 0) return [-140, -45, 160, 65];
  const least = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b));
  return [
    longitude(least(marks.x)) - 2,
    latitude(most(marks.y)) - 2,
    longitude(most(marks.x)) + 2,
    latitude(least(marks.y)) + 2,
  ];
}
