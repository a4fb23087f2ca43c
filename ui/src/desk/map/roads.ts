// Roads: how wide and in what colour each class is, under the ground, on it and over it.

import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

/** Width in pixels at these zooms; both edges together are added to it. */
const ZOOMS = [8, 11, 12, 14, 16, 18] as const;
type Widths = readonly [number, number, number, number, number, number];
type Kind = 'fast' | 'primary' | 'major' | 'tertiary' | 'link' | 'minor' | 'service';

const CLASSES: Readonly<Record<Kind, readonly string[]>> = {
  fast: ['motorway', 'trunk'],
  primary: ['primary'],
  major: ['secondary'],
  tertiary: ['tertiary'],
  link: ['motorway-link', 'trunk-link', 'primary-link', 'secondary-link', 'tertiary-link'],
  minor: ['residential', 'unclassified', 'living-street', 'road', 'pedestrian', 'busway'],
  service: ['service', 'track'],
};
const WIDTHS: Readonly<Record<Kind, Widths>> = {
  fast: [0.9, 2.2, 2.8, 5.5, 13, 28],
  primary: [0.6, 1.6, 2.2, 4.6, 11, 25],
  major: [0.5, 1.3, 1.8, 4, 10, 23],
  tertiary: [0.4, 0.8, 1.3, 3.2, 9, 20],
  link: [0.3, 0.8, 1.1, 2.6, 7, 15],
  minor: [0.2, 0.4, 0.7, 2.2, 7, 17],
  service: [0, 0.2, 0.4, 1, 3.4, 9],
};
const EDGES: Readonly<Record<Kind, Widths>> = {
  fast: [0.4, 1, 1.2, 1.6, 2, 2.4],
  primary: [0, 0.9, 1, 1.5, 2, 2.4],
  major: [0, 0.6, 0.9, 1.4, 1.8, 2.2],
  tertiary: [0, 0, 0.4, 1.2, 1.6, 2],
  link: [0, 0.4, 0.8, 1.2, 1.6, 2],
  minor: [0, 0.2, 0.5, 1, 1.6, 2],
  service: [0, 0, 0, 0.6, 1.2, 1.6],
};
const KINDS = Object.keys(CLASSES) as Kind[];
/** Ways that no car takes, and ferries: thin dashes. */
const PATHS = ['cycleway', 'footway', 'path', 'bridleway', 'steps', 'ferry'];

const LEVEL: ExpressionSpecification = ['coalesce', ['get', 'layer'], 0];

/** A value by the class of the road. */
function byKind<T>(value: (kind: Kind) => T): ExpressionSpecification {
  const cases = KINDS.slice(0, -1).flatMap((kind) => [[...CLASSES[kind]], value(kind)]);
  return ['match', ['get', 'class'], ...cases, value('service')] as unknown as ExpressionSpecification;
}

function width(of: (kind: Kind, at: number) => number): ExpressionSpecification {
  const stops = ZOOMS.flatMap((zoom, at) => [zoom, byKind((kind) => of(kind, at))]);
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

const FILL_WIDTH = width((kind, at) => WIDTHS[kind][at] ?? 0);
const EDGE_WIDTH = width((kind, at) => (WIDTHS[kind][at] ?? 0) + (EDGES[kind][at] ?? 0));
/** Larger roads over smaller ones, and higher bridges over lower ones. */
const ORDER: ExpressionSpecification = ['+', ['*', 10, LEVEL], byKind((kind) => KINDS.length - KINDS.indexOf(kind))];

export function roads(c: Palette): LayerSpecification[] {
  const colour = byKind((kind) => ({ fast: c.fast, primary: c.primary, major: c.major, tertiary: c.minor, link: c.major, minor: c.minor, service: c.minor })[kind]);
  const edge = byKind((kind) => ({ fast: c.fastEdge, primary: c.primaryEdge, major: c.majorEdge, tertiary: c.minorEdge, link: c.majorEdge, minor: c.minorEdge, service: c.minorEdge })[kind]);
  const driven: FilterSpecification = ['!', ['in', ['get', 'class'], ['literal', PATHS]]];

  function pair(id: string, level: FilterSpecification, cap: 'butt' | 'round', dash?: number[]): LayerSpecification[] {
    const filter = ['all', driven, level] as FilterSpecification;
    const layout = { 'line-join': 'round', 'line-sort-key': ORDER } as const;
    return [
      { id: `${id}-edge`, type: 'line', source: 'base', 'source-layer': 'road', filter, layout: { ...layout, 'line-cap': dash ? 'butt' : cap }, paint: { 'line-color': edge, 'line-width': EDGE_WIDTH, ...(dash ? { 'line-dasharray': dash } : {}) } },
      { id, type: 'line', source: 'base', 'source-layer': 'road', filter, layout: { ...layout, 'line-cap': cap }, paint: { 'line-color': colour, 'line-width': FILL_WIDTH, ...(dash ? { 'line-opacity': 0.55 } : {}) } },
    ];
  }

  return [
    ...pair('tunnel', ['<', LEVEL, 0], 'butt', [0.6, 0.35]),
    { id: 'path', type: 'line', source: 'base', 'source-layer': 'road', filter: ['in', ['get', 'class'], ['literal', PATHS]], paint: { 'line-color': c.path, 'line-width': ['interpolate', ['linear'], ['zoom'], 14, 0.8, 18, 2], 'line-dasharray': [3, 2] } },
    ...pair('road', ['==', LEVEL, 0], 'round'),
    ...pair('bridge', ['>', LEVEL, 0], 'butt'),
  ];
}
