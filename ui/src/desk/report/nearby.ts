// Open incidents close enough that a new report may be about the same event.

import type { IncidentRow, LatLon } from '../../api/types';
import { straightLine_m } from '../../kit/geo';

export const NEAR_M = 500;

export interface Candidate {
  row: IncidentRow;
  away_m: number;
}

export function candidates(rows: Iterable<IncidentRow>, at: LatLon | null): Candidate[] {
  if (!at) return [];
  const near: Candidate[] = [];
  for (const row of rows) {
    if (row.state !== 'open' || !row.point) continue;
    const away_m = straightLine_m(at, row.point);
    if (away_m <= NEAR_M) near.push({ row, away_m });
  }
  return near.sort((a, b) => a.away_m - b.away_m);
}
