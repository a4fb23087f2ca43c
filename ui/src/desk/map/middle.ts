// Where the map looks, for who searches near it.

import type { LatLon } from '../../api/types';
import { board } from '../board.svelte';

let ask: (() => LatLon) | null = null;

export const middle = {
  /** The map says how it is asked, and that it is gone. */
  tell(next: (() => LatLon) | null): void { ask = next; },
  /** The centre of the map, or of the place when there is no map. */
  get now(): LatLon | null { return ask?.() ?? board.pack?.center ?? null; },
};
