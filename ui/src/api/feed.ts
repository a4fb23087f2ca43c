// The live feed. The browser resumes a broken stream by itself with Last-Event-ID; a stream the
// server refused is closed for good, so that case opens a new one after a growing wait.

import type { Positions } from './types';

export interface FeedListener {
  entry(seq: number): void;
  positions(news: Positions): void;
  up(): void;
  down(): void;
}

const WAIT_MIN_MS = 1000;
const WAIT_MAX_MS = 15_000;

export function follow(after: () => number, listener: FeedListener): () => void {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait_ms = WAIT_MIN_MS;
  let stopped = false;

  function again(): void {
    stream?.close();
    listener.down();
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(open, wait_ms);
    wait_ms = Math.min(wait_ms * 2, WAIT_MAX_MS);
  }

  function open(): void {
    const source = new EventSource(`/v1/feed?after=${after()}`);
    stream = source;
    source.onopen = () => {
      wait_ms = WAIT_MIN_MS;
      listener.up();
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) again();
      else listener.down();
    };
    source.addEventListener('entry', (event) => listener.entry(Number(event.lastEventId)));
    source.addEventListener('positions', (event) => listener.positions(JSON.parse(event.data) as Positions));
    source.addEventListener('bye', again);
  }

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stream?.close();
  };
}
