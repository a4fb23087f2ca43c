// The order and the filters of the queue.

import type { IncidentRow, Priority } from '../../api/types';
import { HOUR_MS } from '../rows';

export const FILTERS = ['open', 'waiting', 'closed'] as const;
export type Filter = (typeof FILTERS)[number];

export function passes(row: IncidentRow, filter: Filter, now_ms: number): boolean {
  if (filter === 'closed') return row.state !== 'open' && now_ms - (row.closed_at_ms ?? 0) <= HOUR_MS;
  return row.state === 'open' && (filter === 'open' || row.progress === 'waiting');
}

/** Most urgent first; among those, what still needs somebody sent, and then the oldest. */
export function ordered(rows: IncidentRow[], priority: (code: string) => Priority | undefined): IncidentRow[] {
  const rank = (row: IncidentRow): number => priority(row.priority)?.rank ?? 99;
  const served = (row: IncidentRow): number => Number(row.progress !== 'waiting');
  return rows.sort((a, b) => rank(a) - rank(b) || served(a) - served(b) || a.opened_at_ms - b.opened_at_ms || (a.incident < b.incident ? -1 : 1));
}

export function matches(row: IncidentRow, text: string, typeName: string): boolean {
  if (text === '') return true;
  const hay = [row.number, row.words, row.address, row.spoken_place, typeName, ...row.units.map((unit) => unit.unit)];
  return hay.some((part) => part?.toLowerCase().includes(text));
}

export interface Due {
  kind: 'send' | 'arrive';
  at_ms: number;
}

/** The clock that runs next: to the first unit sent, then to the first on scene. */
export function nextDue(row: Pick<IncidentRow, 'state' | 'first_sent_at_ms' | 'send_due_at_ms' | 'first_on_scene_at_ms' | 'arrive_due_at_ms'>): Due | null {
  if (row.state !== 'open') return null;
  if (row.first_sent_at_ms === null && row.send_due_at_ms !== null) return { kind: 'send', at_ms: row.send_due_at_ms };
  if (row.first_on_scene_at_ms === null && row.arrive_due_at_ms !== null) return { kind: 'arrive', at_ms: row.arrive_due_at_ms };
  return null;
}
