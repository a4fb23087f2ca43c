import { describe, expect, it } from 'vitest';
import { clockTime, dayOf, endOfDay, typedTime } from '../src/kit/time';

const ZONE = 'Asia/Shanghai';
/** 2026-04-07 00:10:00 in the agency's zone. */
const NOW_MS = Date.UTC(2026, 3, 6, 16, 10, 0);

describe('a time that is typed later', () => {
  it('is the last such moment, yesterday if need be', () => {
    const at_ms = typedTime('23:55', NOW_MS, ZONE);
    expect(at_ms).toBe(NOW_MS - 15 * 60_000);
    expect(clockTime(at_ms ?? 0, 'en', ZONE)).toBe('23:55:00');
  });

  it('may be this very minute and may carry seconds, full-width colons too', () => {
    expect(typedTime('0:10', NOW_MS, ZONE)).toBe(NOW_MS);
    expect(typedTime('00：09：30', NOW_MS, ZONE)).toBe(NOW_MS - 30_000);
  });

  it.each(['', '24:00', '12:60', 'noon', '1'])('refuses "%s"', (text) => {
    expect(typedTime(text, NOW_MS, ZONE)).toBeNull();
  });
});

describe('a day that something lasts until', () => {
  it('ends at midnight in the zone of the agency', () => {
    const until_ms = endOfDay('2026-04-07', ZONE) ?? 0;
    expect([until_ms, dayOf(until_ms, ZONE), dayOf(until_ms + 1, ZONE)]).toEqual([Date.UTC(2026, 3, 7, 16) - 1, '2026-04-07', '2026-04-08']);
  });

  it('may be one on which the clocks change', () => {
    const zone = 'America/Los_Angeles';
    expect(endOfDay('2026-03-08', zone)).toBe(Date.UTC(2026, 2, 9, 7) - 1);
    expect(endOfDay('2026-11-01', zone)).toBe(Date.UTC(2026, 10, 2, 8) - 1);
    expect(endOfDay('2026-03-07', zone)).toBe(Date.UTC(2026, 2, 8, 8) - 1);
  });

  it.each(['', '2026-02-30', '2026-13-01', '7 April'])('refuses "%s"', (text) => {
    expect(endOfDay(text, ZONE)).toBeNull();
  });
});
