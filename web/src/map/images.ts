// SPDX-License-Identifier: Apache-2.0
// Pictures every map needs, drawn on a canvas when asked for: nothing is fetched, no glyphs from outside.
import type { Map as LibreMap } from 'maplibre-gl';

const ratio = 2;
export const fonts =
  'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", sans-serif';

/** One canvas draws all pictures, one after the other: making one for each costs more than drawing. */
let shared: CanvasRenderingContext2D | null = null;

/** The canvas, empty, for a picture of this size at its own resolution; the picture before it is gone. */
export function canvas(width: number, height: number): CanvasRenderingContext2D | null {
  shared ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!shared) return null;
  shared.canvas.width = Math.ceil(width * ratio);
  shared.canvas.height = Math.ceil(height * ratio);
  shared.scale(ratio, ratio);
  return shared;
}

export const pixels = (c: CanvasRenderingContext2D): ImageData =>
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

/** Draws the picture of an id, or null when the id is none of its own. */
export type Painter = (id: string) => ImageData | null;

/** "hatch", "label-country-NAME", "label-region-NAME". */
function picture(id: string): ImageData | null {
  if (id === 'hatch') return hatch();
  const [kind, level, ...name] = id.split('-');
  return kind === 'label' ? label(name.join('-'), level === 'region') : null;
}

/** Answers the map's questions for pictures, those of an overlay first. */
export function provideImages(map: LibreMap, overlay?: Painter): void {
  map.on('styleimagemissing', ({ id }) => {
    const image = overlay?.(id) ?? picture(id);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: ratio });
  });
}
