// Rows of the board as points for the map.

import type { Feature, FeatureCollection, Point } from 'geojson';
import type { IncidentRow, LatLon, Position, UnitRow } from '../../api/types';
import { lngLat } from '../../kit/geo';

function point(at: LatLon, properties: Record<string, string | number>): Feature<Point> {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: lngLat(at) }, properties };
}

function collection(features: Feature<Point>[]): FeatureCollection<Point> {
  return { type: 'FeatureCollection', features };
}

export function incidentPoints(
  rows: Iterable<IncidentRow>,
  chosen: string | null,
  rank: (row: IncidentRow) => number,
  label: (row: IncidentRow) => string,
): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (const row of rows) {
    if (row.state !== 'open' || !row.point) continue;
    const level = Math.min(Math.max(rank(row), 1), 5);
    const waiting = row.progress === 'waiting' ? '-waiting' : '';
    const mark = row.incident === chosen ? '-chosen' : '';
    features.push(point(row.point, { id: row.incident, icon: `incident-${level}${waiting}${mark}`, label: label(row), order: mark ? 100 : 10 - level }));
  }
  return collection(features);
}

export function unitPoints(
  units: ReadonlyMap<string, UnitRow>,
  positions: ReadonlyMap<string, Position>,
  chosen: ReadonlySet<string>,
): FeatureCollection<Point> {
  const features: Feature<Point>[] = [];
  for (const position of positions.values()) {
    const unit = units.get(position.unit);
    if (!unit) continue;
    const mark = chosen.has(unit.unit) ? '-chosen' : '';
    features.push(point(position, { id: unit.unit, icon: `unit-${unit.status}${mark}`, label: unit.unit, order: unit.incident ? 2 : 1 }));
  }
  return collection(features);
}

export function draftPoint(at: LatLon | null): FeatureCollection<Point> {
  return collection(at ? [point(at, { icon: 'draft', label: '', order: 0 })] : []);
}
