// One act about accounts, from a button to the list that shows it.

import { act } from '../api/acts';
import { Unreachable } from '../api/http';
import type { Accepted } from '../api/types';
import { uuid7 } from '../api/uuid7';
import { announcer } from '../kit/announcer.svelte';
import { clock } from '../kit/clock.svelte';
import { t } from '../kit/i18n.svelte';

export class Doing {
  busy = $state(false);
  error = $state.raw<unknown>(null);
  #pending: { of: string; key: string } | null = null;

  /** Returns null after a problem. While nobody knows whether an act was taken, the same one keeps its key. */
  async run<T = Accepted>(path: string, body: object, kept = (answer: T): Accepted => answer as unknown as Accepted): Promise<T | null> {
    if (this.busy) return null;
    [this.busy, this.error] = [true, null];
    const of = path + JSON.stringify(body);
    const key = this.#pending?.of === of ? this.#pending.key : uuid7(clock.exact_ms());
    try {
      const accepted = await act<T>(path, body, key, null);
      this.#pending = null;
      announcer.show(t('act-kept', { entry: String(kept(accepted).entry) }));
      return accepted;
    } catch (error) {
      this.#pending = error instanceof Unreachable ? { of, key } : null;
      this.error = error;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
