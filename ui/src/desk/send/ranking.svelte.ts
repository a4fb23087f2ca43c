// The server's ranking of units for one incident, asked for again while somebody looks at it: units
// move, and what one is told a minute ago is not the way things are.

import { onMount } from 'svelte';
import { read } from '../../api/reads';
import type { Ranking } from '../../api/types';
import { clock } from '../../kit/clock.svelte';
import { board } from '../board.svelte';

const EVERY_MS = 10_000;
/** Changes on the board come in showers; one question answers them all. */
const GAP_MS = 1500;

export class RankingWatch {
  ranking = $state.raw<Ranking | null>(null);
  /** When the times were worked out, by the server's clock. */
  at_ms = $state(0);
  failed = $state(false);
  #asking = false;
  #again = false;
  #last = -GAP_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #incident: string;

  /** To be made while a component is: it ends with it. */
  constructor(incident: string) {
    this.#incident = incident;
    $effect(() => {
      // Read, so that a change of any of them asks again.
      void [board.units, board.roadChanges, board.incidents.get(incident)?.entry];
      this.soon();
    });
    onMount(() => {
      const every = setInterval(() => this.soon(), EVERY_MS);
      return () => {
        clearInterval(every);
        clearTimeout(this.#timer);
      };
    });
  }

  soon(): void {
    this.#again = true;
    if (this.#asking || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.#ask(), Math.max(0, this.#last + GAP_MS - performance.now()));
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    this.#asking = true;
    this.#again = false;
    try {
      this.ranking = await read.ranking(this.#incident);
      this.at_ms = clock.exact_ms();
      this.failed = false;
    } catch {
      this.failed = true;
    } finally {
      this.#asking = false;
      this.#last = performance.now();
      if (this.#again) this.soon();
    }
  }
}
