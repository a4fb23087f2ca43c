// Which units could go, nearest first. The distance is a straight line from the last known
// position, or from the unit's station when none is known; both are said as what they are.

import type { LatLon, Need, Position, Station, UnitRow } from '../../api/types';
import { straightLine_m } from '../../kit/geo';
import { byName } from '../units/groups';

export interface Candidate {
  unit: UnitRow;
  /** Capabilities of the plan this unit has. */
  fits: string[];
  away_m: number | null;
  from: 'position' | 'station' | null;
}

/** A reserved unit is kept for something else: the server refuses it until it is released. */
const SENDABLE: ReadonlySet<UnitRow['status']> = new Set(['available', 'returning']);

export function isSendable(unit: UnitRow): boolean {
  return SENDABLE.has(unit.status);
}

export function candidates(
  units: Iterable<UnitRow>,
  at: LatLon | null,
  needs: readonly Need[],
  position: (unit: string) => Position | undefined,
  station: (code: string) => Station | undefined,
): Candidate[] {
  const list: Candidate[] = [];
  for (const unit of units) {
    const seen = position(unit.unit);
    const home = station(unit.station)?.point;
    const start = seen ?? home;
    list.push({
      unit,
      fits: needs.map((need) => need.capability).filter((capability) => unit.capabilities.includes(capability)),
      away_m: at && start ? straightLine_m(at, start) : null,
      from: start ? (seen ? 'position' : 'station') : null,
    });
  }
  return list.sort(
    (a, b) =>
      Number(b.fits.length > 0) - Number(a.fits.length > 0) ||
      (a.away_m ?? Number.POSITIVE_INFINITY) - (b.away_m ?? Number.POSITIVE_INFINITY) ||
      byName(a.unit, b.unit),
  );
}

/** How far the chosen and the already serving units fill each need of the plan. */
export function filled(needs: readonly Need[], units: readonly UnitRow[]): { need: Need; have: number }[] {
  return needs.map((need) => ({ need, have: units.filter((unit) => unit.capabilities.includes(need.capability)).length }));
}
