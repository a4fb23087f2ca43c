// The open incident in full. It is read again whenever its row on the board carries a newer entry.

import { read } from '../api/reads';
import type { Incident } from '../api/types';
import { board } from './board.svelte';

export class Detail {
  incident = $state.raw<Incident | null>(null);
  error = $state.raw<unknown>(null);
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
    $effect(() => {
      const newest = board.incidents.get(id)?.entry ?? null;
      if (newest === null || (this.incident?.entry ?? -1) < newest) void this.load(newest);
    });
  }

  async load(min_entry: number | null = null): Promise<void> {
    try {
      const got = await read.incident(this.#id, min_entry);
      if ((this.incident?.entry ?? -1) <= got.entry) this.incident = got;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
