// SPDX-License-Identifier: Apache-2.0
// The interactive map. Without WebGL the vector map takes its place, with the same selection.
import {
  Map as LibreMap,
  NavigationControl,
  ScaleControl,
  type GeoJSONSource,
  type MapMouseEvent,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { WorldMap } from '../charts/WorldMap';
import { mainBounds, polygonsOf } from '../geometry';
import { whole } from '../format';
import type { Shape } from '../data';
import { bundles, drawPoint, layerById, layerValues, type Model } from '../model';
import { onlyArea, useShared, type Shared } from '../state';
import { extent, supplierPoint, supplierPoints } from './features';
import { provideImages } from './images';
import { markArea, paintAreas, styleOf } from './style';
import { areaWords, supplierWords } from './words';

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const ease = (): number => (calm() ? 0 : 250);

function hasWebGl(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}

/** Set once the map shows its data; tests and the publisher's checks wait for it. */
function markPainted(): void {
  if (performance.getEntriesByName('map-painted').length > 0) return;
  performance.mark('map-painted');
  window.dispatchEvent(new Event('map-painted'));
}

const wholeView = { padding: 28, maxZoom: 6 };

/** All suppliers in view, without the empty ends of the world. */
function overview(model: Model, shown: number[]): [number, number, number, number] {
  const [west, south, east, north] = extent(model, shown);
  return [west, Math.max(-58, south), east, Math.min(74, north)];
}

/** The area's largest part, and every supplier in it: some stand on its other coast or island. */
function aroundArea(model: Model, shape: Shape, shown: number[]): [number, number, number, number] {
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

function makeMap(container: HTMLElement, shared: Shared): LibreMap {
  const map = new LibreMap({
    container,
    style: styleOf(shared.model),
    bounds: overview(shared.model, shared.shown),
    fitBoundsOptions: wholeView,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 13,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-right');
  map
    .getCanvas()
    .setAttribute(
      'aria-label',
      'Map of suppliers and estimates. Arrow keys move it, plus and minus zoom. To choose an area by keyboard use the country filter.',
    );
  provideImages(map);
  return map;
}

/** What lies under the pointer: a supplier, a cluster or an area. */
function under(map: LibreMap, event: MapMouseEvent) {
  const [marker] = map.queryRenderedFeatures(event.point, { layers: ['ranks', 'clusters', 'points'] });
  const [region] = map.queryRenderedFeatures(event.point, { layers: ['regions'] });
  const [country] = map.queryRenderedFeatures(event.point, { layers: ['countries'] });
  return {
    marker: marker?.properties,
    geometry: marker?.geometry,
    region: region?.properties.code as string | undefined,
    country: country?.properties.code as string | undefined,
  };
}

async function onClick(map: LibreMap, event: MapMouseEvent, shared: Shared): Promise<void> {
  const hit = under(map, event);
  if (hit.marker?.point_count !== undefined && hit.geometry?.type === 'Point') {
    const source = map.getSource<GeoJSONSource>('suppliers');
    const zoom = await source?.getClusterExpansionZoom(hit.marker.cluster_id as number);
    map.easeTo({
      center: hit.geometry.coordinates as [number, number],
      zoom: Math.min(12, (zoom ?? map.getZoom() + 2) + 0.3),
      duration: ease(),
    });
    return;
  }
  if (hit.marker && (hit.marker.i as number) >= 0) {
    shared.dispatch({ type: 'open', index: hit.marker.i as number });
    return;
  }
  if (!hit.country) return;
  const { country, region } = shared.state.filters;
  if (country !== hit.country) shared.dispatch({ type: 'area', country: hit.country, region: '' });
  else if (hit.region && region !== hit.region)
    shared.dispatch({ type: 'area', country, region: hit.region });
  else shared.dispatch({ type: 'area', country: '', region: '' });
}

function tipText(map: LibreMap, event: MapMouseEvent, shared: Shared): string[] {
  const hit = under(map, event);
  if (hit.marker?.point_count !== undefined)
    return [`${whole(hit.marker.n as number)} suppliers here`, 'Click to come closer'];
  if (hit.marker && (hit.marker.i as number) < 0)
    return [
      `${whole(hit.marker.n as number)} suppliers in ${String(hit.marker.label)}`,
      'Held as a number only; their rows stand in suppliers.parquet',
    ];
  if (hit.marker) return supplierWords(shared.model, hit.marker.i as number);
  const layer = layerById(shared.model, shared.state.layer);
  return layer && hit.country
    ? areaWords(shared.model, layerValues(shared.model, layer), layer.label, hit.country, hit.region)
    : [];
}

interface Tip {
  x: number;
  y: number;
  lines: string[];
}

export function MapView() {
  const shared = useShared();
  const latest = useRef(shared);
  latest.current = shared;
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<LibreMap | null>(null);
  const narrowed = useRef(false);
  const [ready, setReady] = useState(false);
  const [tip, setTip] = useState<Tip | null>(null);
  const [drawn] = useState(hasWebGl);
  const { model, state, shown, dispatch } = shared;
  const { country, region } = state.filters;

  useEffect(() => {
    if (!drawn || !container.current) {
      markPainted();
      return undefined;
    }
    const made = makeMap(container.current, latest.current);
    map.current = made;
    made.on('load', () => setReady(true));
    made.on('click', (event) => void onClick(made, event, latest.current));
    made.on('mousemove', (event) => {
      const lines = tipText(made, event, latest.current);
      made.getCanvas().style.cursor = lines.length ? 'pointer' : '';
      setTip(lines.length ? { x: event.point.x, y: event.point.y, lines } : null);
    });
    made.on('mouseout', () => setTip(null));
    made.on('movestart', () => setTip(null));
    return () => made.remove();
  }, [drawn]);

  useEffect(() => {
    if (ready && map.current) paintAreas(map.current, model, state.layer, state.measure);
  }, [ready, state.layer, state.measure]);

  useEffect(() => {
    if (!ready || !map.current) return;
    map.current
      .getSource<GeoJSONSource>('suppliers')
      ?.setData(supplierPoints(model, shown, onlyArea(state.filters) ? bundles(model, country, region) : []));
    map.current.once('idle', markPainted);
  }, [ready, shown]);

  useEffect(() => {
    if (!ready || !map.current) return;
    const point = state.open === null ? null : supplierPoint(model, state.open);
    map.current
      .getSource<GeoJSONSource>('selected')
      ?.setData({ type: 'FeatureCollection', features: point ? [point] : [] });
  }, [ready, state.open]);

  useEffect(() => {
    if (!ready || !map.current) return;
    markArea(map.current, country, region);
    const shape = model.shapes.get(region || country);
    if (shape)
      map.current.fitBounds(aroundArea(model, shape, shown), { padding: 40, maxZoom: 7, duration: ease() });
    else if (narrowed.current)
      map.current.fitBounds(overview(model, shown), { ...wholeView, duration: ease() });
    narrowed.current = shape !== undefined;
  }, [ready, country, region]);

  return (
    <div class="map-frame">
      <div class="map" ref={container} hidden={!drawn} />
      {!drawn && (
        <WorldMap
          model={model}
          layer={state.layer}
          measure={state.measure}
          shown={shown}
          id="screen"
          onArea={(c, r) => dispatch({ type: 'area', country: c, region: r })}
        />
      )}
      {tip && (
        <div
          class={tip.x > (container.current?.clientWidth ?? 0) / 2 ? 'tip left' : 'tip'}
          style={{ left: `${tip.x}px`, top: `${tip.y}px` }}
          aria-hidden="true"
        >
          {tip.lines.map((line, i) => (i === 0 ? <b key={i}>{line}</b> : <span key={i}>{line}</span>))}
        </div>
      )}
    </div>
  );
}
