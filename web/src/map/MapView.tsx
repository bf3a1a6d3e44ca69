// SPDX-License-Identifier: Apache-2.0
// The report's map: the house's areas with the suppliers on top.
import type { GeoJSONSource, Map as LibreMap, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { WorldMap } from '../charts/WorldMap';
import { mainBounds, polygonsOf } from '../geometry';
import { whole } from '../format';
import type { Shape } from '../data';
import { bundles, drawPoint, layerById, layerValues, type Model } from '../model';
import { onlyArea, useShared, type Shared } from '../state';
import { AreaMap, ease, type Bounds } from './AreaMap';
import { extent, supplierPoint, supplierPoints } from './features';
import { usePaint } from './paint';
import { supplierPicture } from './supplierImages';
import { supplierOverlay } from './supplierLayers';
import { areaWords, supplierWords } from './words';

/** All suppliers in view, without the empty ends of the world. */
function overview(model: Model, shown: number[]): Bounds {
  const [west, south, east, north] = extent(model, shown);
  return [west, Math.max(-58, south), east, Math.min(74, north)];
}

/** The area's largest part, and every supplier in it: some stand on its other coast or island. */
function aroundArea(model: Model, shape: Shape, shown: number[]): Bounds {
  const area = mainBounds(polygonsOf(shape));
  if (!shown.some((i) => drawPoint(model, i))) return area;
  const sites = extent(model, shown);
  return [
    Math.min(area[0], sites[0]),
    Math.min(area[1], sites[1]),
    Math.max(area[2], sites[2]),
    Math.max(area[3], sites[3]),
  ];
}

/** The supplier or cluster under the pointer. */
const markerAt = (map: LibreMap, event: MapMouseEvent) =>
  map.queryRenderedFeatures(event.point, { layers: ['ranks', 'clusters', 'points'] })[0];

async function enterCluster(map: LibreMap, id: number, center: [number, number]): Promise<void> {
  const zoom = await map.getSource<GeoJSONSource>('suppliers')?.getClusterExpansionZoom(id);
  map.easeTo({ center, zoom: Math.min(12, (zoom ?? map.getZoom() + 2) + 0.3), duration: ease() });
}

function onMarker(map: LibreMap, event: MapMouseEvent, shared: Shared): boolean {
  const marker = markerAt(map, event);
  if (marker?.properties.point_count !== undefined && marker.geometry.type === 'Point') {
    const center = marker.geometry.coordinates as [number, number];
    void enterCluster(map, marker.properties.cluster_id as number, center);
    return true;
  }
  if (!marker || (marker.properties.i as number) < 0) return false;
  shared.dispatch({ type: 'open', index: marker.properties.i as number });
  return true;
}

/** First the country, then its region, then all again. */
function onArea(shared: Shared, country: string, region: string): void {
  const now = shared.state.filters;
  if (now.country !== country) shared.dispatch({ type: 'area', country, region: '' });
  else if (region && now.region !== region) shared.dispatch({ type: 'area', country, region });
  else shared.dispatch({ type: 'area', country: '', region: '' });
}

function markerTip(map: LibreMap, event: MapMouseEvent, model: Model): string[] | null {
  const marker = markerAt(map, event)?.properties;
  if (!marker) return null;
  if (marker.point_count !== undefined)
    return [`${whole(marker.n as number)} suppliers here`, 'Click to come closer'];
  if ((marker.i as number) < 0)
    return [
      `${whole(marker.n as number)} suppliers in ${String(marker.label)}`,
      'Held as a number only; their rows stand in suppliers.parquet',
    ];
  return supplierWords(model, marker.i as number);
}

/** Keeps the suppliers of the map those of the list. */
function useSuppliers(map: LibreMap | null, { model, state, shown }: Shared): void {
  const { country, region } = state.filters;
  useEffect(() => {
    const more = onlyArea(state.filters) ? bundles(model, country, region) : [];
    map?.getSource<GeoJSONSource>('suppliers')?.setData(supplierPoints(model, shown, more));
  }, [map, shown]);
  useEffect(() => {
    const point = state.open === null ? null : supplierPoint(model, state.open);
    map
      ?.getSource<GeoJSONSource>('selected')
      ?.setData({ type: 'FeatureCollection', features: point ? [point] : [] });
  }, [map, state.open]);
}

export function MapView() {
  const shared = useShared();
  const latest = useRef(shared);
  latest.current = shared;
  const [map, setMap] = useState<LibreMap | null>(null);
  const { model, state, shown } = shared;
  const { country, region } = state.filters;
  const paint = usePaint(model, state.layer, state.measure);
  const layer = layerById(model, state.layer);
  const values = useMemo(() => (layer ? layerValues(model, layer) : new Map()), [model, layer]);
  const shape = model.shapes.get(region || country);
  useSuppliers(map, shared);
  return (
    <AreaMap
      shapes={model.data.map}
      paint={paint}
      chosen={{ country, region }}
      home={() => overview(model, shown)}
      focus={() => (shape ? aroundArea(model, shape, shown) : null)}
      label="Map of suppliers and estimates. Arrow keys move it, plus and minus zoom. To choose an area by keyboard use the country filter."
      onArea={(c, r) => onArea(latest.current, c, r)}
      areaTip={(c, r) => (layer ? areaWords(model, values, layer.label, c, r) : [])}
      overlay={supplierOverlay}
      pictures={supplierPicture}
      overlayClick={(on, event) => onMarker(on, event, latest.current)}
      overlayTip={(on, event) => markerTip(on, event, model)}
      onReady={setMap}
      fallback={
        <WorldMap
          model={model}
          layer={state.layer}
          measure={state.measure}
          shown={shown}
          id="screen"
          onArea={(c, r) => shared.dispatch({ type: 'area', country: c, region: r })}
        />
      }
    />
  );
}
