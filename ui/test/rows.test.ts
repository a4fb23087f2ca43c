import { describe, expect, it } from 'vitest';
import type { Board, IncidentRow, UnitRow } from '../src/api/types';
import { HOUR_MS, patchIncidents, patchUnits } from '../src/desk/rows';
import { nextDue, ordered, passes } from '../src/desk/queue/order';

const NOW_MS = 10 * HOUR_MS;

function row(incident: string, over: Partial<IncidentRow> = {}): IncidentRow {
  return {
    incident, number: incident, state: 'open', type: 'theft', priority: 'p2', words: '', spoken_place: null, address: null,
    point: null, opened_at_ms: NOW_MS - 1000, received_at_ms: NOW_MS - 1000, closed_at_ms: null, outcome: null, reports: 1, hazards: 0,
    owner: null, merged_into: null, progress: 'waiting', first_sent_at_ms: null, first_on_scene_at_ms: null, send_due_at_ms: null,
    arrive_due_at_ms: null, units: [], feedback_needed: false, entry: 1, ...over,
  };
}

function unit(name: string, status: UnitRow['status']): UnitRow {
  return { unit: name, kind: 'car', station: 's', crew: 2, capabilities: [], status, since_ms: 0, incident: null, number: null, reason: null, reserved: [], entry: 1 };
}

function news(incidents: IncidentRow[], units: UnitRow[] = []): Board {
  return { entry: 2, now_ms: NOW_MS, incidents, units, reports: [], road_changes: null };
}

describe('patching the board', () => {
  it('replaces only the rows that came and leaves the old map alone', () => {
    const old = new Map([['a', row('a')], ['b', row('b')]]);
    const next = patchIncidents(old, news([row('b', { entry: 2 })]), false);
    expect([next.get('a')?.entry, next.get('b')?.entry]).toEqual([1, 2]);
    expect(old.get('b')?.entry).toBe(1);
  });

  it('drops what was closed more than an hour ago', () => {
    const closed = row('a', { state: 'closed', closed_at_ms: NOW_MS - HOUR_MS - 1 });
    expect(patchIncidents(new Map([['a', row('a')]]), news([closed]), false).size).toBe(0);
  });

  it('drops a unit that left its shift', () => {
    const old = new Map([['E1', unit('E1', 'available')]]);
    expect(patchUnits(old, news([], [unit('E1', 'off_shift')]), false).size).toBe(0);
  });

  it('forgets rows that a whole board does not have', () => {
    expect([...patchIncidents(new Map([['a', row('a')]]), news([row('b')]), true).keys()]).toEqual(['b']);
  });
});

describe('the queue', () => {
  it('puts the most urgent first, then what nobody serves, then the oldest', () => {
    const rank = (code: string) => ({ code, name: { en: '', 'zh-CN': '' }, rank: Number(code.slice(1)), send_within_s: null, arrive_within_s: null });
    const rows = [row('young', { opened_at_ms: 5 }), row('old', { opened_at_ms: 1 }), row('urgent', { priority: 'p1', opened_at_ms: 9 }), row('served', { progress: 'sent', opened_at_ms: 0 })];
    expect(ordered(rows, rank).map((one) => one.incident)).toEqual(['urgent', 'old', 'young', 'served']);
  });

  it('shows the clock to the first sent, then to the first on scene, then none', () => {
    const due = { send_due_at_ms: 5, arrive_due_at_ms: 9 };
    expect(nextDue(row('a', due))).toEqual({ kind: 'send', at_ms: 5 });
    expect(nextDue(row('a', { ...due, first_sent_at_ms: 4 }))).toEqual({ kind: 'arrive', at_ms: 9 });
    expect(nextDue(row('a', { ...due, first_sent_at_ms: 4, first_on_scene_at_ms: 8 }))).toBeNull();
    expect(nextDue(row('a', { ...due, state: 'closed' }))).toBeNull();
  });

  it('keeps an incident closed within the hour under "closed" only', () => {
    const closed = row('a', { state: 'closed', closed_at_ms: NOW_MS - 1000 });
    expect([passes(closed, 'closed', NOW_MS), passes(closed, 'open', NOW_MS), passes(closed, 'waiting', NOW_MS)]).toEqual([true, false, false]);
  });
});
