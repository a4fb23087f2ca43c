import { remember, remembered } from '../kit/prefs';

export const SEAT_SHAPE = /^[a-z0-9-]{1,32}$/;
const kept = remembered('seat');
let name = $state(kept !== null && SEAT_SHAPE.test(kept) ? kept : 'desk-1');
let held = $state(true);

/**
 * The seat every act is made from. Whoever is signed in sits down first; a guest of a demonstration
 * names any seat that nobody holds.
 */
export const seat = {
  /** Empty while somebody who is signed in has not sat down. */
  get name(): string { return held ? name : ''; },
  /** The seat of this browser when it was used last, for whoever sits down next. */
  get last(): string { return name; },
  /** Returns whether the name has the allowed shape; a wrong one changes nothing. */
  rename(next: string): boolean {
    if (!SEAT_SHAPE.test(next)) return false;
    name = next;
    remember('seat', next);
    return true;
  },
  /** Follows the record: of the seats somebody holds, this browser goes on at the one it was at. */
  follow(held_seats: readonly string[]): void {
    held = held_seats.includes(name);
  },
};
