// Ways, changed roads and the cover as lines and areas for the map.

import type { Feature, FeatureCollection, LineString, MultiPolygon, Position } from 'geojson';
import type { Pair, Road, RoadChange, Way } from '../../api/types';
import { stopwatch } from '../../kit/span';

const at = ([lat, lon]: Pair): Position => [lon / 1e7, lat / 1e7];

function line(pairs: readonly Pair[], properties: Record<string, string | number>): Feature<LineString> {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates: pairs.map(at) }, properties };
}

export function wayLine(shown: { unit: string; way: Way } | null): FeatureCollection<LineString> {
  if (!shown || shown.way.line.length < 2) return { type: 'FeatureCollection', features: [] };
  const { unit, way } = shown;
  return { type: 'FeatureCollection', features: [line(way.line, { label: `${unit} ${stopwatch(way.drive_ms + way.walk_ms)}` })] };
}

/** Standing changes, and the pieces that are being chosen. A line runs in the direction it is changed in. */
export function changeLines(changes: readonly RoadChange[], chosen: readonly Road[]): FeatureCollection<LineString> {
  const features = changes.flatMap(({ effect, percent, stretches }) =>
    stretches.map((stretch) => {
      const both = stretch.along && stretch.against;
      const pairs = stretch.along ? stretch.line : stretch.line.toReversed();
      return line(pairs, { effect, side: both ? 0 : 1, label: percent === null ? '' : `+${percent - 100} %` });
    }),
  );
  return { type: 'FeatureCollection', features: [...features, ...chosen.map((road) => line(road.line, { effect: 'chosen', side: 0, label: '' }))] };
}

/** Rings as the server gives them: outer ones run against the clock, a hole lies in the one around it. */
export function coverArea(rings: readonly (readonly Pair[])[]): FeatureCollection<MultiPolygon> {
  const all = rings.filter((ring) => ring.length > 2).map((ring) => ring.map(at)).map((ring) => ({ ring, area: area(ring) }));
  const outers = all.filter((one) => one.area > 0).map((one) => ({ ...one, holes: [] as Position[][] }));
  for (const hole of all.filter((one) => one.area < 0)) {
    const around = outers.filter((outer) => outer.area > -hole.area && holds(outer.ring, hole.ring[0] ?? [0, 0]));
    around.sort((a, b) => a.area - b.area)[0]?.holes.push(hole.ring);
  }
  const coordinates = outers.map(({ ring, holes }) => [ring, ...holes].map(closed));
  return { type: 'FeatureCollection', features: coordinates.length > 0 ? [{ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates }, properties: {} }] : [] };
}

/** Twice the area; positive when the ring runs against the clock. */
function area(ring: readonly Position[]): number {
  let sum = 0;
  for (const [k, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(k + 1) % ring.length] ?? [];
    sum += x * nextY - nextX * y;
  }
  return sum;
}

function holds(ring: readonly Position[], [x = 0, y = 0]: Position): boolean {
  let inside = false;
  for (const [k, [ax = 0, ay = 0]] of ring.entries()) {
    const [bx = 0, by = 0] = ring[(k + 1) % ring.length] ?? [];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function closed(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
}
