// The map's own style: few colours, light or dark, no sprite and no glyph files. Without a
// `glyphs` address labels are drawn with fonts of the workstation, Chinese included.

import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Lang } from '../../api/types';

const PALETTE = {
  light: { land: '#f1f3f5', water: '#c3dcef', border: '#9aa7b3', minor: '#ffffff', casing: '#d2d9e0', major: '#fdf3da', fast: '#f5dfae', fastEdge: '#d9bd7e', text: '#3b4854', waterText: '#2d5f86', halo: '#f7f9fa' },
  dark: { land: '#151e27', water: '#16334a', border: '#465768', minor: '#2a3744', casing: '#101820', major: '#3d4a57', fast: '#5a5440', fastEdge: '#2b281f', text: '#b3c1cd', waterText: '#86b7dd', halo: '#111920' },
} as const;

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
const FONTS = ['Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', 'sans-serif'];
const BASE_SOURCES = ['districts', 'water', 'streets'] as const;
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
  const layers: LayerSpecification[] = [
    { id: 'land', type: 'background', paint: { 'background-color': c.land } },
    { id: 'water', type: 'fill', source: 'water', paint: { 'fill-color': c.water } },
    { id: 'casing', type: 'line', source: 'streets', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': c.casing, 'line-width': width(1.4, 13) } },
    { id: 'residential', type: 'line', source: 'streets', filter: ['==', ['get', 'class'], 'residential'], layout: { 'line-cap': 'round' }, paint: { 'line-color': c.minor, 'line-width': width(0.6, 8) } },
    { id: 'collector', type: 'line', source: 'streets', filter: ['==', ['get', 'class'], 'collector'], layout: { 'line-cap': 'round' }, paint: { 'line-color': c.minor, 'line-width': width(1.2, 11) } },
    { id: 'arterial', type: 'line', source: 'streets', filter: ['==', ['get', 'class'], 'arterial'], layout: { 'line-cap': 'round' }, paint: { 'line-color': c.major, 'line-width': width(2, 14) } },
    { id: 'fast-casing', type: 'line', source: 'streets', filter: ['in', ['get', 'class'], ['literal', ['ring', 'motorway']]], layout: { 'line-cap': 'round' }, paint: { 'line-color': c.fastEdge, 'line-width': width(3.6, 19) } },
    { id: 'fast', type: 'line', source: 'streets', filter: ['in', ['get', 'class'], ['literal', ['ring', 'motorway']]], layout: { 'line-cap': 'round' }, paint: { 'line-color': c.fast, 'line-width': width(2.4, 16) } },
    { id: 'districts', type: 'line', source: 'districts', paint: { 'line-color': c.border, 'line-width': 1.2, 'line-dasharray': [4, 3] } },
    label('minor-name', 'streets', 11, { symbol: 'line', minzoom: 14, filter: ['in', ['get', 'class'], ['literal', MINOR]] }),
    label('major-name', 'streets', 12, { symbol: 'line', minzoom: 11.5, filter: ['!', ['in', ['get', 'class'], ['literal', MINOR]]] }),
    label('water-name', 'water', 12, { symbol: 'point', minzoom: 10, color: c.waterText }),
    label('district-name', NAME_SOURCE, 14, { symbol: 'point', minzoom: 9 }),
    icons('units', [0.6, 0.95], 13),
    icons('incidents', [0.72, 1], 12.4),
    icons('draft', [1, 1], 12),
  ];

  function label(id: string, source: string, size: number, o: { symbol: 'line' | 'point'; minzoom: number; color?: string; filter?: FilterSpecification }): LayerSpecification {
    return {
      id, type: 'symbol', source, minzoom: o.minzoom, ...(o.filter ? { filter: o.filter } : {}),
      layout: { 'text-field': ['get', name], 'text-font': font, 'text-size': size, 'symbol-placement': o.symbol, 'symbol-spacing': 320, 'text-max-angle': 35 },
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
