// The receipts and policies of formats/vectors/receipts.json.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  name: string;
  policy: string;
  /** Text, or pieces of it where a long repetition is spelled out. */
  receipt: string | (string | { base64_of_x: number })[];
  expect: { end: string; code?: string };
}

interface Vectors {
  policies: Record<string, string>;
  spoiled_policies: { name: string; policy: string; code: string }[];
  receipts: Case[];
}

export const vectors = JSON.parse(readFileSync(join(import.meta.dirname, '../../formats/vectors/receipts.json'), 'utf8')) as Vectors;

export function caseNamed(name: string): Case {
  const found = vectors.receipts.find((one) => one.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return found;
}

export function receiptOf({ receipt }: Case): string {
  const pieces = typeof receipt === 'string' ? [receipt] : receipt;
  return pieces.map((piece) => (typeof piece === 'string' ? piece : btoa('x'.repeat(piece.base64_of_x)))).join('');
}
