// How many are needed, in words.

import { isGroup, type Quorum } from './tlog/quorum';
import { t } from './words.svelte';

export function quorumWords(quorum: Quorum): string {
  if (!isGroup(quorum) || quorum.members.length === 1) return t('verify-quorum-one');
  const of = quorum.members.length;
  if (quorum.needed === of) return t('verify-quorum-all', { of });
  return quorum.needed === 1 ? t('verify-quorum-any', { of }) : t('verify-quorum-some', { needed: quorum.needed, of });
}
