// The list as an administrator reads it: found by number, role or unit, whoever is out at the end.

import { STANDINGS, type Account } from '../api/types';

export function found(accounts: readonly Account[], words: string, postsOf: (account: Account) => string): Account[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (account: Account): boolean => {
    const text = `${account.service_number} ${postsOf(account)} ${account.seats.join(' ')}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  const rank = ({ standing }: Account): number => (standing === 'closed' ? STANDINGS.length : 0);
  return accounts.filter(fits).toSorted((a, b) => rank(a) - rank(b) || a.service_number.localeCompare(b.service_number));
}

export type What = 'posts' | 'suspend' | 'resume' | 'close' | 'recover' | 'keys' | 'name' | 'again';

/** A machine comes in by keys, and is nobody who could lose a way in. */
export const isMachine = ({ posts }: Account): boolean => posts.every(({ role }) => role === 'machine');

/** What may be done with an account in its state. Nobody changes their own. */
export function actsOn(account: Account, me: string): What[] {
  if (account.account === me) return [];
  if (isMachine(account) && (account.standing === 'invited' || account.standing === 'active')) {
    return account.standing === 'active' ? ['keys', 'suspend', 'close'] : ['keys', 'close'];
  }
  switch (account.standing) {
    case 'invited': return ['again', 'posts', 'name', 'close'];
    case 'active': return ['posts', 'name', 'suspend', 'recover', 'close'];
    case 'suspended': return ['posts', 'name', 'resume', 'close'];
    case 'closed': return [];
  }
}
