import { t } from './i18n.svelte';

/** The two largest parts of a span, in words: "3 min 12 s". Negative spans count as nothing. */
export function duration(span_ms: number): string {
  const { key, a, b } = parts(span_ms);
  return t(key, { a: String(a), b: String(b) });
}

export function parts(span_ms: number): { key: string; a: number; b: number } {
  const s = Math.max(0, Math.floor(span_ms / 1000));
  if (s < 60) return { key: 'duration-s', a: s, b: 0 };
  const min = Math.floor(s / 60);
  if (min < 60) return { key: 'duration-min-s', a: min, b: s % 60 };
  const h = Math.floor(min / 60);
  if (h < 24) return { key: 'duration-h-min', a: h, b: min % 60 };
  return { key: 'duration-d-h', a: Math.floor(h / 24), b: h % 24 };
}

/** The largest part only, for columns that need to stay narrow. */
export function short(span_ms: number): string {
  const { key, a, b } = parts(span_ms);
  if (key === 'duration-min-s') return t('duration-clock', { a: String(a), b: String(b).padStart(2, '0') });
  return t(key, { a: String(a), b: String(b) });
}
