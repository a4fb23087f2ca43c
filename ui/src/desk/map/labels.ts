// Words on the map, in the language of the desk where the map has them. Without a `glyphs` address
// they are drawn with fonts of the workstation, Chinese included.

import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Lang } from '../../api/types';
import type { Palette } from './palette';

export const FONTS = ['Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', 'sans-serif'];

/** Landmarks that have a picture of their own. */
export const LANDMARKS = ['hospital', 'fire_station', 'police'] as const;

/** The name on the signs stands in for one that the map does not have. */
export function nameIn(lang: Lang): ExpressionSpecification {
  return ['coalesce', ['get', lang === 'en' ? 'name:en' : 'name:zh'], ['get', 'name']];
}

const MAJOR = ['motorway', 'trunk', 'primary', 'secondary'];

export function labels(c: Palette, lang: Lang, font: readonly string[]): LayerSpecification[] {
  const name = nameIn(lang);
  const base = { 'text-field': name, 'text-font': [...font] };
  const paint = (colour: string | ExpressionSpecification, halo = 1.6) => ({ 'text-color': colour, 'text-halo-color': c.halo, 'text-halo-width': halo });
  const source = 'base';
  const isMajor: ExpressionSpecification = ['in', ['get', 'class'], ['literal', MAJOR]];
  const ofClass = (...classes: string[]): FilterSpecification => ['in', ['get', 'class'], ['literal', classes]];
  return [
    {
      id: 'house', type: 'symbol', source, 'source-layer': 'house', minzoom: 17,
      layout: { 'text-field': ['get', 'number'], 'text-font': [...font], 'text-size': 10.5, 'text-padding': 1 },
      paint: paint(c.quiet, 1.2),
    },
    {
      id: 'road-name', type: 'symbol', source, 'source-layer': 'road', minzoom: 11,
      layout: {
        ...base, 'symbol-placement': 'line', 'symbol-spacing': 300, 'text-max-angle': 32, 'text-padding': 8,
        'symbol-sort-key': ['match', ['get', 'class'], ['motorway', 'trunk'], 0, ['primary', 'secondary'], 1, 'tertiary', 2, 3],
        'text-size': ['interpolate', ['linear'], ['zoom'], 12, ['case', isMajor, 11, 10.5], 16, ['case', isMajor, 13.5, 12.5]],
        'text-letter-spacing': lang === 'en' ? 0.01 : 0.05,
      },
      paint: paint(['case', isMajor, c.text, c.quiet], 1.8),
    },
    {
      id: 'road-number', type: 'symbol', source, 'source-layer': 'road', minzoom: 9, filter: ['all', ['has', 'ref'], isMajor],
      layout: { 'text-field': ['get', 'ref'], 'text-font': [...font], 'symbol-placement': 'line', 'symbol-spacing': 500, 'text-rotation-alignment': 'viewport', 'text-size': 10.5, 'text-padding': 24 },
      paint: { 'text-color': c.text, 'text-halo-color': c.fast, 'text-halo-width': 2.4 },
    },
    {
      id: 'waterway-name', type: 'symbol', source, 'source-layer': 'waterway', minzoom: 12,
      layout: { ...base, 'symbol-placement': 'line', 'symbol-spacing': 500, 'text-size': 11.5, 'text-letter-spacing': 0.1 },
      paint: paint(c.waterText),
    },
    {
      id: 'landmark', type: 'symbol', source, 'source-layer': 'poi', minzoom: 13, filter: ofClass(...LANDMARKS),
      layout: {
        'icon-image': ['concat', 'landmark-', ['get', 'class']], 'icon-size': ['interpolate', ['linear'], ['zoom'], 13, 0.7, 16, 1], 'icon-padding': 1,
        'text-field': ['step', ['zoom'], '', 14.6, name], 'text-font': [...font], 'text-size': 11, 'text-anchor': 'top', 'text-offset': [0, 0.75], 'text-optional': true, 'text-max-width': 9,
      },
      paint: paint(c.quiet),
    },
    {
      id: 'poi', type: 'symbol', source, 'source-layer': 'poi', minzoom: 15, filter: ['!', ofClass(...LANDMARKS) as ExpressionSpecification],
      layout: { 'text-field': ['coalesce', ['get', 'number'], name], 'text-font': [...font], 'text-size': 10.5, 'text-max-width': 8, 'text-padding': 6 },
      paint: paint(c.quiet),
    },
    {
      id: 'area-name', type: 'symbol', source, 'source-layer': 'label',
      layout: { ...base, 'text-size': ['match', ['get', 'class'], 'water', 13, 11.5], 'text-letter-spacing': ['match', ['get', 'class'], 'water', 0.12, 0.02], 'text-max-width': 7, 'text-padding': 6 },
      paint: paint(['match', ['get', 'class'], ['water', 'river', 'stream', 'wetland'], c.waterText, ['park', 'wood', 'cemetery', 'grass'], c.greenText, c.quiet]),
    },
    {
      id: 'place-small', type: 'symbol', source, 'source-layer': 'place', maxzoom: 16, filter: ofClass('village', 'quarter', 'hamlet', 'locality'),
      layout: { ...base, 'text-size': ['match', ['get', 'class'], 'village', 12.5, 'quarter', 12, 11], 'text-max-width': 7, 'text-padding': 6 },
      paint: paint(c.text),
    },
    {
      id: 'place-suburb', type: 'symbol', source, 'source-layer': 'place', maxzoom: 16, filter: ofClass('suburb', 'town'),
      layout: { ...base, 'text-size': ['interpolate', ['linear'], ['zoom'], 10, 12, 14, 16], 'text-letter-spacing': lang === 'en' ? 0.06 : 0.16, 'text-max-width': 8, 'text-padding': 10 },
      paint: paint(c.text, 2),
    },
    {
      id: 'place-city', type: 'symbol', source, 'source-layer': 'place', maxzoom: 10.4, filter: ofClass('city'),
      layout: { ...base, 'text-size': ['interpolate', ['linear'], ['zoom'], 6, 14, 11, 22], 'text-letter-spacing': lang === 'en' ? 0.03 : 0.2 },
      paint: paint(c.text, 2.2),
    },
  ];
}
