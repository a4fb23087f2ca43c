// Instants with their day, their zone and the language's own order.

import type { Lang } from '../api/types';

/** The last instant that a date can have. */
const DATE_MAX_MS = 8_640_000_000_000_000;

/** By the clock and in the zone of this computer, with the zone named. */
export function moment(at_ms: number, lang: Lang): string {
  if (Math.abs(at_ms) > DATE_MAX_MS) return `${at_ms} ms`;
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeStyle: 'long', hourCycle: 'h23' });
  return format.format(at_ms);
}

export function momentOf(time_s: bigint, lang: Lang): string {
  return time_s * 1000n > BigInt(DATE_MAX_MS) ? `${time_s} s` : moment(Number(time_s) * 1000, lang);
}

/** For machines and for `datetime`; empty when a date cannot be that late. */
export function iso(at_ms: number): string {
  return Math.abs(at_ms) > DATE_MAX_MS ? '' : new Date(at_ms).toISOString();
}
