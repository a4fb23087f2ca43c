// Wall-clock times in the agency's zone, whatever zone the workstation is set to.

import type { Lang } from '../api/types';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(lang: Lang, zone: string, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang}|${zone}|${kind}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone: zone, hourCycle: 'h23', ...options });
    formats.set(key, found);
  }
  return found;
}

const DAY_MS = 86_400_000;
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;

export function clockTime(at_ms: number, lang: Lang, zone: string): string {
  return format(lang, zone, 'clock', CLOCK).format(at_ms);
}

export function dateTime(at_ms: number, lang: Lang, zone: string): string {
  return format(lang, zone, 'full', { dateStyle: 'medium', timeStyle: 'medium' }).format(at_ms);
}

export function dateOf(at_ms: number, lang: Lang, zone: string): string {
  return format(lang, zone, 'date-only', { dateStyle: 'medium' }).format(at_ms);
}

export function dayName(at_ms: number, lang: Lang, zone: string): string {
  return format(lang, zone, 'day', { weekday: 'short', day: 'numeric', month: 'short' }).format(at_ms);
}

/** Time of day alone when it is today, with the date when it is not. */
export function whenShort(at_ms: number, now_ms: number, lang: Lang, zone: string): string {
  const same = dayName(at_ms, lang, zone) === dayName(now_ms, lang, zone) && Math.abs(now_ms - at_ms) < DAY_MS;
  return same ? clockTime(at_ms, lang, zone) : `${dayName(at_ms, lang, zone)} ${clockTime(at_ms, lang, zone)}`;
}

/** The date in the zone as a date field has it: "2026-04-07". */
export function dayOf(at_ms: number, zone: string): string {
  return format('en', zone, 'date', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at_ms).split('/').reverse().join('-');
}

/** The last millisecond of a date in the zone; null when the text is no date. */
export function endOfDay(day: string, zone: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!found) return null;
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const next_ms = Date.UTC(year, month - 1, date + 1);
  const read = new Date(Date.UTC(year, month - 1, date));
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== date) return null;
  // The zone's distance from UTC is looked up twice: the first guess may lie beyond a change of clocks.
  let at_ms = next_ms;
  for (let step = 0; step < 2; step++) at_ms = next_ms - ahead_ms(at_ms, zone);
  return at_ms - 1;
}

/** How far the zone's clocks are ahead of UTC at an instant. */
function ahead_ms(at_ms: number, zone: string): number {
  const [year, month, date] = dayOf(at_ms, zone).split('-').map(Number);
  const [h, m, s] = clockTime(at_ms, 'en', zone).split(':').map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, date, h, m, s) - Math.floor(at_ms / 1000) * 1000;
}

/** Reads a time of day like `typedTime`, as the next such moment that is not past. */
export function comingTime(text: string, now_ms: number, zone: string): number | null {
  const past_ms = typedTime(text, now_ms, zone);
  return past_ms === null || past_ms >= now_ms ? past_ms : past_ms + DAY_MS;
}

/**
 * Reads "14:05" or "14:05:30" typed later, as the last such moment that is not in the future.
 * Returns null when the text is not a time of day.
 */
export function typedTime(text: string, now_ms: number, zone: string): number | null {
  const found = /^\s*([01]?\d|2[0-3])[:：]?([0-5]\d)(?:[:：]?([0-5]\d))?\s*$/.exec(text);
  if (!found) return null;
  const wanted_s = Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0);
  const now_s = clockTime(now_ms, 'en', zone).split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const back_s = (now_s - wanted_s + 86_400) % 86_400;
  return Math.floor(now_ms / 1000) * 1000 - back_s * 1000;
}
