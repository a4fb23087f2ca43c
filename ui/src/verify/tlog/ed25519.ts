// Ed25519 signatures, read strictly: one spelling of each number, no points of small order. The
// product's own programs draw the line at the same place, so both say the same about every file.

import { Point, verifyAsync } from '@noble/ed25519';
import type { Bytes } from './bytes';
import { cryptoThere } from './hash';
import { Fail } from './fail';

/** Whether 32 bytes are a key that only one secret can sign for. */
export function goodKey(key: Bytes): boolean {
  try {
    const point = Point.fromBytes(key, false);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

export async function signed(message: Bytes, signature: Bytes, key: Bytes): Promise<boolean> {
  if (!cryptoThere()) throw new Fail('no-crypto');
  if (signature.length !== 64 || key.length !== 32) return false;
  if (!(await verifyAsync(signature, message, key, { zip215: false }))) return false;
  // The library forgives a part of small order in the first half, and we do not.
  const point = Point.fromBytes(signature.subarray(0, 32), false);
  return !point.isSmallOrder() && point.isTorsionFree();
}
