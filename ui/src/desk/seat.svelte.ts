import { remember, remembered } from '../kit/prefs';

export const SEAT_SHAPE = /^[a-z0-9-]{1,32}$/;
const kept = remembered('seat');
let name = $state(kept !== null && SEAT_SHAPE.test(kept) ? kept : 'desk-1');

/** The seat every act is made from. Whoever sits there signs in by a later issue. */
export const seat = {
  get name(): string { return name; },
  /** Returns whether the name has the allowed shape; a wrong one changes nothing. */
  rename(next: string): boolean {
    if (!SEAT_SHAPE.test(next)) return false;
    name = next;
    remember('seat', next);
    return true;
  },
};
