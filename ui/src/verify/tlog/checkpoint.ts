// What a log signs (C2SP tlog-checkpoint): whose log, how many entries, which root.

import { decode64 } from './base64';
import type { Bytes } from './bytes';
import { decimal } from './decimal';
import { Fail } from './fail';

export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Bytes;
  /** Further lines: signed too, and without a meaning here. */
  extensions: string[];
}

/** Throws `checkpoint-shape`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  const [number, hash] = [decimal(size ?? ''), decode64(root ?? '')];
  const whole = text.endsWith('\n') && origin && extensions.every((line) => line !== '');
  if (!whole || number === null || hash?.length !== 32) throw new Fail('checkpoint-shape');
  return { origin, size: number, root: hash, extensions };
}
