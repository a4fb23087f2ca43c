// Receipts of entries: the file, its code, the pictures of it for paper, and how things stand.

import { act } from './acts';
import { ask, request } from './http';
import type { Accepted, Looks, ReceiptCode, ReceiptState, SecondSecret } from './types';
import { uuid7 } from './uuid7';

/** A policy that asks for no witness is always met, which must not be told as if somebody had signed. */
export type Witnessing = 'witnessed' | 'pending' | 'unasked';

/** Whether a policy of trust wants witnesses at all. */
export function wantsWitnesses(policy: string): boolean {
  return !/^quorum[ \t]+none[ \t]*$/m.test(policy);
}

async function witnessing(met: boolean): Promise<Witnessing> {
  if (!met) return 'pending';
  const answer = await ask('/log/policy', { headers: { Accept: 'text/plain' } });
  return wantsWitnesses(await answer.text()) ? 'witnessed' : 'unasked';
}

/** How things stand, and what may be said of witnesses. */
export type Told = ReceiptState & { witnessing: Witnessing };

const entryPath = (entry: number, what: string): string => `/v1/entries/${entry}/${what}`;

export const receipt = {
  file: (entry: number) => entryPath(entry, 'receipt'),
  qr: (entry: number, part: 'proof' | 'entry' | 'code') => entryPath(entry, `qr/${part}`),
  code: (entry: number) => request<ReceiptCode>(entryPath(entry, 'code')),
  /** Whether the witnesses have cosigned what the receipt stands under. The first answer may wait a moment for a checkpoint. */
  witnessing: async (entry: number): Promise<Witnessing> => {
    const answer = await ask(entryPath(entry, 'receipt'), { headers: { Accept: 'text/plain' } });
    await answer.text();
    return witnessing(answer.headers.get('Answerable-Witnessed') === 'quorum');
  },
  /** Told once; an older one is void from then on. */
  secondSecret: async (entry: number, seat: string | null): Promise<string> => {
    const give = () => act<Partial<SecondSecret>>(entryPath(entry, 'second-secret'), {}, uuid7(Date.now()), seat);
    // One whose answer was lost on the way is never told again: another takes its place.
    return (await give()).second_secret ?? (await give()).second_secret ?? '';
  },
  /** Who looked, oldest first, for whoever has the second secret beside the code. It is sent where no address can hold it. */
  looks: async (code: string, second_secret: string): Promise<Looks> => {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ second_secret }) };
    return request<Looks>(`/v1/receipts/${encodeURIComponent(code)}/looks`, init);
  },
  /** Says that a look was not right. It goes to oversight; the answer comes back beside the look. */
  contest: (code: string, look: number, body: { second_secret: string; words: string | null }, key: string): Promise<Accepted> =>
    act(`/v1/receipts/${encodeURIComponent(code)}/looks/${look}/contest`, body, key, null),
  state: async (code: string): Promise<Told> => {
    const state = await request<ReceiptState>(`/v1/receipts/${encodeURIComponent(code)}`);
    return { ...state, witnessing: await witnessing(state.witnessed) };
  },
};
