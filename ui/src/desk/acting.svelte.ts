// One act from a form or a button to the board that shows it.

import { act, actForFile } from '../api/acts';
import { Refused, Unreachable } from '../api/http';
import type { Accepted } from '../api/types';
import { uuid7 } from '../api/uuid7';
import { announcer } from '../kit/announcer.svelte';
import { clock } from '../kit/clock.svelte';
import { t } from '../kit/i18n.svelte';
import { board } from './board.svelte';
import { who } from './people/who.svelte';
import { seat } from './seat.svelte';

type By<T> = (path: string, body: object, key: string, seat: string | null) => Promise<T>;

export class Acting {
  busy = $state(false);
  error = $state.raw<unknown>(null);
  #pending: { of: string; key: string } | null = null;

  /**
   * Makes the act and waits until the board shows it. Returns null after a problem, which stays in
   * `error` beside what was typed. While it is unknown whether an act was taken, sending the same
   * words again uses the same key, so the record never holds it twice.
   */
  run(path: string, body: object): Promise<Accepted | null> {
    return this.#act(path, body, (accepted: Accepted) => accepted);
  }

  /** The same for an act that tells something and leaves a trace. */
  tell<T extends { trace: Accepted }>(path: string, body: object): Promise<T | null> {
    return this.#act(path, body, (told: T) => told.trace);
  }

  /** The same for an act that is answered with a file. */
  file(path: string, body: object): Promise<{ file: Blob; entry: number } | null> {
    return this.#act(path, body, (answer: { file: Blob; entry: number }) => answer, actForFile);
  }

  /** The same for a file that is sent. Bytes tell by themselves whether they were sent before. */
  send(path: string, file: File): Promise<Accepted | null> {
    const of = [path, file.name, file.size, file.lastModified].join(' ');
    return this.#act(path, file, (accepted: Accepted) => accepted, act<Accepted>, of);
  }

  async #act<T>(path: string, body: object, acceptedOf: (answer: T) => Pick<Accepted, 'entry'>, by: By<T> = act<T>, of = path + JSON.stringify(body)): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.error = null;
    const key = this.#pending?.of === of ? this.#pending.key : uuid7(clock.exact_ms());
    try {
      const answer = await by(path, body, key, seat.name === '' ? null : seat.name);
      const { entry } = acceptedOf(answer);
      this.#pending = null;
      announcer.show(t('act-kept', { entry: String(entry) }));
      await board.refresh(entry).catch(() => undefined);
      return answer;
    } catch (error) {
      this.#pending = error instanceof Unreachable ? { of, key } : null;
      this.error = error;
      // Somebody has taken the seat over.
      if (error instanceof Refused && error.body.code === 'not-at-seat') who.lookSoon();
      return null;
    } finally {
      this.busy = false;
    }
  }
}
