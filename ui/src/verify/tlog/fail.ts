// Why a receipt or a policy was not accepted. Each code has two sentences in both languages
// (`verify-error-<code>` and `verify-error-<code>-meaning`), written for whoever holds the file.

export const RECEIPT_CODES = [
  'not-a-receipt',
  'receipt-too-long',
  'not-text',
  'line-ends',
  'receipt-shape',
  'entry-missing',
  'entry-too-long',
  'index-outside',
  'path-length',
  'note-shape',
  'note-too-long',
  'checkpoint-shape',
  'root-differs',
  'log-unknown',
  'log-not-signed',
  'log-signature',
  'witness-signature',
] as const;

export const POLICY_CODES = [
  'policy-too-long',
  'policy-not-text',
  'policy-characters',
  'policy-shape',
  'policy-key',
  'policy-key-kind',
  'policy-key-twice',
  'policy-name-twice',
  'policy-name-unknown',
  'policy-member-twice',
  'policy-threshold',
  'policy-quorum',
  'policy-no-log',
  'policy-too-many',
] as const;

/** What this page itself may lack. */
export const PAGE_CODES = ['no-crypto'] as const;

export const CODES = [...RECEIPT_CODES, ...POLICY_CODES, ...PAGE_CODES] as const;
export type Code = (typeof CODES)[number];

export class Fail extends Error {
  readonly code: Code;
  /** The name, line or number that the sentence speaks of; empty when it speaks of none. */
  readonly about: string;
  constructor(code: Code, about: string | number = '') {
    super(about === '' ? code : `${code}: ${about}`);
    this.code = code;
    this.about = String(about);
  }
}
