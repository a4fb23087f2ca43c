// Where the free units get in time, asked for again while somebody looks at it. Off by default.

import { read } from '../../api/reads';
import type { Cover } from '../../api/types';
import { clock } from '../../kit/clock.svelte';

export const MINUTES = [4, 8, 12] as const;
const EVERY_MS = 15_000;

let on = $state(false);
let minutes = $state<number>(8);
let capability = $state('');
let now = $state.raw<Cover | null>(null);
let at_ms = $state(0);
let error = $state.raw<unknown>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

async function ask(): Promise<void> {
  clearTimeout(timer);
  const mine = ++asked;
  try {
    const found = await read.cover(minutes, capability === '' ? null : capability);
    if (mine !== asked) return;
    [now, at_ms, error] = [found, clock.exact_ms(), null];
  } catch (cause) {
    if (mine !== asked) return;
    error = cause;
  }
  timer = setTimeout(() => void ask(), EVERY_MS);
}

/** What is drawn must be what is asked for: the old area goes at once. */
function anew(): void {
  now = null;
  error = null;
  if (on) void ask();
}

export const cover = {
  get on(): boolean { return on; },
  get now(): Cover | null { return on ? now : null; },
  /** When it was worked out. */
  get at_ms(): number { return at_ms; },
  get error(): unknown { return error; },
  get minutes(): number { return minutes; },
  set minutes(next: number) {
    minutes = next;
    anew();
  },
  /** Only units that can do this; empty for all. */
  get capability(): string { return capability; },
  set capability(next: string) {
    capability = next;
    anew();
  },
  toggle(): void {
    on = !on;
    asked++;
    clearTimeout(timer);
    anew();
  },
};
