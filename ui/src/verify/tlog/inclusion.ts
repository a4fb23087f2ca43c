// From a leaf to the root: the inclusion proof of RFC 6962, section 2.1.1, walked as RFC 9162,
// section 2.1.3.2, says. Every step is kept, so that a reader can follow it.

import { same, type Bytes } from './bytes';
import { Fail } from './fail';
import { nodeHash } from './hash';

/** One step up: the hash beside ours, on which side it stands, and what both make. */
export interface Step {
  beside: Bytes;
  side: 'left' | 'right';
  result: Bytes;
}

/** Throws `index-outside`, `path-length` or `root-differs`. */
export async function inclusion(index: bigint, size: bigint, leaf: Bytes, path: readonly Bytes[], root: Bytes): Promise<Step[]> {
  if (index >= size) throw new Fail('index-outside');
  let [place, last] = [index, size - 1n];
  let hash = leaf;
  const steps: Step[] = [];
  for (const beside of path) {
    if (last === 0n) throw new Fail('path-length');
    const side = (place & 1n) === 1n || place === last ? 'left' : 'right';
    hash = side === 'left' ? await nodeHash(beside, hash) : await nodeHash(hash, beside);
    steps.push({ beside, side, result: hash });
    if (side === 'left') {
      // A last node without a sibling goes up unchanged until it has one.
      while ((place & 1n) === 0n && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new Fail('path-length');
  if (!same(hash, root)) throw new Fail('root-differs');
  return steps;
}
