// SPDX-License-Identifier: Apache-2.0
// The report's map as vector: for print, for the board page, and where the browser has no WebGL.
import { useMemo } from 'preact/hooks';
import { usePaint } from '../map/paint';
import { drawPoint, layerById, type Model } from '../model';
import type { Measure } from '../scale';
import { AreaWorld, worldPoint } from './AreaWorld';

/** Regions are drawn only where a layer says something about them. */
function useShapes(model: Model) {
  return useMemo(() => {
    const { countries, regions, places } = model.data.map;
    const known = new Set(places);
    return { countries, regions: regions.filter((r) => r.code.includes('-') && known.has(r.code)) };
  }, [model]);
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
    const [x, y] = worldPoint(point.lon, point.lat);
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
  const shapes = useShapes(model);
  const paint = usePaint(model, layer, measure);
  const dots = useMemo(() => dotsOf(model, shown), [model, shown]);
  const suppliers = dots.reduce((n, d) => n + d.n, 0);
  return (
    <AreaWorld
      shapes={shapes}
      paint={paint}
      id={id}
      label={`World map: ${layerById(model, layer)?.label ?? ''}, ${suppliers} suppliers; the same figures stand in the tables`}
      onArea={onArea}
    >
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
    </AreaWorld>
  );
}
