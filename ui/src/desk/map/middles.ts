// The middle of each area, to put its name there once.

import type { Feature, FeatureCollection, Point, Position } from 'geojson';

/** The centroid of a ring by the shoelace formula. */
function centroid(ring: readonly Position[]): Position {
  let area = 0;
  let x = 0;
  let y = 0;
  for (const [index, [x1 = 0, y1 = 0]] of ring.entries()) {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return area === 0 ? (ring[0] ?? [0, 0]) : [x / (3 * area), y / (3 * area)];
}

export function middles(areas: FeatureCollection): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (const { geometry, properties } of areas.features) {
    const ring = geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.type === 'MultiPolygon' ? geometry.coordinates[0]?.[0] : undefined;
    if (ring) features.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: centroid(ring) } });
  }
  return { type: 'FeatureCollection', features };
}
