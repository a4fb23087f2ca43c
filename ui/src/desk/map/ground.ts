// What lies under the roads: land, water, buildings, railways, borders.

import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

export function ground(c: Palette): LayerSpecification[] {
  const land: ExpressionSpecification = [
    'match', ['get', 'class'],
    'residential', c.town,
    'industrial', c.industry,
    'parking', c.runway,
    ['campus', 'plaza'], c.campus,
    ['park', 'grass', 'cemetery'], c.park,
    'wood', c.wood,
    'wetland', c.wetland,
    'bare', c.bare,
    c.field,
  ];
  // Built-up land is the ground of everything else on it.
  const under: ExpressionSpecification = ['match', ['get', 'class'], 'residential', 0, ['farmland', 'industrial'], 1, 2];
  const source = 'base';
  return [
    { id: 'country', type: 'background', paint: { 'background-color': c.country } },
    { id: 'land', type: 'fill', source, 'source-layer': 'land', layout: { 'fill-sort-key': under }, paint: { 'fill-color': land } },
    { id: 'waterway', type: 'line', source, 'source-layer': 'waterway', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': c.water, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 9, ['match', ['get', 'class'], 'river', 1, 0.3], 16, ['match', ['get', 'class'], 'river', 6, 2]] } },
    { id: 'water', type: 'fill', source, 'source-layer': 'water', paint: { 'fill-color': c.water } },
    { id: 'runway-area', type: 'fill', source, 'source-layer': 'runway', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': c.runway } },
    { id: 'runway', type: 'line', source, 'source-layer': 'runway', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': c.runway, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 1.5, 16, 30] } },
    // A border is dashes over open land, and a band on both sides of a street that it runs along.
    { id: 'border-band', type: 'line', source, 'source-layer': 'border', layout: { 'line-join': 'round' }, paint: { 'line-color': c.border, 'line-opacity': 0.17, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 4, 14, 12, 17, 34] } },
    { id: 'border', type: 'line', source, 'source-layer': 'border', layout: { 'line-join': 'round' }, paint: { 'line-color': c.border, 'line-opacity': ['match', ['get', 'class'], ['border-state', 'border-region'], 0.75, 0.5], 'line-width': ['match', ['get', 'class'], 'border-state', 2, 'border-region', 1.6, 1], 'line-dasharray': [6, 4] } },
    { id: 'building', type: 'fill', source, 'source-layer': 'building', minzoom: 15, paint: { 'fill-color': c.building, 'fill-outline-color': c.buildingEdge, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 15, 0.4, 16, 1] } },
  ];
}

/** Over the roads, since a railway is crossed at its level. */
export function over(c: Palette): LayerSpecification[] {
  const source = 'base';
  return [
    { id: 'rail', type: 'line', source, 'source-layer': 'rail', paint: { 'line-color': c.rail, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 16, ['match', ['get', 'class'], 'tram', 1.2, 2.4]] } },
    { id: 'rail-ties', type: 'line', source, 'source-layer': 'rail', minzoom: 13, filter: ['!=', ['get', 'class'], 'tram'], paint: { 'line-color': c.rail, 'line-width': ['interpolate', ['linear'], ['zoom'], 13, 3, 16, 7], 'line-dasharray': [0.18, 1.6] } },
  ];
}
