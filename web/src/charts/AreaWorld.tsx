// SPDX-License-Identifier: Apache-2.0
// Areas as vector: for print, and where the browser has no WebGL. Equal Earth. It knows no suppliers.
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { equalEarth, path, polygonsOf } from '../geometry';
import type { Shapes } from '../map/areaFeatures';
import type { AreaPaint } from '../map/areaStyle';
import { evidenceColour, inkColour } from '../scale';

const width = 960;
const scale = width / (2 * equalEarth(180, 0)[0]);
const top = equalEarth(0, 78)[1];
const bottom = equalEarth(0, -56)[1];
export const worldHeight = Math.round((bottom - top) * scale);

/** Position of a point in the drawing. */
export function worldPoint(lon: number, lat: number): [number, number] {
  const [x, y] = equalEarth(lon, lat);
  return [width / 2 + x * scale, (y - top) * scale];
}

/** Position of a mark, which stands on the map's square (map/plane.ts). */
export const squarePoint = (x: number, y: number): [number, number] => [
  x * width,
  (y - 0.5) * width - top * scale,
];

/** Paths of all drawn shapes, made once. */
function usePaths(shapes: Shapes) {
  return useMemo(
    () =>
      [...shapes.countries, ...shapes.regions].map((s) => ({
        code: s.code,
        country: s.country,
        name: s.name,
        d: path(polygonsOf(s), worldPoint),
      })),
    [shapes],
  );
}

/** Outline of an area: the choice, a listing, a former listing, or a plain border. */
function edge(paint: AreaPaint, code: string, chosen: string, line: string) {
  if (code === chosen) return { stroke: inkColour, 'stroke-width': 1.6 };
  if (paint.listed.has(code)) return { stroke: evidenceColour, 'stroke-width': 1.1 };
  if (paint.former?.has(code))
    return { stroke: evidenceColour, 'stroke-width': 0.9, 'stroke-dasharray': '2.5 2' };
  return { stroke: line, 'stroke-width': 0.5 };
}

export function AreaWorld({
  shapes,
  paint,
  id,
  label,
  chosen = '',
  line = '#fff',
  onArea,
  children,
}: {
  shapes: Shapes;
  paint: AreaPaint;
  /** tells the patterns of several maps on one page apart */
  id: string;
  label: string;
  chosen?: string;
  /** colour of plain borders */
  line?: string;
  onArea?: ((country: string, region: string) => void) | undefined;
  /** marks on top, at `worldPoint`s or `squarePoint`s */
  children?: ComponentChildren;
}) {
  const paths = usePaths(shapes);
  return (
    <svg class="world" viewBox={`0 0 ${width} ${worldHeight}`} role="img" aria-label={label}>
      <defs>
        <pattern
          id={`hatch-${id}`}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" fill="#f1f0ec" />
          <line x1="0" y1="0" x2="0" y2="5" stroke="#c2c1bb" stroke-width="1.4" />
        </pattern>
      </defs>
      {paths.map((p) => {
        const fill = paint.fill.get(p.code);
        // A region without a value of its own shows its country's.
        if (fill === undefined && p.code !== p.country) return null;
        return (
          <path
            key={p.code}
            d={p.d}
            fill={fill ?? `url(#hatch-${id})`}
            {...edge(paint, p.code, chosen, line)}
            onClick={onArea && (() => onArea(p.country, p.code === p.country ? '' : p.code))}
          >
            <title>{p.name}</title>
          </path>
        );
      })}
      {children}
    </svg>
  );
}
