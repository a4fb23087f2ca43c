// Which units could go: those that fit the plan first, then by the server's travel times.

import type { Need, RankedUnit, Ranking, UnitRow } from '../../api/types';
import { byName } from '../units/groups';

export interface Candidate {
  unit: UnitRow;
  /** Capabilities of the plan this unit has. */
  fits: string[];
  /** Capabilities the rules name it for; empty when they name others. */
  advisedFor: string[];
  /** Its travel time; nothing while the server has not said any. */
  travel: RankedUnit | null;
}

/** A reserved unit is kept for something else: the server refuses it until it is released. */
const SENDABLE: ReadonlySet<UnitRow['status']> = new Set(['available', 'returning']);

export function isSendable(unit: UnitRow): boolean {
  return SENDABLE.has(unit.status);
}

export function candidates(units: Iterable<UnitRow>, needs: readonly Need[], ranking: Ranking | null): Candidate[] {
  const ranked = new Map(ranking?.units.map((row) => [row.unit, row]));
  const list: Candidate[] = [];
  for (const unit of units) {
    list.push({
      unit,
      fits: needs.map((need) => need.capability).filter((capability) => unit.capabilities.includes(capability)),
      advisedFor: ranking?.advised.filter((one) => one.unit === unit.unit).map((one) => one.capability) ?? [],
      travel: ranked.get(unit.unit) ?? null,
    });
  }
  return list.sort((a, b) => Number(b.fits.length > 0) - Number(a.fits.length > 0) || length(a) - length(b) || straight(a) - straight(b) || byName(a.unit, b.unit));
}

/** What is not known comes last. */
const length = ({ travel }: Candidate): number => travel?.travel_ms ?? Number.MAX_VALUE;
const straight = ({ travel }: Candidate): number => travel?.straight_m ?? Number.MAX_VALUE;

/** The units that the rules name and that can still be sent, each once. */
export function advisedUnits(ranking: Ranking | null, units: ReadonlyMap<string, UnitRow>): string[] {
  const named = new Set(ranking?.advised.map((one) => one.unit));
  return [...named].filter((name) => {
    const unit = units.get(name);
    return unit !== undefined && isSendable(unit);
  });
}

/** How far the chosen and the already serving units fill each need of the plan. */
export function filled(needs: readonly Need[], units: readonly UnitRow[]): { need: Need; have: number }[] {
  return needs.map((need) => ({ need, have: units.filter((unit) => unit.capabilities.includes(need.capability)).length }));
}
