// A change of roads: the act that makes it, and where a direction leads.

import type { Pair, RoadEffect, Stretch } from '../../api/types';
import type { Piece } from './draft.svelte';

export const QUARTERS = ['north', 'east', 'south', 'west'] as const;
export type Quarter = (typeof QUARTERS)[number];

/** Where a line leads as a whole. Degrees of longitude are shorter away from the equator. */
export function heading(line: readonly Pair[]): Quarter {
  const from: Pair = line[0] ?? [0, 0];
  const to: Pair = line.at(-1) ?? from;
  const north = to[0] - from[0];
  const east = (to[1] - from[1]) * Math.cos(((from[0] / 1e7) * Math.PI) / 180);
  if (Math.abs(north) >= Math.abs(east)) return north >= 0 ? 'north' : 'south';
  return east >= 0 ? 'east' : 'west';
}

export function stretchOf({ road, direction }: Piece): Stretch {
  return { road: road.road, line: road.line, along: direction !== 'against', against: direction !== 'along' };
}

export interface Wanted {
  pieces: readonly Piece[];
  effect: RoadEffect;
  percent: number;
  until_ms: number | null;
  reason: string;
  incident: string | null;
}

export function changeBody({ pieces, effect, percent, until_ms, reason, incident }: Wanted): object {
  return {
    effect: effect === 'slow' ? { slow: { percent } } : effect,
    stretches: pieces.map(stretchOf),
    ...(until_ms === null ? {} : { until_ms }),
    reason: reason.trim(),
    ...(incident === null ? {} : { incident }),
  };
}
