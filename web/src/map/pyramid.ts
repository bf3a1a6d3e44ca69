// SPDX-License-Identifier: Apache-2.0
// Marks gathered by the cells of a quadtree: as coarse as a zoom needs, made when it is first asked for.
import { emptyMarks, gather, type Marks } from '../cells';
import { ranked } from '../marks';

const finest = 17;
/** A tile is cut into 16 x 16 cells: 32 to 64 pixels each. */
const cellsOfTile = 4;
/** Marks of a tile that lie closer than this share of its side become one; the whole world may be drawn smaller. */
const apart = (z: number): number => (z === 0 ? 36 : 28) / 512;
/** From this zoom on nothing of the list is gathered. */
const singlesFrom = 11;

/** Of the numbers below 2^9, the bits at the even places. */
const evenly = Uint32Array.from({ length: 512 }, (_, value) => {
  let out = 0;
  for (let bit = 0; bit < 9; bit += 1) out |= ((value >> bit) & 1) << (2 * bit);
  return out;
});

/** Bits of a whole number below 2^18 at the even places. */
const spread = (value: number): number => (evenly[value & 511] ?? 0) + (evenly[value >> 9] ?? 0) * 2 ** 18;

const cellOf = (share: number): number =>
  Math.min(2 ** finest - 1, Math.max(0, Math.floor(share * 2 ** finest)));

/** Groups of marks around the largest ones, no two of which are closer than `distance`. */
function closeGroups(marks: Marks, inside: number[], distance: number): number[][] {
  const rest = new Set(inside.sort((a, b) => (marks.n[b] ?? 0) - (marks.n[a] ?? 0)));
  const groups: number[][] = [];
  for (const centre of rest) {
    const [x, y] = [marks.x[centre] ?? 0, marks.y[centre] ?? 0];
    const near = (k: number) => Math.hypot((marks.x[k] ?? 0) - x, (marks.y[k] ?? 0) - y) < distance;
    const group = [centre, ...[...rest].filter((k) => k !== centre && near(k))];
    for (const k of group) rest.delete(k);
    groups.push(group);
  }
  return groups;
}

/** One mark for each group. */
function grouped(marks: Marks, groups: number[][]): Marks {
  const made = emptyMarks(groups.length);
  groups.forEach((group, at) => {
    for (const k of group) gather(marks, k, made, at);
    settle(made, at);
  });
  return made;
}

/** Turns summed positions into their mean. */
function settle(marks: Marks, k: number): void {
  const n = marks.n[k] ?? 1;
  marks.x[k] = (marks.x[k] ?? 0) / n;
  marks.y[k] = (marks.y[k] ?? 0) / n;
}

/** Marks of one zoom with the codes of their cells, rising. */
interface Level {
  marks: Marks;
  codes: Float64Array;
}

/** First position whose code is not below. */
function lowerBound(codes: Float64Array, size: number, code: number): number {
  let from = 0;
  let to = size;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((codes[middle] ?? 0) < code) from = middle + 1;
    else to = middle;
  }
  return from;
}

export class Pyramid {
  /** marks in the order of their codes, without the ranked */
  private readonly order: Uint32Array;
  private readonly codes: Float64Array;
  /** suppliers in all */
  readonly total: number;
  private readonly levels = new Map<number, Level>();

  constructor(readonly marks: Marks) {
    this.total = marks.n.reduce((sum, n) => sum + n, 0);
    // Code (34 bits) and position (below 2^19) in one number: sorting numbers is fastest.
    const scale = 2 ** 19;
    const keys = new Float64Array(marks.size);
    let size = 0;
    for (let k = 0; k < marks.size; k += 1) {
      const first = marks.first[k] ?? 0;
      if ((marks.i[k] ?? -1) >= 0 && first > 0 && first <= ranked) continue;
      const code = spread(cellOf(marks.x[k] ?? 0)) + 2 * spread(cellOf(marks.y[k] ?? 0));
      keys[size] = code * scale + k;
      size += 1;
    }
    const sorted = keys.subarray(0, size).sort();
    this.order = new Uint32Array(size);
    this.codes = new Float64Array(size);
    for (let at = 0; at < size; at += 1) {
      const key = sorted[at] ?? 0;
      const code = Math.floor(key / scale);
      this.codes[at] = code;
      this.order[at] = key - code * scale;
    }
  }

  /** All marks of a zoom; their sum is the same at every zoom. */
  level(zoom: number): Level {
    const z = Math.min(zoom, finest - cellsOfTile);
    let level = this.levels.get(z);
    if (!level) {
      level = this.gathered(z);
      this.levels.set(z, level);
    }
    return level;
  }

  /** The marks inside a tile; those too close to each other to be read are gathered. */
  inTile(z: number, x: number, y: number): Marks {
    const { marks, codes } = this.level(z);
    const part = 4 ** cellsOfTile;
    const from = (spread(x) + 2 * spread(y)) * part;
    const inside: number[] = [];
    const end = lowerBound(codes, marks.size, from + part);
    for (let k = lowerBound(codes, marks.size, from); k < end; k += 1) inside.push(k);
    const distance = z >= singlesFrom ? 0 : apart(z) / 2 ** z;
    return grouped(marks, closeGroups(marks, inside, distance));
  }

  private gathered(z: number): Level {
    const shift = 4 ** (finest - z - cellsOfTile);
    const cells = this.codes.map((code) => Math.floor(code / shift));
    // From singlesFrom on a cell may have several marks: each listed supplier, and the others together.
    const joins = (position: number) => {
      if (position === 0 || cells[position] !== cells[position - 1]) return false;
      return z < singlesFrom || !(this.listed(position) || this.listed(position - 1));
    };
    let size = 0;
    for (let k = 0; k < cells.length; k += 1) if (!joins(k)) size += 1;
    const marks = emptyMarks(size);
    const codes = new Float64Array(size);
    let at = -1;
    for (let k = 0; k < cells.length; k += 1) {
      if (!joins(k)) {
        at += 1;
        codes[at] = cells[k] ?? 0;
      }
      gather(this.marks, this.order[k] ?? 0, marks, at);
    }
    for (let k = 0; k < size; k += 1) settle(marks, k);
    return { marks, codes };
  }

  private listed(position: number): boolean {
    return (this.marks.i[this.order[position] ?? 0] ?? -1) >= 0;
  }
}
