// The receipt that the guide lets people check by hand is a good one, and the same in both languages.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { utf8 } from '../src/verify/tlog/bytes';
import { check } from '../src/verify/tlog/check';
import { parsePolicy } from '../src/verify/tlog/policy';

it.each(['en', 'zh-CN'])('the guide shows a good receipt, %s', async (lang) => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guide', lang, 'check-a-receipt.md'), 'utf8');
  const [receipt, policy] = [...guide.matchAll(/```text\n(.*?)```/gs)].map((found) => utf8(found[1] ?? ''));
  if (!receipt || !policy) throw new Error('the guide has no example');
  const proof = await check(receipt, await parsePolicy(policy));
  expect([proof.end, proof.receipt.index, proof.checkpoint.size, proof.witnesses.length]).toEqual(['proved', 1n, 2n, 1]);
});
