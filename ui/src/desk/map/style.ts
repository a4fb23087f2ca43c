// The map's own style: few colours, light or dark, no sprite and no glyph files. Without a
// `glyphs` address labels are drawn with fonts of the workstation, Chinese included.

import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Lang } from '../../api/types';

const PALETTE = {
  light: { land: '#eff1f1', park: '#dbe8d6', water: '#bfd9ec', border: '#7b8a98', local: '#e0e4e8', minor: '#ffffff', casing: '#cfd7de', major: '#fbf2da', majorEdge: '#e3d8b8', fast: '#f6dca2', fastEdge: '#cfae69', text: '#33414d', quiet: '#5d6b77', waterText: '#2a5c83', halo: '#f7f9f9' },
  dark: { land: '#131b23', park: '#172a22', water: '#14344d', border: '#56687a', local: '#1e2933', minor: '#2a3642', casing: '#0f161d', major: '#3b4754', majorEdge: '#1a232c', fast: '#5d5640', fastEdge: '#26241b', text: '#c0ccd6', quiet: '#8e9dab', waterText: '#86b7dd', halo: '#0f161d' },
} as const;

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
const FONTS = ['Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', 'sans-serif'];
/** Layers the server may have, as sources of the same name. */
export const BASE_SOURCES = ['parks', 'districts', 'water', 'streets'] as const;
/** Made from the districts: one point each, because a polygon is labelled once per tile. */
const NAME_SOURCE = 'district-names';
export const LIVE_SOURCES = ['units', 'incidents', 'draft'] as const;

function width(at11: number, at16: number): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], 11, at11, 16, at16];
}

export function mapStyle(dark: boolean, lang: Lang, font: string[] = FONTS): StyleSpecification {
  const c = PALETTE[dark ? 'dark' : 'light'];
  const name = lang === 'en' ? 'en' : 'zh';
  const MINOR = ['residential', 'collector'];
  const FAST = ['ring', 'motorway'];
  const layers: LayerSpecification[] = [
    { id: 'land', type: 'background', paint: { 'background-color': c.land } },
    { id: 'parks', type: 'fill', source: 'parks', paint: { 'fill-color': c.park } },
    { id: 'water', type: 'fill', source: 'water', paint: { 'fill-color': c.water } },
    // From afar the small streets are a faint weave; near by they are streets with an edge.
    line('local', ['residential'], c.local, [0.5, 3.4], { maxzoom: 14 }),
    line('casing', MINOR, c.casing, [1.2, 12], { minzoom: 14 }),
    line('residential', ['residential'], c.minor, [0.5, 9], { minzoom: 14 }),
    line('collector', ['collector'], c.minor, [0.9, 10]),
    line('arterial-casing', ['arterial'], c.majorEdge, [2, 16], { minzoom: 12.4 }),
    line('arterial', ['arterial'], c.major, [1.4, 13]),
    line('fast-casing', FAST, c.fastEdge, [3.2, 19]),
    line('fast', FAST, c.fast, [2, 16]),
    { id: 'districts', type: 'line', source: 'districts', paint: { 'line-color': c.border, 'line-width': 1, 'line-dasharray': [5, 3] } },
    label('minor-name', 'streets', 11, { symbol: 'line', minzoom: 14.5, color: c.quiet, filter: ofClass(MINOR) }),
    label('major-name', 'streets', 11, { symbol: 'line', minzoom: 12.6, color: c.quiet, filter: ofClass(['arterial']) }),
    label('fast-name', 'streets', 11, { symbol: 'line', minzoom: 11, color: c.quiet, filter: ofClass(FAST) }),
    label('water-name', 'water', 12, { symbol: 'point', minzoom: 10, color: c.waterText }),
    label('district-name', NAME_SOURCE, 13, { symbol: 'point', minzoom: 9, strong: true }),
    icons('units', [0.5, 0.95], 13.2),
    icons('incidents', [0.66, 1], 13.2),
    icons('draft', [1, 1], 12),
  ];

  function ofClass(classes: readonly string[]): FilterSpecification {
    return ['in', ['get', 'class'], ['literal', [...classes]]];
  }

  function line(id: string, classes: readonly string[], colour: string, [at11, at16]: [number, number], range: { minzoom?: number; maxzoom?: number } = {}): LayerSpecification {
    return { id, type: 'line', source: 'streets', filter: ofClass(classes), ...range, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width(at11, at16) } };
  }

  function label(id: string, source: string, size: number, o: { symbol: 'line' | 'point'; minzoom: number; color?: string; strong?: boolean; filter?: FilterSpecification }): LayerSpecification {
    return {
      id, type: 'symbol', source, minzoom: o.minzoom, ...(o.filter ? { filter: o.filter } : {}),
      layout: { 'text-field': ['get', name], 'text-font': font, 'text-size': size, 'symbol-placement': o.symbol, 'symbol-spacing': 420, 'text-max-angle': 30, 'text-padding': o.symbol === 'line' ? 12 : 4, 'text-letter-spacing': o.strong ? 0.08 : 0 },
      paint: { 'text-color': o.color ?? c.text, 'text-halo-color': c.halo, 'text-halo-width': 1.5 },
    };
  }

  function icons(source: string, [far, near]: [number, number], labelZoom: number): LayerSpecification {
    return {
      id: source, type: 'symbol', source,
      layout: {
        'icon-image': ['get', 'icon'], 'icon-size': ['interpolate', ['linear'], ['zoom'], 10.5, far, 13, near], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'symbol-sort-key': ['get', 'order'],
        'text-field': ['step', ['zoom'], '', labelZoom, ['get', 'label']],
        'text-font': font, 'text-size': 11, 'text-offset': [0, 1.15], 'text-anchor': 'top', 'text-optional': true,
      },
      paint: { 'text-color': c.text, 'text-halo-color': c.halo, 'text-halo-width': 1.6 },
    };
  }

  return {
    version: 8,
    sources: Object.fromEntries([...BASE_SOURCES, NAME_SOURCE, ...LIVE_SOURCES].map((id) => [id, { type: 'geojson', data: EMPTY }])),
    layers,
  };
}
