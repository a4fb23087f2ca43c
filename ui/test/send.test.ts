// Whom the desk could send, and in which order.

import { describe, expect, it } from 'vitest';
import type { RankedUnit, Ranking, UnitRow } from '../src/api/types';
import { advisedUnits, candidates, filled } from '../src/desk/send/candidates';

const unit = (name: string, capabilities: string[], status: UnitRow['status'] = 'available') => ({ unit: name, capabilities, status }) as UnitRow;
const row = (name: string, travel_ms: number | null, straight_m: number | null = 1000): RankedUnit => ({ unit: name, travel_ms, walk_ms: 0, straight_m, from_station: false });
const ranking = (units: RankedUnit[], advised: [string, string][] = []): Ranking => ({
  by_road: true, plan: 'p', units, bypassed: [], short: [], advised: advised.map(([name, capability]) => ({ unit: name, capability, travel_ms: 1 })),
});
const NEEDS = [{ capability: 'aerial', count: 1 }];

describe('the units of a sending', () => {
  const units = [unit('A1', []), unit('L2', ['aerial']), unit('L1', ['aerial']), unit('A2', [])];

  it('are those that fit, then those that are there first', () => {
    const order = candidates(units, NEEDS, ranking([row('A1', 60_000), row('L2', 240_000), row('L1', 300_000), row('A2', 30_000)]));
    expect(order.map((one) => one.unit.unit)).toEqual(['L2', 'L1', 'A2', 'A1']);
  });

  it('end with those whose time nobody knows, the nearest first', () => {
    const order = candidates(units, [], ranking([row('A1', null, 900), row('L2', 240_000), row('L1', null, 200)]));
    expect(order.map((one) => one.unit.unit)).toEqual(['L2', 'L1', 'A1', 'A2']);
  });

  it('are ordered by fit and name while there are no times', () => {
    expect(candidates(units, NEEDS, null).map((one) => one.unit.unit)).toEqual(['L1', 'L2', 'A1', 'A2']);
  });

  it('say what the rules name them for', () => {
    const [first] = candidates(units, NEEDS, ranking([row('L2', 1)], [['L2', 'aerial']]));
    expect([first?.unit.unit, first?.advisedFor]).toEqual(['L2', ['aerial']]);
  });
});

it('takes each advised unit once, and none that has become busy since', () => {
  const units = new Map([unit('L1', []), unit('L2', [], 'sent')].map((one) => [one.unit, one]));
  expect(advisedUnits(ranking([], [['L1', 'aerial'], ['L1', 'rescue'], ['L2', 'aerial'], ['gone', 'aerial']]), units)).toEqual(['L1']);
});

it('counts who can do what the plan calls for', () => {
  expect(filled(NEEDS, [unit('L1', ['aerial']), unit('A1', [])])[0]?.have).toBe(1);
});
