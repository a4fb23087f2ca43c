// The map's own style: few colours, light, dark or for paper, no sprite and no glyph files.

import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Lang, MapInfo } from '../../api/types';
import { ground, over } from './ground';
import { FONTS, labels } from './labels';
import { cover, roadChanges, roadSigns, way, wayTime } from './overlays';
import { PALETTES, type Look, type Palette } from './palette';
import { roads } from './roads';

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
export const LIVE_SOURCES = ['cover', 'road-changes', 'way', 'units', 'incidents', 'draft'] as const;

/** Where the tiles are, as the server says it. */
export type Base = Pick<MapInfo, 'tiles' | 'zoom_max' | 'bounds'>;

/** The style of the whole map. `origin` makes the tiles' addresses whole, since a worker asks for them. */
export function mapStyle(look: Look, lang: Lang, base: Base, origin: string): StyleSpecification {
  const c = PALETTES[look];
  const sources: Record<string, SourceSpecification> = {
    base: { type: 'vector', tiles: [origin + base.tiles], minzoom: 0, maxzoom: base.zoom_max, bounds: base.bounds },
  };
  for (const id of LIVE_SOURCES) sources[id] = { type: 'geojson', data: EMPTY };
  return {
    version: 8,
    sources,
    layers: [
      ...ground(c),
      ...roads(c),
      ...over(c),
      ...cover(c),
      ...roadChanges(c),
      ...way(c),
      ...labels(c, lang, FONTS),
      ...roadSigns(c, FONTS),
      ...wayTime(c, FONTS),
      live('units', c, [0.5, 0.95], 13.2),
      live('incidents', c, [0.66, 1], 13.2),
      live('draft', c, [1, 1], 12),
    ],
  };
}

/** Incidents and units: over everything, never left out, never moved. */
function live(source: 'units' | 'incidents' | 'draft', c: Palette, [far, near]: [number, number], labelZoom: number): LayerSpecification {
  return {
    id: source, type: 'symbol', source,
    layout: {
      'icon-image': ['get', 'icon'], 'icon-size': ['interpolate', ['linear'], ['zoom'], 10.5, far, 13, near], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'symbol-sort-key': ['get', 'order'],
      'text-field': ['step', ['zoom'], '', labelZoom, ['get', 'label']],
      'text-font': FONTS, 'text-size': 11.5, 'text-offset': [0, 1.15], 'text-anchor': 'top', 'text-optional': true,
    },
    paint: { 'text-color': c.text, 'text-halo-color': c.halo, 'text-halo-width': 2 },
  };
}
