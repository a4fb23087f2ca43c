// Changing a receipt: whatever is changed, it is refused, or it still says exactly the same.

import { expect, it } from 'vitest';
import { hex, utf8, type Bytes } from '../src/verify/tlog/bytes';
import { check } from '../src/verify/tlog/check';
import { Fail } from '../src/verify/tlog/fail';
import { parsePolicy, type Policy } from '../src/verify/tlog/policy';
import { caseNamed, receiptOf, vectors } from './vectors';

/** All that a receipt says, or how it was refused. */
async function told(file: Bytes, policy: Policy): Promise<{ says: string; witnesses: string[] } | Fail> {
  try {
    const proof = await check(file, policy);
    const { receipt, checkpoint, log } = proof;
    const says = [hex(receipt.entry), receipt.index, checkpoint.origin, checkpoint.size, hex(checkpoint.root), checkpoint.extensions, log.name].join('|');
    return { says, witnesses: proof.witnesses.map(({ witness, time_s }) => `${witness.called} ${time_s}`) };
  } catch (error) {
    // Anything but a reasoned refusal is a fault of the reader.
    if (error instanceof Fail) return error;
    throw error;
  }
}

const policy = await parsePolicy(utf8(vectors.policies['any'] ?? ''));
const good = utf8(receiptOf(caseNamed('2 cosigned, policy any')));

it('is refused or says the same with any byte changed', { timeout: 240_000 }, async () => {
  const before = await told(good, policy);
  if (before instanceof Fail) throw before;
  let refused = 0;
  for (let at = 0; at < good.length; at += 1) {
    for (const change of [0x01, 0x20, 0x80]) {
      const changed = good.slice();
      changed[at] = (changed[at] ?? 0) ^ change;
      const after = await told(changed, policy);
      if (after instanceof Fail) {
        refused += 1;
        continue;
      }
      // What is left is a witness's line whose name or key id was changed: a stranger's line now.
      expect([at, after.says]).toEqual([at, before.says]);
      expect(after.witnesses.length).toBe(before.witnesses.length - 1);
      expect(before.witnesses).toEqual(expect.arrayContaining(after.witnesses));
    }
  }
  expect(refused).toBeGreaterThan(good.length * 2.8);
});

it('is refused with any byte taken out, or cut anywhere', { timeout: 240_000 }, async () => {
  for (let at = 0; at < good.length; at += 1) {
    const without = Uint8Array.from([...good.subarray(0, at), ...good.subarray(at + 1)]);
    for (const changed of [without, good.slice(0, at)]) {
      const after = await told(changed, policy);
      if (after instanceof Fail) continue;
      // Only a witness can be lost this way: its name, its key id, or its whole line at the end.
      expect(after.witnesses.length).toBeLessThan(2);
    }
  }
});

it('is refused when it is too long, or not text', async () => {
  expect(await told(new Uint8Array(400_001), policy)).toMatchObject({ code: 'receipt-too-long' });
  expect(await told(Uint8Array.of(0xff, 0xfe), policy)).toMatchObject({ code: 'not-text' });
});

it('is read in little time, however it is made', async () => {
  const began = performance.now();
  for (const hostile of ['extra ', '\n'.repeat(390_000), `c2sp.org/tlog-proof@v1\nextra ${'A'.repeat(390_000)}`, `c2sp.org/tlog-proof@v1\n${'\n\n'.repeat(190_000)}`]) {
    expect(await told(utf8(hostile), policy)).toBeInstanceOf(Fail);
  }
  expect(performance.now() - began).toBeLessThan(2000);
});

it('counts the things of a policy', async () => {
  const refused = (text: string | Bytes): Promise<unknown> => parsePolicy(typeof text === 'string' ? utf8(text) : text).catch((error: Fail) => error.code);
  expect(await refused('#'.repeat(400_001))).toBe('policy-too-long');
  expect(await refused(Uint8Array.of(0xff, 0x0a))).toBe('policy-not-text');
  const line = (vectors.policies['one'] ?? '').split('\n').slice(0, 2).join('\n');
  const chain = (many: number): string => `${line}\n${Array.from({ length: many }, (_, n) => `group g${n} any ${n === 0 ? 'court' : `g${n - 1}`}\n`).join('')}quorum g${many - 1}\n`;
  expect(await refused(chain(128))).toMatchObject({ quorum: { name: 'g127' } });
  expect(await refused(chain(129))).toBe('policy-too-many');
});
