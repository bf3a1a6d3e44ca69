// SPDX-License-Identifier: Apache-2.0
// The one interactive map of the house: areas, hatch, outlines, names, choice, tip. It knows no suppliers; a page
// draws its own things on top by an overlay. Without WebGL the page's vector map takes its place.
import {
  Map as LibreMap,
  NavigationControl,
  ScaleControl,
  type LayerSpecification,
  type MapMouseEvent,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Project } from '../geometry';
import type { Shapes } from './areaFeatures';
import { markArea, paintAreas, showShapes, styleOf, type AreaPaint, type Overlay } from './areaStyle';
import { provideImages, type Painter } from './images';
import { drawWhenSeen } from './keepDrawn';

/** west, south, east, north */
export type Bounds = [number, number, number, number];

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
/** Milliseconds of a movement; none for readers who want none. */
export const ease = (): number => (calm() ? 0 : 250);

/** Set once the map shows its data; tests and the publisher's checks wait for it. */
function markPainted(): void {
  if (performance.getEntriesByName('map-painted').length > 0) return;
  performance.mark('map-painted');
  window.dispatchEvent(new Event('map-painted'));
}

export interface AreaMapProps {
  /** may grow later; the same object as long as nothing changes */
  shapes: Shapes;
  paint: AreaPaint;
  chosen: { country: string; region: string };
  /** what the map shows when nothing is chosen */
  home: () => Bounds;
  homeOptions?: { padding: number; maxZoom: number };
  /** what it shows when the chosen area is known, null = stay */
  focus: () => Bounds | null;
  /** said to screen readers */
  label: string;
  /** an area was clicked; region '' where none is drawn */
  onArea: (country: string, region: string) => void;
  /** the sea was clicked */
  onNothing?: () => void;
  /** lines of the tip for an area, the first as title; empty = none */
  areaTip: (country: string, region: string | undefined) => string[];
  /** another plane projection than the map's own; positions of the overlay are the page's business */
  project?: Project;
  /** layers between the sea and the areas */
  ground?: LayerSpecification[];
  scaleBar?: boolean;
  overlay?: Overlay;
  pictures?: Painter;
  /** the overlay's answer to a click: true = taken */
  overlayClick?: (map: LibreMap, event: MapMouseEvent) => boolean;
  /** the overlay's tip; null = nothing of it lies here */
  overlayTip?: (map: LibreMap, event: MapMouseEvent) => string[] | null;
  onReady?: (map: LibreMap) => void;
  /** drawn instead without WebGL */
  fallback: ComponentChildren;
}

/** A browser that takes the context away more often is left with the vector map. */
const mostLosses = 3;
const usualView = { padding: 28, maxZoom: 6 };

/** Null without WebGL. A context made only to ask for it would cost as much as the map's own. */
function openMap(container: HTMLElement, props: AreaMapProps): LibreMap | null {
  try {
    return makeMap(container, props);
  } catch {
    container.replaceChildren();
    return null;
  }
}

function makeMap(container: HTMLElement, props: AreaMapProps): LibreMap {
  const map = new LibreMap({
    container,
    style: styleOf(props.shapes, props.paint, props.overlay, props.project, props.ground),
    bounds: props.home(),
    fitBoundsOptions: props.homeOptions ?? usualView,
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
  if (props.scaleBar !== false) map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-right');
  map.getCanvas().setAttribute('aria-label', props.label);
  provideImages(map, props.pictures);
  return map;
}

/** Area under the pointer. */
function areaAt(map: LibreMap, event: MapMouseEvent) {
  const code = (layer: string): string | undefined =>
    map.queryRenderedFeatures(event.point, { layers: [layer] })[0]?.properties.code as string | undefined;
  return { country: code('countries'), region: code('regions') };
}

interface Tip {
  x: number;
  y: number;
  lines: string[];
}

function tipLines(map: LibreMap, event: MapMouseEvent, props: AreaMapProps): string[] {
  const above = props.overlayTip?.(map, event);
  if (above) return above;
  const { country, region } = areaAt(map, event);
  return country ? props.areaTip(country, region) : [];
}

function click(map: LibreMap, event: MapMouseEvent, props: AreaMapProps): void {
  if (props.overlayClick?.(map, event)) return;
  const { country, region } = areaAt(map, event);
  if (country) props.onArea(country, region ?? '');
  else props.onNothing?.();
}

/** The map object once it is loaded; its listeners always see the latest props. */
function useLibreMap(props: AreaMapProps, showTip: (tip: Tip | null) => void) {
  const latest = useRef(props);
  latest.current = props;
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<LibreMap | null>(null);
  const [drawn, setDrawn] = useState(true);
  const [losses, setLosses] = useState(0);
  // Before the page's first picture, so that the drawing context need not wait until that is drawn.
  useLayoutEffect(() => {
    if (!container.current) return undefined;
    const made = losses > mostLosses ? null : openMap(container.current, latest.current);
    if (!made) {
      setDrawn(false);
      markPainted();
      return undefined;
    }
    // Fired when the first picture is complete, which has colours and marks from the start.
    made.on('load', () => {
      markPainted();
      setMap(made);
      latest.current.onReady?.(made);
    });
    made.on('click', (event) => click(made, event, latest.current));
    made.on('mousemove', (event) => {
      const lines = tipLines(made, event, latest.current);
      made.getCanvas().style.cursor = lines.length ? 'pointer' : '';
      showTip(lines.length ? { x: event.point.x, y: event.point.y, lines } : null);
    });
    made.on('mouseout', () => showTip(null));
    made.on('movestart', () => showTip(null));
    // A context that was taken away comes back empty or never: another map takes its place, or the vector map.
    made.on('webglcontextlost', () => {
      setMap(null);
      setLosses((n) => n + 1);
    });
    const stop = drawWhenSeen(made);
    return () => {
      stop();
      made.remove();
    };
  }, [losses]);
  return { map, drawn, container };
}

export function AreaMap(props: AreaMapProps) {
  const { shapes, paint, chosen, home, homeOptions = usualView, focus, fallback } = props;
  const [tip, setTip] = useState<Tip | null>(null);
  const narrowed = useRef(false);
  const drawnShapes = useRef(shapes);
  const { map, drawn, container } = useLibreMap(props, setTip);

  useEffect(() => {
    if (!map) return;
    if (drawnShapes.current !== shapes) showShapes(map, shapes, props.project);
    drawnShapes.current = shapes;
    paintAreas(map, shapes, paint);
  }, [map, paint, shapes]);

  useEffect(() => {
    if (!map) return;
    markArea(map, chosen.country, chosen.region);
    const bounds = focus();
    if (bounds) map.fitBounds(bounds, { padding: 40, maxZoom: 7, duration: ease() });
    else if (narrowed.current) map.fitBounds(home(), { ...homeOptions, duration: ease() });
    narrowed.current = bounds !== null;
  }, [map, chosen.country, chosen.region]);

  return (
    <div class="map-frame">
      <div class="map" ref={container} hidden={!drawn} />
      {!drawn && fallback}
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
