// The way of the one unit that somebody points at in the form, for the map.

import { read } from '../../api/reads';
import type { Way } from '../../api/types';

/** Who only passes over a row does not ask for its way. */
const REST_MS = 120;

let shown = $state.raw<{ unit: string; way: Way } | null>(null);
let wanted = '';
let timer: ReturnType<typeof setTimeout> | undefined;

export const shownWay = {
  get now(): { unit: string; way: Way } | null { return shown; },

  point(incident: string, unit: string): void {
    if (wanted === unit) return;
    wanted = unit;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(incident, unit), REST_MS);
  },

  /** The times are new: so is the way of the unit that is pointed at. */
  again(incident: string): void {
    if (wanted !== '') void ask(incident, wanted);
  },

  clear(): void {
    wanted = '';
    clearTimeout(timer);
    shown = null;
  },
};

async function ask(incident: string, unit: string): Promise<void> {
  // No way is no line: the row has said already that it cannot get there.
  const way = await read.way(incident, unit).catch(() => null);
  if (wanted === unit) shown = way && { unit, way };
}
