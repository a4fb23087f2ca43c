// How the unit board is grouped, filtered and ordered.

import type { UnitRow } from '../../api/types';

export const GROUPINGS = ['kind', 'station'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  code: string;
  name: string;
  units: UnitRow[];
  available: number;
}

const natural = new Intl.Collator('en', { numeric: true });

export function byName(a: { unit: string }, b: { unit: string }): number {
  return natural.compare(a.unit, b.unit);
}

export function grouped(units: Iterable<UnitRow>, by: Grouping, name: (code: string) => string): Group[] {
  const groups = new Map<string, UnitRow[]>();
  for (const unit of units) {
    const list = groups.get(unit[by]);
    if (list) list.push(unit);
    else groups.set(unit[by], [unit]);
  }
  return [...groups]
    .map(([code, list]) => ({
      code,
      name: name(code),
      units: list.sort(byName),
      available: list.filter((unit) => unit.status === 'available').length,
    }))
    .sort((a, b) => natural.compare(a.code, b.code));
}
