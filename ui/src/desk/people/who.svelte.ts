// Who is signed in at this desk, where they sit, and what waits for a second person.

import { act, to } from '../../api/acts';
import { Refused } from '../../api/http';
import { people } from '../../api/people';
import type { Me, Request } from '../../api/types';
import { uuid7 } from '../../api/uuid7';
import { announcer } from '../../kit/announcer.svelte';
import { clock } from '../../kit/clock.svelte';
import { t } from '../../kit/i18n.svelte';
import { signInAt } from '../../sign-in/address';
import { draft } from '../report/draft.svelte';
import { seat } from '../seat.svelte';
import { view } from '../view.svelte';

/** Requests and seats change by what others do; nobody waits for them by the second. */
const LOOK_EVERY_MS = 15_000;

let me = $state.raw<Me | null>(null);
let requests = $state.raw<readonly Request[]>([]);
let ended = $state(false);
let leaving = false;

export const who = {
  get me(): Me | null { return me; },
  /** What waits for two people and is this person's to decide, or their own wish. */
  get requests(): readonly Request[] { return requests; },
  /** The session is over, and something typed is still on the screen. */
  get ended(): boolean { return ended; },

  /** Nobody is signed in any more. Half a report is not thrown away for that. */
  out(): void {
    if (leaving) return;
    if (draft.worthKeeping || view.form !== null) ended = true;
    else leaving = true;
    if (leaving) location.replace(signInAt(location.pathname + location.search));
  },

  async look(): Promise<void> {
    const next = await people.me();
    // What another person left on this screen is not for this one.
    const known = me !== null;
    if (me !== null && me.account !== next.account) return location.reload();
    [me, ended] = [next, false];
    // Whoever has only used their link finishes that first.
    if (me.enrolling) return location.replace(signInAt(''));
    const sat = seat.name;
    if (!me.guest) seat.follow(me.seats);
    if (known && sat !== '' && seat.name === '') announcer.show(t('seat-lost', { seat: sat }));
    requests = await people.requests();
  },

  lookSoon(): void {
    void look();
  },

  async signOut(): Promise<void> {
    // Whoever goes home is not at a desk any more. If that is refused, the next one takes it over.
    if (seat.name !== '') await act(to.seat(seat.name, 'leave'), {}, uuid7(clock.exact_ms()), null).catch(() => undefined);
    await people.signOut();
    location.replace(signInAt(''));
  },
};

/** Looks now and then, and asks somebody without a seat to sit down. */
export async function follow(): Promise<() => void> {
  await look();
  if (me && !me.guest && seat.name === '' && !me.roles.includes('administrator')) view.open({ kind: 'seat' });
  const every = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(every);
}

async function look(): Promise<void> {
  try {
    await who.look();
  } catch (error) {
    // A link that is down is told by the board; a refusal changes nothing here.
    if (error instanceof Refused && error.body.status !== 401) requests = [];
  }
}
