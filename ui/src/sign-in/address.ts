// The address of the sign-in page: a one-time link behind `#`, and the way back behind `?back=`.

const PAGE = '/sign-in.html';

/** What a one-time link holds; empty when the address is none. */
export function invitationOf(hash: string): string {
  const text = hash.replace(/^#/, '');
  return /^[\w-]{16,200}$/.test(text) ? text : '';
}

/** The page to sign in at, for somebody who is to come back to where they are. */
export function signInAt(back: string): string {
  return back === '' || back === '/' ? PAGE : `${PAGE}?back=${encodeURIComponent(back)}`;
}

/** Where to go on. Never another site, and never this page again. */
export function wayBack(search: string, origin: string): string | null {
  const back = new URLSearchParams(search).get('back');
  if (back === null || !back.startsWith('/')) return null;
  let there: URL;
  try {
    there = new URL(back, origin);
  } catch {
    return null;
  }
  if (there.origin !== origin || there.pathname === PAGE) return null;
  return there.pathname + there.search;
}

/** The first page of somebody: administrators and inspectors read no board. */
export function homeOf(roles: readonly string[]): string {
  if (roles.includes('administrator')) return '/accounts.html';
  return roles.includes('oversight-inspector') ? '/oversight.html' : '/';
}
