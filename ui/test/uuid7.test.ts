import { expect, it } from 'vitest';
import { uuid7 } from '../src/api/uuid7';

it('matches the example of RFC 9562, appendix A.6', () => {
  const chance = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuid7(0x017f22e279b0, chance)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

it('sorts by time', () => {
  expect(uuid7(1_000) < uuid7(1_001)).toBe(true);
});
