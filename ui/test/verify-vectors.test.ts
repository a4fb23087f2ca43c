// What an independent program (tests/interop/make_receipts.py) says of receipts and policies is what
// the page says of them.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../src/verify/tlog/bytes';
import { check } from '../src/verify/tlog/check';
import { Fail, POLICY_CODES, RECEIPT_CODES } from '../src/verify/tlog/fail';
import { parsePolicy } from '../src/verify/tlog/policy';
import { caseNamed, receiptOf, vectors } from './vectors';

const codeOf = (error: unknown): string => (error instanceof Fail ? error.code : String(error));

describe('receipts', () => {
  it.each(vectors.receipts)('$name', async ({ name, policy, expect: said }) => {
    const trust = await parsePolicy(utf8(vectors.policies[policy] ?? ''));
    const found = await check(utf8(receiptOf(caseNamed(name))), trust).then(
      (proof) => ({
        end: proof.end,
        index: Number(proof.receipt.index),
        size: Number(proof.checkpoint.size),
        witnesses: proof.witnesses.map(({ witness }) => witness.called),
        root: hex(proof.checkpoint.root),
      }),
      (error: unknown) => ({ end: 'refused', code: codeOf(error) }),
    );
    expect(found).toEqual(said);
  });

  it('are spoiled in every way the page can name', () => {
    const seen = new Set(vectors.receipts.map(({ expect: said }) => said.code));
    const elsewhere = ['receipt-too-long', 'not-text'];
    expect(RECEIPT_CODES.filter((code) => !seen.has(code) && !elsewhere.includes(code))).toEqual([]);
  });
});

describe('policies', () => {
  it.each(vectors.spoiled_policies)('are refused with $name', async ({ policy, code }) => {
    await expect(parsePolicy(utf8(policy)).catch(codeOf)).resolves.toBe(code);
  });

  it('are spoiled in every way the page can name', () => {
    const seen = new Set(vectors.spoiled_policies.map(({ code }) => code));
    const elsewhere = ['policy-too-long', 'policy-not-text', 'policy-too-many'];
    expect(POLICY_CODES.filter((code) => !seen.has(code) && !elsewhere.includes(code))).toEqual([]);
  });
});

it('the vectors are what the program makes', { timeout: 60_000 }, ({ skip }) => {
  const program = join(import.meta.dirname, '../../tests/interop/make_receipts.py');
  const made = spawnSync('python3', [program, '--check'], { encoding: 'utf8' });
  if (made.error) return skip('there is no python3');
  expect([made.status, made.stderr]).toEqual([0, '']);
});
