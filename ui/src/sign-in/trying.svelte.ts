// One try at the door: busy while it runs, what went wrong after it, and how long the door stays shut.

import { Refused } from '../api/http';

/** Seconds until the next try counts; 0 when none were asked for. The sentence of the server names them. */
export function waitOf(error: unknown): number {
  if (!(error instanceof Refused) || error.body.code !== 'slow-down') return 0;
  return Math.min(Number(/\d+/.exec(error.body.detail)?.[0] ?? 1), 3600);
}

export class Trying {
  busy = $state(false);
  error = $state.raw<unknown>(null);
  /** Seconds that are left to wait, counted down. */
  wait_s = $state(0);

  async run<T>(of: () => Promise<T>): Promise<T | null> {
    if (this.busy || this.wait_s > 0) return null;
    [this.busy, this.error] = [true, null];
    try {
      return await of();
    } catch (error) {
      this.error = error;
      this.#wait(waitOf(error));
      return null;
    } finally {
      this.busy = false;
    }
  }

  #wait(seconds: number): void {
    if (seconds === 0) return;
    const until_ms = performance.now() + seconds * 1000;
    const step = (): void => {
      this.wait_s = Math.max(0, Math.ceil((until_ms - performance.now()) / 1000));
      if (this.wait_s === 0) this.error = null;
      else setTimeout(step, 250);
    };
    step();
  }
}
