// Keeps the board alive: loads it, follows the feed, asks for changed rows at most four times a
// second however many entries arrive, and notices when nobody answers any more.

import { follow } from '../api/feed';
import { Refused } from '../api/http';
import { read } from '../api/reads';
import { board } from './board.svelte';
import { positions } from './positions.svelte';

const REFRESH_GAP_MS = 250;
const STATUS_EVERY_MS = 5000;
/** Two missed status answers: the link may look open while nothing passes. */
const SILENT_MS = 12_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let running = false;
let wanted = false;
let last = 0;

/** Asks for the changed rows soon; calls that come meanwhile are one request. */
export function refreshSoon(): void {
  wanted = true;
  if (running || timer !== undefined) return;
  timer = setTimeout(run, Math.max(0, last + REFRESH_GAP_MS - performance.now()));
}

async function run(): Promise<void> {
  timer = undefined;
  running = true;
  wanted = false;
  try {
    await board.refresh();
  } catch {
    // The feed or the status check will say that the link is down.
  } finally {
    running = false;
    last = performance.now();
    if (wanted) refreshSoon();
  }
}

/** Returns whether there is a board to see: not everybody who works here may. */
async function load(): Promise<boolean> {
  for (let wait_ms = 500; ; wait_ms = Math.min(wait_ms * 2, 8000)) {
    try {
      await Promise.all([board.loadStatus(), board.loadPack()]);
      await board.refresh();
      return true;
    } catch (error) {
      if (error instanceof Refused && error.body.status === 403) {
        board.barred = error;
        return false;
      }
      board.link = 'lost';
      await new Promise((resolve) => setTimeout(resolve, wait_ms));
    }
  }
}

async function checkStatus(): Promise<void> {
  try {
    await board.loadStatus();
    if (board.loaded && (board.status?.views_entry ?? 0) > board.entry + 1) refreshSoon();
  } catch {
    if (performance.now() - lastHeard > SILENT_MS) board.link = 'lost';
    return;
  }
  lastHeard = performance.now();
}

let lastHeard = 0;

export async function start(): Promise<() => void> {
  if (!(await load())) return () => undefined;
  lastHeard = performance.now();
  read.positions().then(positions.take, () => undefined);
  const stop = follow(() => board.entry, {
    entry: () => {
      board.heard();
      refreshSoon();
    },
    positions: (news) => {
      board.heard();
      positions.take(news);
    },
    up: () => {
      board.link = 'live';
      board.heard();
      refreshSoon();
    },
    down: () => {
      board.link = 'lost';
    },
  });
  const every = setInterval(() => void checkStatus(), STATUS_EVERY_MS);
  return () => {
    stop();
    clearInterval(every);
  };
}
