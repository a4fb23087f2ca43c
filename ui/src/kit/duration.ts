import { t } from './i18n.svelte';
import { parts } from './span';

/** The two largest parts of a span, in words: "3 min 12 s". */
export function duration(span_ms: number): string {
  const { key, a, b } = parts(span_ms);
  return t(key, { a: String(a), b: String(b) });
}

/** The same as a clock would show it, for columns that need to stay narrow. */
export function short(span_ms: number): string {
  const { key, a, b } = parts(span_ms);
  const padded = { a: String(a), b: String(b).padStart(2, '0') };
  if (key === 'duration-min-s') return t('duration-clock', padded);
  if (key === 'duration-h-min') return t('duration-short-h', padded);
  return t(key, { a: String(a), b: String(b) });
}
