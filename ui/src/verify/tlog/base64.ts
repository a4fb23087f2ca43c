// Standard base64 with padding (RFC 4648, section 4), in the one spelling that each run of bytes
// has: no spaces, no missing padding, no stray bits in the last character.

import type { Bytes } from './bytes';

export function encode64(bytes: Uint8Array): string {
  let text = '';
  // In pieces, because a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** The bytes, or null when the text is not their canonical spelling. */
export function decode64(text: string): Bytes | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return encode64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
