// Ed25519 signatures, read strictly: one spelling of each number, no points of small order, and the
// equation of RFC 8032, section 5.1.7, without the cofactor. The product's own programs draw the line
// at the same place (`verify_strict` of ed25519-dalek), so both say the same about every file. The
// library's own check multiplies by the cofactor and would forgive more.

import { Point } from '@noble/ed25519';
import { concat, same, type Bytes } from './bytes';
import { Fail } from './fail';
import { cryptoThere } from './hash';

/** The order of the base point. */
const ORDER = Point.CURVE().n;

/** A point that a signature may speak of, or null. */
function pointOf(bytes: Bytes): Point | null {
  try {
    const point = Point.fromBytes(bytes, false);
    return point.isSmallOrder() ? null : point;
  } catch {
    return null;
  }
}

/** 32 or 64 bytes as a number, the lowest first. */
function little(bytes: Bytes): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Whether 32 bytes are a key for which not everybody can sign. */
export function goodKey(key: Bytes): boolean {
  return key.length === 32 && pointOf(key) !== null;
}

export async function signed(message: Bytes, signature: Bytes, key: Bytes): Promise<boolean> {
  if (!cryptoThere()) throw new Fail('no-crypto');
  if (signature.length !== 64 || key.length !== 32) return false;
  const [first, s, a] = [signature.slice(0, 32), little(signature.slice(32)), pointOf(key)];
  if (!a || s >= ORDER) return false;
  const challenge = await crypto.subtle.digest('SHA-512', concat(first, key, message));
  const k = little(new Uint8Array(challenge)) % ORDER;
  // R = s B - k A. Compared as bytes, so that only the one spelling of the point passes.
  const reached = Point.BASE.multiply(s, false).subtract(a.multiply(k, false));
  return same(reached.toBytes(), first) && !reached.isSmallOrder();
}
