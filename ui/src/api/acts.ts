// Every change is an act: one POST with a key of its own and the seat that made it. What is done
// about accounts, seats and requests is done by a person, wherever they sit.

import { ask, Unreachable } from './http';
import type { Accepted } from './types';

const WAITS_MS = [400, 1200, 3000];

/**
 * Sends one act. When the link breaks nobody knows whether the act was taken, so the same key is
 * sent again: the server keeps the first answer for a key and gives it back.
 *
 * Throws `Refused` (nothing changed) or, after the last try, `Unreachable` (unknown; keep the key).
 */
export async function act<T = Accepted>(path: string, body: object, key: string, seat: string | null): Promise<T> {
  return (await (await sent(path, body, key, seat)).json()) as T;
}

/** The same for an answer that is a file: what it holds, and the entry that says it was opened. */
export async function actForFile(path: string, body: object, key: string, seat: string | null): Promise<{ file: Blob; entry: number }> {
  const answer = await sent(path, body, key, seat);
  return { file: await answer.blob(), entry: Number(answer.headers.get('Answerable-Entry')) };
}

/** A file is sent as it is, everything else as JSON. */
async function sent(path: string, body: object, key: string, seat: string | null): Promise<Response> {
  const isFile = body instanceof Blob;
  const type = isFile ? 'application/octet-stream' : 'application/json';
  const headers: Record<string, string> = { 'Content-Type': type, 'Idempotency-Key': key };
  if (seat !== null) headers['Answerable-Seat'] = seat;
  for (let tries = 0; ; tries++) {
    try {
      return await ask(path, {
        method: 'POST',
        headers,
        body: isFile ? body : JSON.stringify(body),
      });
    } catch (error) {
      const wait_ms = WAITS_MS[tries];
      if (!(error instanceof Unreachable) || wait_ms === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait_ms));
    }
  }
}

const id = encodeURIComponent;

/** Paths of the acts, in one place so that a renamed route is one line. */
export const to = {
  report: () => '/v1/reports',
  open: () => '/v1/incidents',
  dismiss: (report: string) => `/v1/reports/${id(report)}/dismiss`,
  caller: (report: string, what: 'open' | 'search' | 'hold' | 'lift-hold' | 'erase') => `/v1/reports/${id(report)}/caller/${what}`,
  photos: (report: string) => `/v1/reports/${id(report)}/photos`,
  openPhoto: (report: string, photo: string) => `/v1/reports/${id(report)}/photos/${id(photo)}/open`,
  incident: (incident: string, what: string) => `/v1/incidents/${id(incident)}/${what}`,
  detach: (incident: string, report: string) => `/v1/incidents/${id(incident)}/reports/${id(report)}/detach`,
  unlink: (incident: string, other: string) => `/v1/incidents/${id(incident)}/links/${id(other)}/undo`,
  hazardLift: (incident: string, hazard: string) => `/v1/incidents/${id(incident)}/hazards/${id(hazard)}/lift`,
  roadChange: () => '/v1/road-changes',
  roadLift: (change: string) => `/v1/road-changes/${id(change)}/lift`,
  unit: (unit: string, what: string) => `/v1/units/${id(unit)}/${what}`,
  accounts: () => '/v1/accounts',
  account: (account: string, what: 'posts' | 'suspend' | 'resume' | 'close' | 'recover') => `/v1/accounts/${id(account)}/${what}`,
  releaseWords: (look: number) => `/v1/looks/${look}/release`,
  inviteAgain: (account: string) => `/v1/accounts/${id(account)}/invitation`,
  name: (account: string) => `/v1/accounts/${id(account)}/name`,
  openName: (account: string) => `/v1/accounts/${id(account)}/name/open`,
  keys: (account: string) => `/v1/accounts/${id(account)}/keys`,
  endKey: (key: string) => `/v1/keys/${id(key)}/end`,
  traces: () => '/v1/traces',
  answer: (look: number) => `/v1/contests/${look}/answer`,
  exports: () => '/v1/exports',
  fetchExport: (request: string) => `/v1/exports/${id(request)}/fetch`,
  adopt: () => '/v1/pack/adopt',
  ceremonies: () => '/v1/key-ceremonies',
  takeShare: (ceremony: string) => `/v1/key-ceremonies/${id(ceremony)}/share`,
  seat: (seat: string, what: 'enter' | 'leave' | 'take-over' | 'bind' | 'unbind') => `/v1/seats/${id(seat)}/${what}`,
  request: (request: string, what: 'approve' | 'refuse' | 'withdraw') => `/v1/requests/${id(request)}/${what}`,
  run: (incident: string, unit: string, what: string) => `/v1/incidents/${id(incident)}/units/${id(unit)}/${what}`,
};
