// SPDX-License-Identifier: Apache-2.0
// Colours of places from estimates: the same on every map.
import { useMemo } from 'preact/hooks';
import { layerById, layerValues, type Model, type PlaceValue } from '../model';
import { classOf, listedColour, ramp, type Measure } from '../scale';
import type { AreaPaint } from './areaStyle';

/** Colour of a place, undefined = no data. */
export function fillOf(value: PlaceValue | undefined, measure: Measure): string | undefined {
  if (!value) return undefined;
  if (measure === 'hazard' && value.listed) return listedColour;
  return ramp[classOf(measure === 'prevalence' ? value.p.median : value.h.median, measure)];
}

export function paintOf(values: ReadonlyMap<string, PlaceValue>, measure: Measure): AreaPaint {
  const fill = new Map<string, string>();
  const listed = new Set<string>();
  for (const [code, value] of values) {
    const colour = fillOf(value, measure);
    if (colour) fill.set(code, colour);
    if (value.listed) listed.add(code);
  }
  return { fill, listed };
}

/** Paint of a layer of the report. */
export function usePaint(model: Model, layer: string, measure: Measure): AreaPaint {
  return useMemo(() => {
    const info = layerById(model, layer);
    return paintOf(info ? layerValues(model, info) : new Map(), measure);
  }, [model, layer, measure]);
}
