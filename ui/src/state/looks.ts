// What a look at somebody's details is called, for the person whose they are. The page knows no pack,
// so purposes and roles stay the codes that the record has.

import { LOOK_KINDS, type Trace } from '../api/types';
import { t, tMaybe } from '../kit/i18n.svelte';

/** The server tells so many at once, the latest. */
export const LOOKS_MAX = 500;

/** Who it was as far as the record says, in which role and at which seat. */
export function whoLooked(look: Trace): string {
  const { service_number: number, roles, seat } = look;
  const parts = [number ? t('looks-number', { number }) : t('looks-nobody')];
  if (roles.length > 0) parts.push(t('looks-role', { count: roles.length, roles: roles.join(t('list-comma')) }));
  parts.push(t('looks-seat', { seat }));
  return parts.join(' · ');
}

/** What was looked at. What a newer server names is shown under its own name, and never left out. */
export function whatWasSeen(look: Trace): string {
  const names = look.fields.map((field) => tMaybe(`caller-${field}`) ?? field);
  const fields = names.length > 0 ? names.join(t('list-comma')) : t('looks-fields-none');
  const kind = LOOK_KINDS.find((known) => known === look.kind);
  return kind ? t(`looks-${kind}`, { fields, official: look.official ?? '' }) : t('looks-what-unknown', { kind: look.kind });
}

/** How many there are, which is said aloud as well. */
export function howMany(count: number): string {
  return count === 0 ? t('looks-none') : t('looks-count', { count });
}
