// A receipt (C2SP tlog-proof) with the bytes of the entry in `extra`. The format trusts nothing in
// `extra`; neither do we: the bytes are hashed, and only the hash that leads to the root is right.

import { decode64 } from './base64';
import { textOf, type Bytes } from './bytes';
import { decimal } from './decimal';
import { Fail } from './fail';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** An entry of 65,535 bytes in base64, 64 hashes and a note fit twice. */
export const RECEIPT_BYTES_MAX = 400_000;
const ENTRY_BYTES_MAX = 65_535;
const PATH_MAX = 64;

export interface Receipt {
  entry: Bytes;
  index: bigint;
  path: Bytes[];
  /** The checkpoint with its signatures, as a signed note. */
  note: string;
}

/** Whether a text means to be a receipt; a wrong choice of file is told apart from a damaged one. */
export function looksLikeReceipt(text: string): boolean {
  return text.startsWith('c2sp.org/tlog-proof@');
}

function readable(bytes: Bytes): string {
  if (bytes.length > RECEIPT_BYTES_MAX) throw new Fail('receipt-too-long');
  const text = textOf(bytes);
  if (text === null) throw new Fail('not-text');
  if (!looksLikeReceipt(text)) throw new Fail('not-a-receipt');
  if (text.includes('\r')) throw new Fail('line-ends');
  return text;
}

function parseEntry(line: string): Bytes {
  const entry = decode64(line);
  if (!entry) throw new Fail('receipt-shape', 2);
  if (entry.length > ENTRY_BYTES_MAX) throw new Fail('entry-too-long');
  return entry;
}

/** Throws a `Fail` with the line that is wrong, where it is one line. */
export function parseReceipt(bytes: Bytes): Receipt {
  const text = readable(bytes);
  const end = text.indexOf('\n\n');
  if (end < 0) throw new Fail('receipt-shape', 1);
  const lines = text.slice(0, end).split('\n');
  if (lines[0] !== HEADER) throw new Fail('receipt-shape', 1);
  if (lines[1]?.startsWith('index ')) throw new Fail('entry-missing');
  if (!lines[1]?.startsWith('extra ')) throw new Fail('receipt-shape', 2);
  const entry = parseEntry(lines[1].slice('extra '.length));
  const index = lines[2]?.startsWith('index ') ? decimal(lines[2].slice('index '.length)) : null;
  if (index === null) throw new Fail('receipt-shape', 3);
  if (lines.length - 3 > PATH_MAX) throw new Fail('path-length');
  const path = lines.slice(3).map((line, at) => {
    const hash = decode64(line);
    if (hash?.length !== 32) throw new Fail('receipt-shape', at + 4);
    return hash;
  });
  return { entry, index, path, note: text.slice(end + 2) };
}
