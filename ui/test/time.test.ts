import { describe, expect, it } from 'vitest';
import { clockTime, typedTime } from '../src/kit/time';

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
