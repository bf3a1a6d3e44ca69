// SPDX-License-Identifier: Apache-2.0
// The map as vector: for print, for the board page, and where the browser has no WebGL. Equal Earth.
import { useMemo } from 'preact/hooks';
import { equalEarth, path, polygonsOf } from '../geometry';
import { drawPoint, layerById, layerValues, type Model } from '../model';
import { classOf, evidenceColour, listedColour, ramp, type Measure } from '../scale';

const width = 960;
const scale = width / (2 * equalEarth(180, 0)[0]);
const top = equalEarth(0, 78)[1];
const bottom = equalEarth(0, -56)[1];
export const worldHeight = Math.round((bottom - top) * scale);

function project(lon: number, lat: number): [number, number] {
  const [x, y] = equalEarth(lon, lat);
  return [width / 2 + x * scale, (y - top) * scale];
}

/** Paths of all drawn shapes, made once. */
function usePaths(model: Model) {
  return useMemo(() => {
    const regionsWithValues = new Set(model.data.map.places.filter((code) => code.includes('-')));
    const regions = model.data.map.regions.filter((r) => regionsWithValues.has(r.code));
    const shapes = [...model.data.map.countries, ...regions];
    return shapes.map((s) => ({ code: s.code, country: s.country, d: path(polygonsOf(s), project) }));
  }, [model]);
}

export function fillOf(
  values: ReturnType<typeof layerValues>,
  code: string,
  measure: Measure,
): string | null {
  const value = values.get(code);
  if (!value) return null;
  if (measure === 'hazard' && value.listed) return listedColour;
  const index = classOf(measure === 'prevalence' ? value.p.median : value.h.median, measure);
  return index < 0 ? null : (ramp[index] ?? null);
}

interface Dot {
  x: number;
  y: number;
  n: number;
  exact: boolean;
  evidence: boolean;
}

/** Suppliers gathered to dots 7 units apart, so that a print keeps every count. */
function dotsOf(model: Model, indices: number[]): Dot[] {
  const grid = new Map<string, Dot>();
  for (const i of indices) {
    const point = drawPoint(model, i);
    if (!point) continue;
    const [x, y] = project(point.lon, point.lat);
    const key = `${Math.round(x / 7)},${Math.round(y / 7)}`;
    const evidence = 'AB'.includes(model.data.suppliers.columns.grade[i] || '-');
    const dot = grid.get(key);
    if (dot) {
      dot.x += (x - dot.x) / (dot.n + 1);
      dot.y += (y - dot.y) / (dot.n + 1);
      dot.n += 1;
      dot.exact ||= point.exact;
      dot.evidence ||= evidence;
    } else grid.set(key, { x, y, n: 1, exact: point.exact, evidence });
  }
  return [...grid.values()].sort((a, b) => b.n - a.n);
}

export function WorldMap({
  model,
  layer,
  measure,
  shown,
  id,
  onArea,
}: {
  model: Model;
  layer: string;
  measure: Measure;
  shown: number[];
  id: string;
  onArea?: (country: string, region: string) => void;
}) {
  const paths = usePaths(model);
  const info = layerById(model, layer);
  const values = useMemo(() => (info ? layerValues(model, info) : new Map()), [model, info]);
  const dots = useMemo(() => dotsOf(model, shown), [model, shown]);
  return (
    <svg
      class="world"
      viewBox={`0 0 ${width} ${worldHeight}`}
      role="img"
      aria-label={`World map: ${info?.label ?? ''}, ${dots.reduce((n, d) => n + d.n, 0)} suppliers; the same figures stand in the tables`}
    >
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
        const value = values.get(p.code);
        const fill = fillOf(values, p.code, measure);
        // A region without a value of its own shows its country's.
        if (fill === null && p.code !== p.country) return null;
        return (
          <path
            key={p.code}
            d={p.d}
            fill={fill ?? `url(#hatch-${id})`}
            stroke={value?.listed ? evidenceColour : '#fff'}
            stroke-width={value?.listed ? 1.1 : 0.5}
            onClick={onArea && (() => onArea(p.country, p.code === p.country ? '' : p.code))}
          >
            <title>{model.placeName(p.code)}</title>
          </path>
        );
      })}
      {dots.map((d, i) => (
        <circle
          key={i}
          cx={d.x}
          cy={d.y}
          r={Math.min(13, 2.4 + 0.9 * Math.sqrt(d.n))}
          class={`dot${d.exact ? '' : ' hollow'}${d.evidence ? ' evidence' : ''}`}
        >
          <title>{`${d.n} supplier${d.n === 1 ? '' : 's'}`}</title>
        </circle>
      ))}
    </svg>
  );
}
