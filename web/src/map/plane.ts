// SPDX-License-Identifier: Apache-2.0
// Equal Earth on the interactive map: positions are moved so that the map's own Mercator draws equal areas.
// A world of estimates is compared by area; Mercator would show Greenland as large as Africa.
import { equalEarth } from '../geometry';

/** Coast and borders where no darker ground keeps the lightest class apart. */
export const coastColour = '#9aa9b6';

const halfWidth = equalEarth(180, 0)[0];

/** Longitude and latitude as the map must be told them for the point to stand where Equal Earth has it. */
export function toPlane(lon: number, lat: number): [number, number] {
  const [x, y] = equalEarth(lon, lat);
  const mercator = (-y / halfWidth) * Math.PI;
  return [(x / halfWidth) * 180, (Math.atan(Math.sinh(mercator)) * 180) / Math.PI];
}

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
