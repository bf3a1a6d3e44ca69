// SPDX-License-Identifier: Apache-2.0
// Equal Earth on the interactive map: positions are moved so that the map's own Mercator draws equal areas.
// A world of estimates is compared by area; Mercator would show Greenland as large as Africa.
import { equalEarth } from '../geometry';

/** Coast and borders where no darker ground keeps the lightest class apart. */
export const coastColour = '#9aa9b6';

const halfWidth = equalEarth(180, 0)[0];

/** Position on the map's square, 0..1 to the east and to the south: the world's width is its side. */
export function toSquare(lon: number, lat: number): [number, number] {
  const [x, y] = equalEarth(lon, lat);
  return [0.5 + x / (2 * halfWidth), 0.5 + y / (2 * halfWidth)];
}

/** Longitude and latitude as the map must be told them for a point to stand at a position of its square. */
export const fromSquare = (x: number, y: number): [number, number] => [
  x * 360 - 180,
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
];

/** The same for a point of the world. */
export const toPlane = (lon: number, lat: number): [number, number] => fromSquare(...toSquare(lon, lat));

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);

const meridian = (lon: number): [number, number][] => range(-90, 90, 3).map((lat) => toPlane(lon, lat));
const parallel = (lat: number): [number, number][] => range(-180, 180, 4).map((lon) => toPlane(lon, lat));

/** Outline of the world. */
export const worldRing = (): [number, number][] => [
  ...meridian(-180),
  ...meridian(180).reverse(),
  toPlane(-180, -90),
];

/** Lines every 30 degrees. */
export const graticule = (): [number, number][][] => [
  ...range(-150, 150, 30).map(meridian),
  ...range(-60, 60, 30).map(parallel),
];
