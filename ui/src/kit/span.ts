// Splitting a span of time; the words for it are in `duration.ts`.

export interface Parts {
  key: 'duration-s' | 'duration-min-s' | 'duration-h-min' | 'duration-d-h';
  a: number;
  b: number;
}

/** A span as a stopwatch shows it, in whole seconds: "4:10", "0:45", "1:03:20". */
export function stopwatch(span_ms: number): string {
  const s = Math.max(0, Math.round(span_ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, min] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  return h > 0 ? `${h}:${two(min)}:${two(s % 60)}` : `${min}:${two(s % 60)}`;
}

/** The two largest parts of a span. Negative spans count as nothing. */
export function parts(span_ms: number): Parts {
  const s = Math.max(0, Math.floor(span_ms / 1000));
  if (s < 60) return { key: 'duration-s', a: s, b: 0 };
  const min = Math.floor(s / 60);
  if (min < 60) return { key: 'duration-min-s', a: min, b: s % 60 };
  const h = Math.floor(min / 60);
  if (h < 24) return { key: 'duration-h-min', a: h, b: min % 60 };
  return { key: 'duration-d-h', a: Math.floor(h / 24), b: h % 24 };
}
