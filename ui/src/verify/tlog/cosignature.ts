// What a witness signs (C2SP tlog-cosignature, `cosignature/v1`): that at a time it had seen no
// larger tree of this log than this one, and that it had only grown.

import { u64, utf8, type Bytes } from './bytes';
import { signed } from './ed25519';

const TIME_MAX = (1n << 63n) - 1n;

export function cosignedText(time_s: bigint, checkpoint: string): string {
  return `cosignature/v1\ntime ${time_s}\n${checkpoint}`;
}

/** When the witness signed, in seconds since 1970, or null when the signature is not its own. */
export async function cosigned(checkpoint: string, blob: Bytes, key: Bytes): Promise<bigint | null> {
  if (blob.length !== 8 + 64) return null;
  const time_s = u64(blob.subarray(0, 8));
  if (time_s > TIME_MAX) return null;
  return (await signed(utf8(cosignedText(time_s, checkpoint)), blob.slice(8), key)) ? time_s : null;
}
