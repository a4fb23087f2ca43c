// Everything that touches MapLibre. The library is loaded only when a map can be shown.

import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Lang, LatLon } from '../../api/types';
import { fromLngLat, lngLat, straightLine_m } from '../../kit/geo';
import { pictures } from './icons';
import type { Look } from './palette';
import { type Base, type LIVE_SOURCES, mapStyle } from './style';

/** Nearer than this a place's streets can be told apart. */
const CLOSE_ZOOM = 13;
const TOGETHER_M = 6000;

type Live = (typeof LIVE_SOURCES)[number];

export interface MapEvents {
  incident(id: string): void;
  unit(id: string): void;
  /** A click on the ground; returns whether it was wanted. */
  ground(at: LatLon): void;
  picking(): boolean;
}

export interface Engine {
  dress(look: Look, lang: Lang): void;
  set(source: Live, data: FeatureCollection): void;
  centre(): LatLon;
  /** Brings a place into sight, with others that belong to it where they are near enough. */
  goTo(at: LatLon, others: readonly LatLon[]): void;
  focus(): void;
  resize(): void;
  remove(): void;
}

/** Whether a map could not be made because the browser draws no WebGL 2. To try beforehand costs as much as the map. */
export function lacksWebGL2(error: unknown): boolean {
  return error instanceof Error && error.name === 'GPUInitializationError';
}

/** Begins to load the library, so that it is there when the board is. */
export const library = () => import('maplibre-gl');

export async function createMap(container: HTMLElement, start: { centre: LatLon; zoom: number; base: Base }, look: Look, lang: Lang, label: string, events: MapEvents): Promise<Engine> {
  const gl = await library();
  // Without this call the map stays blank and nothing says so.
  gl.setWorkerUrl(workerUrl);
  const live = new Map<Live, FeatureCollection>();
  const drawn = new Map<Live, string>();
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const styled = (look: Look, lang: Lang) => mapStyle(look, lang, start.base, location.origin);
  const map: MapLibre = new gl.Map({
    container,
    style: styled(look, lang),
    center: lngLat(start.centre),
    zoom: start.zoom,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: still ? 0 : 120,
    locale: { 'Map.Title': label },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new gl.NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new gl.ScaleControl({ unit: 'metric' }), 'bottom-right');

  // A style change empties sources and pictures, so both are filled again after each one.
  function fill(): void {
    for (const picture of pictures()) {
      if (map.hasImage(picture.id)) map.updateImage(picture.id, picture.data);
      else map.addImage(picture.id, picture.data, { pixelRatio: picture.pixelRatio });
    }
    for (const [name, data] of live) map.getSource<GeoJSONSource>(name)?.setData(data);
  }
  let ready = false;
  map.on('style.load', () => {
    ready = true;
    fill();
  });

  // What a measurement of the desk looks for: everything of the first picture is drawn.
  map.once('load', () => performance.mark('map-drawn'));

  map.on('click', (event) => {
    if (events.picking()) return events.ground(fromLngLat(event.lngLat.lng, event.lngLat.lat));
    const near: [[number, number], [number, number]] = [[event.point.x - 6, event.point.y - 6], [event.point.x + 6, event.point.y + 6]];
    const hit = map.queryRenderedFeatures(near, { layers: ['incidents', 'units'] })[0];
    const id: unknown = hit?.properties['id'];
    if (typeof id !== 'string') return;
    if (hit?.layer.id === 'incidents') events.incident(id);
    else events.unit(id);
  });
  map.on('mousemove', (event) => {
    const over = !events.picking() && map.queryRenderedFeatures(event.point, { layers: ready ? ['incidents', 'units'] : [] }).length > 0;
    map.getCanvas().style.cursor = events.picking() ? 'crosshair' : over ? 'pointer' : '';
  });

  return {
    dress(nextLook, nextLang) {
      ready = false;
      map.setStyle(styled(nextLook, nextLang), { diff: false });
    },
    set(source, data) {
      // Rows are replaced whole at every refresh; a picture that would be the same is not drawn again.
      const text = JSON.stringify(data);
      if (drawn.get(source) === text) return;
      drawn.set(source, text);
      live.set(source, data);
      if (ready) map.getSource<GeoJSONSource>(source)?.setData(data);
    },
    centre: () => fromLngLat(map.getCenter().lng, map.getCenter().lat),
    goTo(at, others) {
      const bounds = new gl.LngLatBounds(lngLat(at), lngLat(at));
      for (const other of others) if (straightLine_m(at, other) < TOGETHER_M) bounds.extend(lngLat(other));
      const seen = map.getBounds();
      if (seen.contains(bounds.getSouthWest()) && seen.contains(bounds.getNorthEast()) && map.getZoom() > CLOSE_ZOOM) return;
      map.fitBounds(bounds, { padding: 70, maxZoom: CLOSE_ZOOM + 0.4, duration: still ? 0 : 400 });
    },
    focus: () => map.getCanvas().focus(),
    resize: () => map.resize(),
    remove: () => map.remove(),
  };
}
