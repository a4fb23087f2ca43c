import { describe, expect, it } from 'vitest';
import { parts } from '../src/kit/span';

describe('a span of time', () => {
  it.each([
    [-5000, 'duration-s', 0, 0],
    [59_999, 'duration-s', 59, 0],
    [60_000, 'duration-min-s', 1, 0],
    [192_000, 'duration-min-s', 3, 12],
    [3_600_000, 'duration-h-min', 1, 0],
    [90_000_000, 'duration-d-h', 1, 1],
  ])('%i ms is told by its two largest parts', (span_ms, key, a, b) => {
    expect(parts(span_ms)).toEqual({ key, a, b });
  });
});
