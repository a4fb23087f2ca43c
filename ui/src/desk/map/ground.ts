// What lies under the roads: land, water, buildings, railways, borders.

import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

export function ground(c: Palette): LayerSpecification[] {
  const land: ExpressionSpecification = [
    'match', ['get', 'class'],
    'residential', c.town,
    ['industrial', 'parking'], c.industry,
    ['campus', 'plaza'], c.campus,
    ['park', 'grass', 'cemetery'], c.park,
    'wood', c.wood,
    'wetland', c.wetland,
    'bare', c.bare,
    c.field,
  ];
  // Built-up land is the ground of everything else on it.
  const under: ExpressionSpecification = ['match', ['get', 'class'], 'residential', 0, ['farmland', 'industrial'], 1, 2];
  const at = 'base';
  return [
    { id: 'country', type: 'background', paint: { 'background-color': c.country } },
    { id: 'land', type: 'fill', source: at, 'source-layer': 'land', layout: { 'fill-sort-key': under }, paint: { 'fill-color': land } },
    { id: 'waterway', type: 'line', source: at, 'source-layer': 'waterway', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': c.water, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 9, ['match', ['get', 'class'], 'river', 1, 0.3], 16, ['match', ['get', 'class'], 'river', 6, 2]] } },
    { id: 'water', type: 'fill', source: at, 'source-layer': 'water', paint: { 'fill-color': c.water } },
    { id: 'runway-area', type: 'fill', source: at, 'source-layer': 'runway', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': c.runway } },
    { id: 'runway', type: 'line', source: at, 'source-layer': 'runway', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': c.runway, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 1.5, 16, 30] } },
    // A border is a band on both sides of the street that it runs along, and dashes on it.
    { id: 'border-band', type: 'line', source: at, 'source-layer': 'border', layout: { 'line-join': 'round' }, paint: { 'line-color': c.border, 'line-opacity': 0.16, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 4, 14, 12, 17, 34] } },
    { id: 'building', type: 'fill', source: at, 'source-layer': 'building', minzoom: 15, paint: { 'fill-color': c.building, 'fill-outline-color': c.buildingEdge, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 15, 0.4, 16, 1] } },
  ];
}

/** Over the roads, since a railway is crossed at its level and a border runs along streets. */
export function over(c: Palette): LayerSpecification[] {
  const source = 'base';
  return [
    { id: 'rail', type: 'line', source, 'source-layer': 'rail', paint: { 'line-color': c.rail, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 16, ['match', ['get', 'class'], 'tram', 1.2, 2.4]] } },
    { id: 'rail-ties', type: 'line', source, 'source-layer': 'rail', minzoom: 13, filter: ['!=', ['get', 'class'], 'tram'], paint: { 'line-color': c.rail, 'line-width': ['interpolate', ['linear'], ['zoom'], 13, 3, 16, 7], 'line-dasharray': [0.18, 1.6] } },
    { id: 'border', type: 'line', source, 'source-layer': 'border', layout: { 'line-join': 'round' }, paint: { 'line-color': c.border, 'line-opacity': 0.6, 'line-width': ['match', ['get', 'class'], 'border-state', 2, 'border-region', 1.6, 1.1], 'line-dasharray': [6, 4] } },
  ];
}
