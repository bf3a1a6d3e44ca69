// SPDX-License-Identifier: Apache-2.0
// The report's map as vector: for print, for the board page, and where the browser has no WebGL.
import { useMemo } from 'preact/hooks';
import { coarser, type Marks } from '../cells';
import { count, whole } from '../format';
import { usePaint } from '../map/paint';
import { layerById, type Model } from '../model';
import type { Measure } from '../scale';
import { AreaWorld, squarePoint } from './AreaWorld';

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
  /** how many of n are known exactly */
  exact: number;
  evidence: boolean;
}

/** Suppliers gathered to dots 7 units apart, so that a print keeps every count. */
function dotsOf(all: Marks): Dot[] {
  // Hundreds of thousands of marks are gathered before they are projected, finer than the dots lie.
  const marks = all.size > 20000 ? coarser(all, 9) : all;
  const grid = new Map<string, Dot>();
  for (let k = 0; k < marks.size; k += 1) {
    const [x, y] = squarePoint(marks.x[k] ?? 0, marks.y[k] ?? 0);
    const key = `${Math.round(x / 7)},${Math.round(y / 7)}`;
    const n = marks.n[k] ?? 0;
    const dot = grid.get(key) ?? { x, y, n: 0, exact: 0, evidence: false };
    dot.n += n;
    dot.x += ((x - dot.x) * n) / dot.n;
    dot.y += ((y - dot.y) * n) / dot.n;
    dot.exact += marks.exact[k] ?? 0;
    dot.evidence ||= (marks.evidence[k] ?? 0) > 0;
    grid.set(key, dot);
  }
  return [...grid.values()].sort((a, b) => b.n - a.n);
}

/** Radius of a dot; on a list of many suppliers only the order of magnitude can be drawn. */
function radiusOf(n: number, most: number): number {
  return most > 200 ? 1.6 + 3.6 * (Math.log10(n) / Math.log10(most)) : Math.min(13, 2.4 + 0.9 * Math.sqrt(n));
}

export function WorldMap({
  model,
  layer,
  measure,
  marks,
  id,
  onArea,
}: {
  model: Model;
  layer: string;
  measure: Measure;
  marks: Marks;
  id: string;
  onArea?: (country: string, region: string) => void;
}) {
  const shapes = useShapes(model);
  const paint = usePaint(model, layer, measure);
  const dots = useMemo(() => dotsOf(marks), [marks]);
  const most = Math.max(1, ...dots.map((d) => d.n));
  const suppliers = dots.reduce((n, d) => n + d.n, 0);
  return (
    <AreaWorld
      shapes={shapes}
      paint={paint}
      id={id}
      label={`World map: ${layerById(model, layer)?.label ?? ''}, ${whole(suppliers)} suppliers; the same figures stand in the tables`}
      onArea={onArea}
    >
      {dots.map((d, i) => (
        <circle
          key={i}
          cx={d.x}
          cy={d.y}
          r={radiusOf(d.n, most)}
          class={`dot${2 * d.exact >= d.n ? '' : ' hollow'}${d.evidence ? ' evidence' : ''}`}
        >
          <title>{count(d.n, 'supplier')}</title>
        </circle>
      ))}
    </AreaWorld>
  );
}
