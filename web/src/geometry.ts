// SPDX-License-Identifier: Apache-2.0
// Boundaries: decoding of the embedded text, and the two projections used for vector drawings.
import type { Shape } from './data';

export type Ring = [number, number][];
export type Polygons = Ring[][];

const unit = 0.002;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digit = new Map([...alphabet].map((c, i) => [c, i]));

/** Rings of one encoded ring text; see DATA.md. */
function decodeRing(text: string): Ring {
  const ring: Ring = [];
  let x = 0;
  let y = 0;
  let number = 0;
  let scale = 1;
  let first: number | null = null;
  for (const c of text) {
    const d = digit.get(c) ?? 0;
    number += (d % 32) * scale;
    if (d >= 32) {
      scale *= 32;
      continue;
    }
    const value = number % 2 ? -(number + 1) / 2 : number / 2;
    number = 0;
    scale = 1;
    if (first === null) {
      first = value;
      continue;
    }
    x += first;
    y += value;
    first = null;
    ring.push([x * unit, y * unit]);
  }
  const start = ring[0];
  if (start) ring.push(start);
  return ring;
}

export function decode(geometry: string): Polygons {
  return geometry.split('!').map((polygon) => polygon.split('.').map(decodeRing));
}

const cache = new Map<string, Polygons>();

/** Decoded polygons of a shape, kept after the first use. */
export function polygonsOf(shape: Shape): Polygons {
  const key = `${shape.country}/${shape.code}`;
  const known = cache.get(key);
  if (known) return known;
  const decoded = decode(shape.geometry);
  cache.set(key, decoded);
  return decoded;
}

/** Equal Earth (Savric, Patterson, Jenny 2018), for maps of the world. */
export function equalEarth(lon: number, lat: number): [number, number] {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const m = Math.sqrt(3) / 2;
  const theta = Math.asin(m * Math.sin((lat * Math.PI) / 180));
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  const x =
    (((lon * Math.PI) / 180) * Math.cos(theta)) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
  const y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
  return [x, -y];
}

export type Project = (lon: number, lat: number) => [number, number];

/** SVG path of polygons under a projection; rings that vanish at this scale are left out. */
export function path(polygons: Polygons, project: Project, smallest = 0.4): string {
  const parts: string[] = [];
  for (const polygon of polygons) {
    for (const ring of polygon) {
      const points = ring.map(([lon, lat]) => project(lon, lat));
      const xs = points.map((p) => p[0]);
      const ys = points.map((p) => p[1]);
      const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
      if (size >= smallest) parts.push(ringPath(points));
    }
  }
  return parts.join('');
}

function ringPath(points: [number, number][]): string {
  let last = '';
  const text: string[] = [];
  for (const [x, y] of points) {
    const point = `${x.toFixed(1)},${y.toFixed(1)}`;
    if (point !== last) text.push(point);
    last = point;
  }
  return `M${text.join('L')}Z`;
}

/** Bounding box of the polygons' largest part: keeps far islands from blowing up a view. */
export function mainBounds(polygons: Polygons): [number, number, number, number] {
  let best: [number, number, number, number] = [-180, -60, 180, 75];
  let largest = -1;
  for (const polygon of polygons) {
    const ring = polygon[0] ?? [];
    const xs = ring.map((p) => p[0]);
    const ys = ring.map((p) => p[1]);
    const box: [number, number, number, number] = [
      Math.min(...xs),
      Math.min(...ys),
      Math.max(...xs),
      Math.max(...ys),
    ];
    const area = (box[2] - box[0]) * (box[3] - box[1]);
    if (area > largest) {
      largest = area;
      best = box;
    }
  }
  return best;
}
