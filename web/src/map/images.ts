// SPDX-License-Identifier: Apache-2.0
// Pictures the map needs, drawn on a canvas when asked for: nothing is fetched, no glyphs from outside.
import type { Map as LibreMap } from 'maplibre-gl';
import { whole } from '../format';
import { evidenceColour, inkColour } from '../scale';

const ratio = 2;
const fonts =
  'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", sans-serif';

function canvas(width: number, height: number): CanvasRenderingContext2D | null {
  const element = document.createElement('canvas');
  element.width = Math.ceil(width * ratio);
  element.height = Math.ceil(height * ratio);
  const context = element.getContext('2d', { willReadFrequently: true });
  context?.scale(ratio, ratio);
  return context;
}

const pixels = (c: CanvasRenderingContext2D): ImageData =>
  c.getImageData(0, 0, c.canvas.width, c.canvas.height);

/** Diagonal hatch that tiles without a seam. */
function hatch(): ImageData | null {
  const size = 8;
  const c = canvas(size, size);
  if (!c) return null;
  c.fillStyle = '#f1f0ec';
  c.fillRect(0, 0, size, size);
  c.strokeStyle = '#c2c1bb';
  c.lineWidth = 1.3;
  for (const offset of [-size, 0, size]) {
    c.beginPath();
    c.moveTo(offset - 1, size + 1);
    c.lineTo(offset + size + 1, -1);
    c.stroke();
  }
  return pixels(c);
}

/** Name of a country or region with a light edge. */
function label(text: string, region: boolean): ImageData | null {
  const size = region ? 10.5 : 11.5;
  const font = `${region ? 'italic ' : ''}${size}px ${fonts}`;
  const probe = canvas(1, 1);
  if (!probe) return null;
  probe.font = font;
  const c = canvas(Math.min(220, probe.measureText(text).width + 8), size + 8);
  if (!c) return null;
  c.font = font;
  c.textBaseline = 'middle';
  c.lineJoin = 'round';
  c.lineWidth = 2.6;
  c.strokeStyle = 'rgba(255,255,255,0.85)';
  c.strokeText(text, 4, size / 2 + 4);
  c.fillStyle = region ? '#4b545d' : '#2e3740';
  c.fillText(text, 4, size / 2 + 4);
  return pixels(c);
}

/** Round mark with a number: a cluster (white) or a rank (filled). */
function disc(
  text: string,
  radius: number,
  fill: string,
  ink: string,
  edge: string,
  dashed: boolean,
): ImageData | null {
  const c = canvas(2 * radius + 4, 2 * radius + 4);
  if (!c) return null;
  c.beginPath();
  c.arc(radius + 2, radius + 2, radius, 0, 2 * Math.PI);
  c.fillStyle = fill;
  c.fill();
  c.lineWidth = 1.6;
  c.strokeStyle = edge;
  if (dashed) c.setLineDash([3, 2.4]);
  c.stroke();
  c.font = `600 ${text.length > 3 ? 10 : text.startsWith('#') ? 10 : 11}px ${fonts}`;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillStyle = ink;
  c.fillText(text, radius + 2, radius + 2.5);
  return pixels(c);
}

/** Draws the picture of an id: "hatch", "label-country-NAME", "cluster-N-EXACT-EVIDENCE", "rank-N-EXACT-EVIDENCE". */
function picture(id: string): ImageData | null {
  if (id === 'hatch') return hatch();
  const [kind = '', ...rest] = id.split('-');
  if (kind === 'label') return label(rest.slice(1).join('-'), rest[0] === 'region');
  const [number = '', exact, evidence] = rest;
  const colour = evidence === '0' ? inkColour : evidenceColour;
  if (kind === 'cluster') {
    const n = Number(number);
    const text = n >= 10000 ? `${Math.round(n / 1000)}k` : whole(n);
    return disc(
      text,
      Math.min(24, 9 + 1.9 * Math.log2(n)),
      'rgba(255,255,255,0.92)',
      inkColour,
      colour,
      exact === '0',
    );
  }
  if (kind === 'rank') {
    return exact === '0'
      ? disc(`#${number}`, number.length > 1 ? 12.5 : 11, '#fff', colour, colour, true)
      : disc(`#${number}`, number.length > 1 ? 12.5 : 11, colour, '#fff', '#fff', false);
  }
  return null;
}

export function provideImages(map: LibreMap): void {
  map.on('styleimagemissing', ({ id }) => {
    const image = picture(id);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: ratio });
  });
}
