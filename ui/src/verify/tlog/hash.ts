// SHA-256 as the browser has it, and the two hashes of an RFC 6962 tree.

import { concat, type Bytes } from './bytes';
import { Fail } from './fail';

/** Browsers hide their hash functions from pages that came over a network without encryption. */
export function cryptoThere(): boolean {
  return typeof globalThis.crypto?.subtle?.digest === 'function';
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  if (!cryptoThere()) throw new Fail('no-crypto');
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** RFC 6962, section 2.1: the byte in front keeps a leaf from being taken for a node. */
export function leafHash(entry: Bytes): Promise<Bytes> {
  return sha256(concat(Uint8Array.of(0), entry));
}

export function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(concat(Uint8Array.of(1), left, right));
}
