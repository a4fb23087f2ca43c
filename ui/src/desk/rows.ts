// Patching the board's rows. Maps are replaced, never changed in place, so that screens can hold
// them without watching each field (deep proxies over thousands of rows are slow).

import type { Board, IncidentRow, UnitRow } from '../api/types';

export const HOUR_MS = 3_600_000;

export type Incidents = ReadonlyMap<string, IncidentRow>;
export type Units = ReadonlyMap<string, UnitRow>;

/** Rows of a whole board replace everything; rows since an entry replace only themselves. */
export function patchIncidents(old: Incidents, board: Board, whole: boolean): Incidents {
  const next = whole ? new Map<string, IncidentRow>() : new Map(old);
  for (const row of board.incidents) next.set(row.incident, row);
  for (const row of next.values()) if (isStale(row, board.now_ms)) next.delete(row.incident);
  return next;
}

export function patchUnits(old: Units, board: Board, whole: boolean): Units {
  // The same map says that nothing about units has changed.
  if (!whole && board.units.length === 0) return old;
  const next = whole ? new Map<string, UnitRow>() : new Map(old);
  for (const row of board.units) {
    if (row.status === 'off_shift') next.delete(row.unit);
    else next.set(row.unit, row);
  }
  return next;
}

function isStale(row: IncidentRow, now_ms: number): boolean {
  return row.state !== 'open' && (row.closed_at_ms === null || now_ms - row.closed_at_ms > HOUR_MS);
}
