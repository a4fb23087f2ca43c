// Words about people that the desk and the accounts page share.

import type { Coded, Post, Request } from '../api/types';
import { i18n, named, t } from '../kit/i18n.svelte';
import { dateTime } from '../kit/time';

/** In the time of this computer: where and when somebody signed in is about themselves. */
export function moment(at_ms: number): string {
  return dateTime(at_ms, i18n.lang, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The name of a role in the pack; its code while no pack says one. */
export function roleName(code: string, roles: readonly Coded[]): string {
  return named(roles.find((role) => role.code === code)?.name) || code;
}

export function postName(post: Post, roles: readonly Coded[]): string {
  const role = roleName(post.role, roles);
  return post.unit ? t('post-in-unit', { role, unit: post.unit }) : role;
}

/** What somebody asked for, about what. Reports are known by their ids alone until somebody may look. */
export function wishOf(request: Request, numberOf: (account: string) => string | undefined): string {
  if (request.action === 'adopt_pack') return t('wish-adopt_pack', { pack: (request.pack ?? '').slice(0, 12) });
  if (request.action === 'export' && request.extent) {
    const { of, from_ms, until_ms } = request.extent;
    return t('wish-export', { of, from: moment(from_ms), until: moment(until_ms) });
  }
  if (request.action !== 'recover_account') return t(`wish-${request.action}`, { report: (request.report ?? '').slice(-8) });
  return t('wish-recover_account', { number: (request.account && numberOf(request.account)) || (request.account ?? '').slice(-8) });
}
