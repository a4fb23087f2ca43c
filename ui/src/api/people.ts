// Officials: who is signed in, how they sign in, where they sit, and what waits for two of them.

import { ask, request } from './http';
import { answerOf, creationOptions, requestOptions } from './passkey';
import type { Account, Ceremony as KeyCeremony, Contest, ExportRow, MachineKey, Me, Passkey, Policies, Request, SeatRow, Session, TotpSecret, Trace } from './types';

interface Ceremony {
  ceremony: string;
  options: unknown;
}

function sent(method: string, body?: object): RequestInit {
  if (body === undefined) return { method };
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

const id = encodeURIComponent;

/** Somebody closed the window of the browser, or their device did not answer. Nothing went wrong on the server. */
export class NoPasskey extends Error {}

async function asked<T>(of: () => Promise<T | null>): Promise<T> {
  let found: T | null;
  try {
    found = await of();
  } catch (cause) {
    throw new NoPasskey('the device gave no passkey', { cause });
  }
  if (found === null) throw new NoPasskey('the device gave no passkey');
  return found;
}

export const people = {
  me: () => request<Me>('/v1/session'),
  signIn: (service_number: string, password: string, code: string) =>
    request<Me>('/v1/session', sent('POST', { service_number, password, code: code === '' ? null : code })),
  signOut: () => ask('/v1/session', sent('DELETE')),
  redeem: (invitation: string) => request<Me>('/v1/session/invitation', sent('POST', { invitation })),

  setPassword: (password: string) => ask('/v1/me/password', sent('PUT', { password })),
  beginCodes: () => request<TotpSecret>('/v1/me/totp', sent('POST')),
  confirmCodes: (code: string) => ask('/v1/me/totp', sent('PUT', { code })),

  /** Signs in with a passkey that the browser lets its owner choose. */
  async signInByPasskey(): Promise<Me> {
    const { ceremony, options } = await request<Ceremony>('/v1/session/passkey/begin', sent('POST'));
    const credential = await asked(() => navigator.credentials.get({ publicKey: requestOptions(options) }));
    return request<Me>('/v1/session/passkey', sent('POST', { ceremony, answer: answerOf(credential) }));
  },
  async addPasskey(label: string): Promise<void> {
    const { ceremony, options } = await request<Ceremony>('/v1/me/passkeys/begin', sent('POST'));
    const credential = await asked(() => navigator.credentials.create({ publicKey: creationOptions(options) }));
    await ask('/v1/me/passkeys', sent('POST', { ceremony, answer: answerOf(credential), label }));
  },
  passkeys: () => request<Passkey[]>('/v1/me/passkeys'),
  removePasskey: (passkey: string) => ask(`/v1/me/passkeys/${id(passkey)}`, sent('DELETE')),

  sessions: () => request<Session[]>('/v1/sessions'),
  endSession: (session: string) => ask(`/v1/sessions/${id(session)}`, sent('DELETE')),

  seats: () => request<SeatRow[]>('/v1/seats'),
  accounts: () => request<Account[]>('/v1/accounts'),
  requests: () => request<Request[]>('/v1/requests'),
  nameLooks: (account: string) => request<Trace[]>(`/v1/accounts/${id(account)}/name/looks`),
  keys: (account: string) => request<MachineKey[]>(`/v1/accounts/${id(account)}/keys`),
  contests: () => request<Contest[]>('/v1/contests'),
  ceremonies: () => request<KeyCeremony[]>('/v1/key-ceremonies'),
  exports: () => request<ExportRow[]>('/v1/exports'),
  policies: () => request<Policies>('/v1/policy'),
};
