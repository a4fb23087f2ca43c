// Receipts of entries: the file, its code, the pictures of it for paper, and how things stand.

import { ask, request } from './http';
import type { ReceiptCode, ReceiptState } from './types';

const entryPath = (entry: number, what: string): string => `/v1/entries/${entry}/${what}`;

export const receipt = {
  file: (entry: number) => entryPath(entry, 'receipt'),
  qr: (entry: number, part: 'proof' | 'entry' | 'code') => entryPath(entry, `qr/${part}`),
  code: (entry: number) => request<ReceiptCode>(entryPath(entry, 'code')),
  /** Whether the witnesses have cosigned what the receipt stands under. The first answer may wait a moment for a checkpoint. */
  witnessed: async (entry: number): Promise<boolean> => {
    const answer = await ask(entryPath(entry, 'receipt'), { headers: { Accept: 'text/plain' } });
    await answer.text();
    return answer.headers.get('Answerable-Witnessed') === 'quorum';
  },
  state: (code: string) => request<ReceiptState>(`/v1/receipts/${encodeURIComponent(code)}`),
};
