// SPDX-License-Identifier: Apache-2.0
// The report's map: the house's areas with the suppliers on top.
import type { GeoJSONSource, Map as LibreMap, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { WorldMap } from '../charts/WorldMap';
import { mainBounds } from '../geometry';
import type { Marks } from '../cells';
import type { Shape } from '../data';
import { leadingRanks } from '../marks';
import { layerById, layerValues, type Model } from '../model';
import { useShared, type Shared } from '../state';
import { AreaMap, ease, type Bounds } from './AreaMap';
import { placed, type Shapes } from './areaFeatures';
import { extent, openPoint, rankPoints } from './features';
import { withWorld, worldGround } from './ground';
import { usePaint } from './paint';
import { toPlane } from './plane';
import { supplierPicture } from './supplierImages';
import { supplierOverlay } from './supplierLayers';
import { refresh, setMarks } from './supplierTiles';
import { areaWords, markWords, type MarkFacts } from './words';

/** Regions are outlined from zoom 3 on. */
const regionZoom = 2.5;
/** At this zoom no mark falls apart any more. */
const closest = 12.5;

const [southEnd, northEnd] = [toPlane(0, -58)[1], toPlane(0, 78)[1]];

/** All suppliers in view, without the empty ends of the world. */
function overview(marks: Marks): Bounds {
  const [west, south, east, north] = extent(marks);
  return [west, Math.max(southEnd, south), east, Math.min(northEnd, north)];
}

/** The area's largest part, and every supplier in it: some stand on its other coast or island. */
function aroundArea(shape: Shape, marks: Marks): Bounds {
  const area = mainBounds(placed(shape, toPlane));
  if (marks.size === 0) return area;
  const sites = extent(marks);
  return [
    Math.min(area[0], sites[0]),
    Math.min(area[1], sites[1]),
    Math.max(area[2], sites[2]),
    Math.max(area[3], sites[3]),
  ];
}

/** The mark under the pointer. */
function markAt(map: LibreMap, event: MapMouseEvent) {
  const [feature] = map.queryRenderedFeatures(event.point, { layers: ['ranks', 'marks'] });
  return feature?.geometry.type === 'Point'
    ? { at: feature.geometry.coordinates as [number, number], facts: feature.properties as MarkFacts }
    : null;
}

/** A single supplier opens, several come closer until they are at their nearest. */
function onMark(map: LibreMap, event: MapMouseEvent, shared: Shared): boolean {
  const mark = markAt(map, event);
  if (!mark) return false;
  if (mark.facts.i >= 0) shared.dispatch({ type: 'open', index: mark.facts.i });
  else if (map.getZoom() < closest)
    map.easeTo({ center: mark.at, zoom: Math.min(closest, map.getZoom() + 2), duration: ease() });
  return true;
}

/** First the country, then its region, then all again. */
function onArea(shared: Shared, country: string, region: string): void {
  const now = shared.state.filters;
  if (now.country !== country) shared.dispatch({ type: 'area', country, region: '' });
  else if (region && now.region !== region) shared.dispatch({ type: 'area', country, region });
  else shared.dispatch({ type: 'area', country: '', region: '' });
}

/** Keeps the suppliers of the map those of the list. */
function useSuppliers(map: LibreMap | null, { model, state, marks }: Shared): void {
  useEffect(() => {
    if (!map) return;
    // The first marks are in the style already.
    if (!setMarks(marks, leadingRanks(model))) return;
    refresh(map);
    map.getSource<GeoJSONSource>('ranks')?.setData(rankPoints(marks));
  }, [map, marks]);
  useEffect(() => {
    map?.getSource<GeoJSONSource>('selected')?.setData(openPoint(model, state.open));
  }, [map, state.open]);
}

/** Regions with values of their own at once, the thousands of others when the reader comes close to them. */
function useShapes(model: Model, map: LibreMap | null, country: string): Shapes {
  const [close, setClose] = useState(false);
  useEffect(() => {
    const look = () => {
      if (map && map.getZoom() >= regionZoom) setClose(true);
    };
    map?.once('idle', look);
    map?.on('zoomend', look);
    return () => void map?.off('zoomend', look);
  }, [map]);
  const all = close || country !== '';
  return useMemo(() => {
    const { countries, regions, places } = model.data.map;
    const known = new Set(places);
    return { countries, regions: all ? regions : regions.filter((r) => known.has(r.code)) };
  }, [model, all]);
}

export function MapView() {
  const shared = useShared();
  const latest = useRef(shared);
  latest.current = shared;
  const [map, setMap] = useState<LibreMap | null>(null);
  const { model, state, marks } = shared;
  const { country, region } = state.filters;
  const paint = usePaint(model, state.layer, state.measure);
  const layer = layerById(model, state.layer);
  const values = useMemo(() => (layer ? layerValues(model, layer) : new Map()), [model, layer]);
  const shape = model.shapes.get(region || country);
  const overlay = useMemo(() => {
    setMarks(marks, leadingRanks(model));
    return withWorld(supplierOverlay(marks));
  }, []);
  const shapes = useShapes(model, map, country);
  useSuppliers(map, shared);
  return (
    <AreaMap
      shapes={shapes}
      paint={paint}
      chosen={{ country, region }}
      home={() => overview(marks)}
      focus={() => (shape ? aroundArea(shape, marks) : null)}
      label="Map of suppliers and estimates. Arrow keys move it, plus and minus zoom. To choose an area by keyboard use the country filter."
      onArea={(c, r) => onArea(latest.current, c, r)}
      areaTip={(c, r) => (layer ? areaWords(model, values, layer.label, c, r) : [])}
      project={toPlane}
      ground={worldGround}
      scaleBar={false}
      overlay={overlay}
      pictures={supplierPicture}
      overlayClick={(on, event) => onMark(on, event, latest.current)}
      overlayTip={(on, event) => {
        const mark = markAt(on, event);
        return mark && markWords(model, mark.facts, on.getZoom() < closest);
      }}
      onReady={setMap}
      fallback={
        <WorldMap
          model={model}
          layer={state.layer}
          measure={state.measure}
          marks={marks}
          id="screen"
          onArea={(c, r) => shared.dispatch({ type: 'area', country: c, region: r })}
        />
      }
    />
  );
}
