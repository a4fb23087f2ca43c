import type { LatLon } from '../api/types';

const EARTH_M = 6_371_008.8;
const E7 = 1e7;
const RAD = Math.PI / 180;

/** Metres along the surface between two points: a straight line, not a way through streets. */
export function straightLine_m(a: LatLon, b: LatLon): number {
  const lat1 = (a.lat_e7 / E7) * RAD;
  const lat2 = (b.lat_e7 / E7) * RAD;
  const dLat = lat2 - lat1;
  const dLon = ((b.lon_e7 - a.lon_e7) / E7) * RAD;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

export function lngLat(point: LatLon): [number, number] {
  return [point.lon_e7 / E7, point.lat_e7 / E7];
}

export function fromLngLat(lon: number, lat: number): LatLon {
  return { lat_e7: Math.round(lat * E7), lon_e7: Math.round(lon * E7) };
}

/** Six decimals are a tenth of a metre, enough to read aloud. */
export function coordinates(point: LatLon): string {
  return `${(point.lat_e7 / E7).toFixed(6)}, ${(point.lon_e7 / E7).toFixed(6)}`;
}
