// SPDX-License-Identifier: Apache-2.0
// The suppliers beyond the list, as counts of cells (DATA.md, "Points").
import type { Points } from './data';

/** Suppliers on the map: parallel columns, one entry a mark. Positions are 0..1 on the square of
 * map/plane.ts. */
export interface Marks {
  size: number;
  x: Float64Array;
  y: Float64Array;
  /** how many suppliers */
  n: Uint32Array;
  /** of them: the site itself is known */
  exact: Uint32Array;
  /** of them: with evidence about the site itself */
  evidence: Uint32Array;
  /** the smallest priority among them, 0 = none is scored */
  first: Float64Array;
  /** index of the one supplier in the columns, -1 = held as a number only */
  i: Int32Array;
  /** position in suppliers.omitted, -1 = of the list */
  place: Int32Array;
}

export function emptyMarks(size: number): Marks {
  return {
    size,
    x: new Float64Array(size),
    y: new Float64Array(size),
    n: new Uint32Array(size),
    exact: new Uint32Array(size),
    evidence: new Uint32Array(size),
    first: new Float64Array(size),
    i: new Int32Array(size).fill(-1),
    place: new Int32Array(size).fill(-1),
  };
}

/** Adds mark k of `from` to mark `at`; positions are summed, weighted by suppliers. */
export function gather(from: Marks, k: number, to: Marks, at: number): void {
  const n = from.n[k] ?? 0;
  const first = from.first[k] ?? 0;
  const before = to.first[at] ?? 0;
  const [x, y] = [from.x[k] ?? 0, from.y[k] ?? 0];
  to.x[at] = (to.x[at] ?? 0) + n * x;
  to.y[at] = (to.y[at] ?? 0) + n * y;
  to.i[at] = to.n[at] === 0 && n === 1 ? (from.i[k] ?? -1) : -1;
  to.n[at] = (to.n[at] ?? 0) + n;
  to.exact[at] = (to.exact[at] ?? 0) + (from.exact[k] ?? 0);
  to.evidence[at] = (to.evidence[at] ?? 0) + (from.evidence[k] ?? 0);
  to.first[at] = before === 0 || (first !== 0 && first < before) ? first : before;
}

/** Bytes of a base64 text. */
function bytesOf(text: string): Uint8Array {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let k = 0; k < raw.length; k += 1) bytes[k] = raw.charCodeAt(k);
  return bytes;
}

/** Reads numbers of seven bits a byte, lowest first. */
class Reader {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const value = this.bytes[this.at] ?? 0;
    this.at += 1;
    return value;
  }

  /** Codes have up to 34 bits, so no bit operation holds them. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
}

/** Of the numbers below 2^16, every second bit from the lowest on. */
const everySecond = Uint8Array.from({ length: 65536 }, (_, code) => {
  let value = 0;
  for (let bit = 0; bit < 8; bit += 1) value |= ((code >> (2 * bit)) & 1) << bit;
  return value;
});

/** Every second bit of a Morton code of up to 48 bits, from the lowest on. */
function gathered(code: number): number {
  const upper = Math.floor(code / 65536);
  const at = (part: number) => everySecond[part] ?? 0;
  return at(code % 65536) + 256 * at(upper % 65536) + 65536 * at(Math.floor(upper / 65536));
}

/** A priority that was kept with two bits behind its highest. */
const roughPriority = (k: number): number =>
  k === 0 ? 0 : Math.round((4 + ((k - 1) % 4)) * 2 ** (Math.floor((k - 1) / 4) - 2));

export function decodeCells({ cells, level, text }: Points): Marks {
  const marks = emptyMarks(cells);
  const reader = new Reader(bytesOf(text));
  const side = 2 ** level;
  let code = 0;
  let place = 0;
  for (let k = 0; k < cells; k += 1) {
    code += reader.varint();
    const head = reader.varint();
    const n = Math.floor(head / 16) + 1;
    const kind = head & 3;
    marks.n[k] = n;
    marks.exact[k] = kind === 2 ? reader.varint() : kind * n;
    marks.evidence[k] = head & 4 ? reader.varint() : 0;
    if (head & 8) place = reader.varint();
    marks.place[k] = place;
    marks.first[k] = roughPriority(reader.varint());
    const offset = reader.byte();
    marks.x[k] = (gathered(code) + ((offset >> 4) + 0.5) / 16) / side;
    marks.y[k] = (gathered(Math.floor(code / 2)) + ((offset & 15) + 0.5) / 16) / side;
  }
  return marks;
}

/** The marks of each cell of 2^-level of the square as one, at their mean. */
export function coarser(from: Marks, level: number): Marks {
  const side = 2 ** level;
  const cell = (k: number) =>
    Math.floor((from.y[k] ?? 0) * side) * side + Math.floor((from.x[k] ?? 0) * side);
  const sums = emptyMarks(side * side);
  for (let k = 0; k < from.size; k += 1) gather(from, k, sums, cell(k));
  const used = [...sums.n.keys()].filter((at) => sums.n[at]);
  const marks = emptyMarks(used.length);
  used.forEach((at, k) => {
    gather(sums, at, marks, k);
    const n = marks.n[k] ?? 1;
    marks.x[k] = (sums.x[at] ?? 0) / n;
    marks.y[k] = (sums.y[at] ?? 0) / n;
  });
  return marks;
}
