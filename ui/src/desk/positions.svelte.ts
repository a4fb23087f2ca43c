// Where units last said they were. Telemetry: newest only, never kept.

import type { Position, Positions } from '../api/types';

let known = $state.raw<ReadonlyMap<string, Position>>(new Map());

export const positions = {
  get all(): ReadonlyMap<string, Position> { return known; },
  of: (unit: string): Position | undefined => known.get(unit),
  take(news: Positions): void {
    const next = new Map(known);
    for (const position of news.positions) next.set(position.unit, position);
    known = next;
  },
};
