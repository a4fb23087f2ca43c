// The change of roads that is being put together. It lives apart from its form, so that a look at
// an incident in between loses nothing.

import { read } from '../../api/reads';
import type { LatLon, Road, RoadEffect } from '../../api/types';

export type Direction = 'both' | 'along' | 'against';

export interface Piece {
  road: Road;
  direction: Direction;
}

class RoadDraft {
  pieces = $state.raw<readonly Piece[]>([]);
  effect = $state<RoadEffect>('closed');
  percent = $state(150);
  /** A preset in minutes, 'lifted' for no end, 'time' for `typed`. */
  until = $state('120');
  typed = $state('');
  reason = $state('');
  /** Why the last point gave no road. */
  error = $state.raw<unknown>(null);

  /** Takes the road at a point, or gives it back when it was taken. */
  async toggleAt(at: LatLon): Promise<void> {
    try {
      const road = await read.roadAt(at);
      this.error = null;
      if (!this.drop(road)) this.pieces = [...this.pieces, { road, direction: this.effect === 'open' ? 'against' : 'both' }];
    } catch (error) {
      this.error = error;
    }
  }

  /** Returns whether it was there. */
  drop(road: Road): boolean {
    const left = this.pieces.filter((piece) => keyOf(piece.road) !== keyOf(road));
    const had = left.length < this.pieces.length;
    this.pieces = left;
    return had;
  }

  turn(road: Road, direction: Direction): void {
    this.pieces = this.pieces.map((piece) => (keyOf(piece.road) === keyOf(road) ? { road: piece.road, direction } : piece));
  }

  /** Opening is about the direction that may not be driven, everything else about both. */
  choose(effect: RoadEffect): void {
    const direction = effect === 'open' ? 'against' : 'both';
    if ((effect === 'open') !== (this.effect === 'open')) this.pieces = this.pieces.map(({ road }) => ({ road, direction }));
    this.effect = effect;
  }

  clear(): void {
    this.pieces = [];
    this.effect = 'closed';
    this.percent = 150;
    this.until = '120';
    this.typed = this.reason = '';
    this.error = null;
  }
}

/** The map's source may call several pieces by one number, so the ends tell them apart. */
export function keyOf(road: Road): string {
  return `${road.road} ${road.line[0]?.join()} ${road.line.at(-1)?.join()}`;
}

export const roadDraft = new RoadDraft();
