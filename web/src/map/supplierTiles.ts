// SPDX-License-Identifier: Apache-2.0
// The suppliers as vector tiles that the page makes itself, when the map asks for them: nothing is clustered at start.
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { addProtocol, type VectorTileSource, type Map as LibreMap } from 'maplibre-gl';
import type { Marks } from '../cells';
import { Pyramid } from './pyramid';

const extent = 4096;

type Tile = Parameters<typeof fromGeojsonVt>[0][string];

let pyramid: Pyramid | null = null;
/** Ranks up to this one give the mark that holds them a heavy edge; 0 = the list is too short for that. */
let leading = 0;
let version = 0;

/** A number as it fits into a mark: exact to 99, then two digits. */
export function shortCount(n: number): string {
  if (n < 100) return String(n);
  const two = Number(n.toPrecision(2));
  if (two < 1000) return String(two);
  const [unit, sign] = two < 1e6 ? [1e3, 'k'] : [1e6, 'M'];
  return `${(two / unit).toPrecision(two / unit < 10 ? 2 : 3).replace(/\.0+$/, '')}${sign}`;
}

/** Radius in pixels: grows with the share of all suppliers, and holds the text. */
function radius(text: string, share: number): number {
  const wide = [0, 8, 9.5, 11.5, 13.5][text.length] ?? 15;
  return Math.round(2 * Math.max(wide, Math.min(22, 6 + 24 * Math.cbrt(share)))) / 2;
}

/** Name of the picture of a mark (supplierImages.ts). */
function icon(marks: Marks, k: number, total: number): string {
  const n = marks.n[k] ?? 0;
  const first = marks.first[k] ?? 0;
  const look = `${2 * (marks.exact[k] ?? 0) >= n ? 1 : 0}-${marks.evidence[k] ? 1 : 0}`;
  if (n === 1) return `point-${look}`;
  const text = shortCount(n);
  return `cluster-${text}-${look}-${first > 0 && first <= leading ? 1 : 0}-${radius(text, n / total)}`;
}

function tile(from: Pyramid, z: number, x: number, y: number): ArrayBuffer {
  const marks = from.inTile(z, x, y);
  const place = (share: number, at: number) => Math.round((share * 2 ** z - at) * extent);
  const features: Tile['features'] = [];
  for (let k = 0; k < marks.size; k += 1) {
    const of = (name: 'i' | 'n' | 'exact' | 'evidence' | 'first') => marks[name][k] ?? 0;
    features.push({
      type: 1,
      geometry: [[place(marks.x[k] ?? 0, x), place(marks.y[k] ?? 0, y)]],
      tags: {
        i: of('i'),
        n: of('n'),
        exact: of('exact'),
        evidence: of('evidence'),
        first: of('first'),
        icon: icon(marks, k, from.total),
      },
    });
  }
  const bytes = fromGeojsonVt({ suppliers: { features } as Tile }, { version: 2, extent });
  return bytes.slice().buffer;
}

addProtocol('suppliers', ({ url }) => {
  const [z = 0, x = 0, y = 0] = url.split('/').slice(-3).map(Number);
  return Promise.resolve({ data: pyramid ? tile(pyramid, z, x, y) : new ArrayBuffer(0) });
});

const address = (): string[] => [`suppliers://${version}/{z}/{x}/{y}`];

/** What the tiles show from now on, ranks up to `heavy` marked; whether that is something new. */
export function setMarks(marks: Marks, heavy: number): boolean {
  if (pyramid?.marks === marks) return false;
  leading = heavy;
  pyramid = new Pyramid(marks);
  version += 1;
  return true;
}

/** The source's address for the marks that are set. */
export const supplierSource = () => ({
  type: 'vector' as const,
  tiles: address(),
  minzoom: 0,
  maxzoom: 13,
});

/** Makes a map ask again. */
export function refresh(map: LibreMap): void {
  map.getSource<VectorTileSource>('suppliers')?.setTiles(address());
}
