// What is shown of an entry, and of strangers' text.

import { describe, expect, it } from 'vitest';
import { holdsSealed, read, sealedIn } from '../src/verify/entry';
import { utf8 } from '../src/verify/tlog/bytes';
import { decode64, encode64 } from '../src/verify/tlog/base64';
import { decimal } from '../src/verify/tlog/decimal';
import { met } from '../src/verify/tlog/quorum';
import { visible } from '../src/verify/visible';
import { parseReceipt } from '../src/verify/tlog/receipt';
import { receiptOf, vectors } from './vectors';

const kindOf = (text: string): string => read(utf8(text)).kind;
const envelope = (data: string): string => `{"agency":"a","at_ms":1,"events":[{"data":${data},"type":"x.y","v":1}],"seat":"s","seq":0,"v":1}`;

describe('an entry', () => {
  it('is decoded as an independent program writes it', () => {
    for (const one of vectors.receipts.filter(({ expect: said }) => said.end === 'proved')) {
      expect([one.name, read(parseReceipt(utf8(receiptOf(one))).entry).kind]).toEqual([one.name, 'entry']);
    }
  });

  it('is shown as text in any other spelling, because two readers might read two things', () => {
    expect(kindOf(envelope('{"a":1,"b":[true,null,"\\n€"]}'))).toBe('entry');
    for (const other of ['{"b":1,"a":1}', '{"a":1,"a":1}', '{"a": 1}', '1.0', '-0', '1e3', '9007199254740993', '"\\u0041"', '"\\/"']) {
      expect([other, kindOf(envelope(other))]).toEqual([other, 'text']);
    }
    expect(kindOf(envelope('['.repeat(65) + ']'.repeat(65)))).toBe('text');
    expect(kindOf('['.repeat(60_000))).toBe('text');
    expect(read(Uint8Array.of(0xff, 0x01))).toEqual({ kind: 'bytes', text: 'ff01' });
  });

  it('keeps sealed fields sealed', () => {
    const hash = 'ab'.repeat(32);
    const sealed = { algorithm: 'xchacha20poly1305-sha256', commitment: hash, envelope: hash, key: 'k' };
    expect(sealedIn(sealed)).toBe(hash);
    expect(sealedIn({ ...sealed, more: 1 })).toBe(null);
    expect(sealedIn({ ...sealed, commitment: '<b>' })).toBe(null);
    expect([holdsSealed({ a: [{ b: sealed }] }), holdsSealed({ a: 'b' })]).toEqual([true, false]);
  });
});

it('shows what cannot be seen', () => {
  expect(visible('a\u202eb\u200b\0\n\t好👍🏽')).toBe('a⟨U+202E⟩b⟨U+200B⟩⟨U+0000⟩\n\t好👍🏽');
});

it('knows one spelling of bytes and of numbers', () => {
  expect(encode64(decode64('AAEC/w==') ?? utf8(''))).toBe('AAEC/w==');
  expect(['AAEC/w', 'AAEC/x==', 'AAEC_w==', ' AAEC', 'AAE=C', '===='].map(decode64)).toEqual([null, null, null, null, null, null]);
  expect(['0', '18446744073709551615'].map(decimal)).toEqual([0n, 18446744073709551615n]);
  expect(['', '00', '01', '+1', '-1', '1 ', '1e3', '0x1', '１', '18446744073709551616'].filter((text) => decimal(text) !== null)).toEqual([]);
});

it('counts witnesses as the groups say', () => {
  const group = { name: 'g', needed: 2, members: [{ name: 'a' }, { name: 'h', needed: 1, members: [{ name: 'b' }, { name: 'c' }] }] };
  const enough = (...names: string[]): boolean => met(group, new Set(names));
  expect([enough(), enough('a'), enough('b', 'c'), enough('a', 'c'), met(null, new Set())]).toEqual([false, false, false, true, true]);
});
