// Verifier keys as text (C2SP signed-note): `name+id+base64(kind ‖ key)`.

import { decode64 } from './base64';
import { concat, hex, utf8, type Bytes } from './bytes';
import { sha256 } from './hash';

export const KIND = { ed25519: 0x01, cosignature: 0x04, mldsaCosignature: 0x06 } as const;

export interface VKey {
  name: string;
  /** 8 hexadecimal digits. */
  id: string;
  kind: number;
  key: Bytes;
}

/** Unicode's White_Space, and the plus sign that separates the parts of a key. */
const NOT_IN_NAMES = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]/;

export function goodName(name: string): boolean {
  return name !== '' && !NOT_IN_NAMES.test(name);
}

/** The key, or null when the text has another form or its id is not the one of the key. */
export async function parseVKey(text: string): Promise<VKey | null> {
  const found = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text);
  const [name, id, body] = [found?.[1] ?? '', found?.[2] ?? '', decode64(found?.[3] ?? '')];
  if (!goodName(name) || !body || body.length < 2) return null;
  const hash = await sha256(concat(utf8(`${name}\n`), body));
  if (hex(hash.subarray(0, 4)) !== id) return null;
  return { name, id, kind: body[0] ?? 0, key: body.slice(1) };
}
