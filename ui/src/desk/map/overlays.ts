// What the desk lays over the roads: where units get in time, changed roads, and the way of a unit.

import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

const grow = (far: number, near: number): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], 10, far, 16, near];

export function cover(c: Palette): LayerSpecification[] {
  return [
    { id: 'cover', type: 'fill', source: 'cover', paint: { 'fill-color': c.cover, 'fill-opacity': 0.11 } },
    { id: 'cover-edge', type: 'line', source: 'cover', layout: { 'line-join': 'round' }, paint: { 'line-color': c.cover, 'line-width': 1.3, 'line-opacity': 0.7 } },
  ];
}

/** Closed is dashed with crosses, slow is dotted, opened is a line with arrows; never the hue alone. */
export function roadChanges(c: Palette): LayerSpecification[] {
  const source = 'road-changes';
  // A change of one direction lies on the side where that direction drives.
  const offset: ExpressionSpecification = ['*', 3, ['get', 'side']];
  const line = { 'line-join': 'round', 'line-cap': 'butt' } as const;
  return [
    { id: 'change-halo', type: 'line', source, layout: { ...line, 'line-cap': 'round' }, paint: { 'line-color': c.halo, 'line-width': grow(5, 11), 'line-offset': offset } },
    { id: 'change-closed', type: 'line', source, filter: ['==', ['get', 'effect'], 'closed'], layout: line, paint: { 'line-color': c.closed, 'line-width': grow(3.4, 7), 'line-offset': offset, 'line-dasharray': [1.6, 0.8] } },
    { id: 'change-slow', type: 'line', source, filter: ['==', ['get', 'effect'], 'slow'], layout: { ...line, 'line-cap': 'round' }, paint: { 'line-color': c.slow, 'line-width': grow(3, 6), 'line-offset': offset, 'line-dasharray': [0.01, 1.7] } },
    { id: 'change-open', type: 'line', source, filter: ['==', ['get', 'effect'], 'open'], layout: line, paint: { 'line-color': c.opened, 'line-width': grow(2.2, 4), 'line-offset': offset } },
    { id: 'change-chosen', type: 'line', source, filter: ['==', ['get', 'effect'], 'chosen'], layout: line, paint: { 'line-color': c.chosen, 'line-width': grow(3.4, 7), 'line-opacity': 0.9 } },
  ];
}

export function roadSigns(c: Palette, font: readonly string[]): LayerSpecification[] {
  const source = 'road-changes';
  const along = { 'symbol-placement': 'line', 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-size': grow(0.6, 1) } as const;
  const middle = { 'symbol-placement': 'line-center', 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-size': grow(0.6, 1) } as const;
  return [
    // The middle always has its sign, however short the road; a long one has more.
    { id: 'sign-closed', type: 'symbol', source, filter: ['==', ['get', 'effect'], 'closed'], layout: { ...middle, 'icon-image': 'road-closed', 'icon-rotation-alignment': 'viewport' } },
    { id: 'sign-closed-more', type: 'symbol', source, minzoom: 13, filter: ['==', ['get', 'effect'], 'closed'], layout: { ...along, 'symbol-spacing': 70, 'icon-image': 'road-closed', 'icon-rotation-alignment': 'viewport' } },
    { id: 'sign-open', type: 'symbol', source, filter: ['==', ['get', 'effect'], 'open'], layout: { ...middle, 'icon-image': 'road-open', 'icon-rotation-alignment': 'map' } },
    { id: 'sign-open-more', type: 'symbol', source, minzoom: 13, filter: ['==', ['get', 'effect'], 'open'], layout: { ...along, 'symbol-spacing': 60, 'icon-image': 'road-open', 'icon-rotation-alignment': 'map' } },
    { id: 'sign-slow', type: 'symbol', source, filter: ['==', ['get', 'effect'], 'slow'], layout: { ...middle, 'icon-image': 'road-slow', 'icon-rotation-alignment': 'viewport' } },
    {
      id: 'slow-by', type: 'symbol', source, minzoom: 14, filter: ['==', ['get', 'effect'], 'slow'],
      layout: { 'symbol-placement': 'line-center', 'text-max-angle': 180, 'text-field': ['get', 'label'], 'text-font': [...font], 'text-size': 12, 'text-offset': [0, 1.3], 'text-rotation-alignment': 'viewport', 'text-allow-overlap': true },
      paint: { 'text-color': c.slow, 'text-halo-color': c.halo, 'text-halo-width': 2.4 },
    },
  ];
}

export function way(c: Palette): LayerSpecification[] {
  const layout = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    { id: 'way-halo', type: 'line', source: 'way', layout, paint: { 'line-color': c.halo, 'line-width': grow(6, 10) } },
    { id: 'way', type: 'line', source: 'way', layout, paint: { 'line-color': c.way, 'line-width': grow(3, 5.5) } },
  ];
}

/** Who takes the way and how long, often enough that one is in sight. */
export function wayTime(c: Palette, font: readonly string[]): LayerSpecification[] {
  return [
    {
      id: 'way-time', type: 'symbol', source: 'way',
      layout: { 'symbol-placement': 'line', 'symbol-spacing': 260, 'text-max-angle': 180, 'text-field': ['get', 'label'], 'text-font': [...font], 'text-size': 13.5, 'text-rotation-alignment': 'viewport', 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': c.way, 'text-halo-color': c.halo, 'text-halo-width': 2.6 },
    },
  ];
}
