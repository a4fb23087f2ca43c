// The addresses of the page that says how things stand: `/r`, and `/r/<code>` in letters or words.

export function isStateAddress(path: string): boolean {
  return path === '/r' || path.startsWith('/r/');
}

/** The code an address carries; empty when it carries none, or what cannot be read. */
export function codeOf(path: string): string {
  if (!path.startsWith('/r/')) return '';
  try {
    return decodeURIComponent(path.slice(3)).trim();
  } catch {
    return '';
  }
}

export function addressOf(code: string): string {
  // Full stops would look like the name of a file to the server, and mean nothing in a code.
  const plain = code.trim().replace(/[.。\s]+/gu, ' ').trim();
  return plain === '' ? '/r' : `/r/${encodeURIComponent(plain)}`;
}
