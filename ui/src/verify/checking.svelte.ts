// What was given, and what came of it. Whatever is chosen, dropped or pasted is recognised by what
// it holds, so that a file dropped in the wrong place is still the right file.

import { savedPolicy } from './saved';
import { textOf, utf8, type Bytes } from './tlog/bytes';
import { check, type Proof } from './tlog/check';
import { Fail } from './tlog/fail';
import { parsePolicy, POLICY_BYTES_MAX, type Policy } from './tlog/policy';
import { looksLikeReceipt, parseReceipt, RECEIPT_BYTES_MAX } from './tlog/receipt';

export interface Given {
  /** The name of the file; empty for pasted text. */
  name: string;
  bytes: Bytes;
}

export type Kind = 'receipt' | 'policy';
export type Outcome = { end: 'proved' | 'pending'; proof: Proof; took_ms: number } | { end: 'refused'; fail: Fail };
export type Trust = { given: Given; saved: boolean } & ({ policy: Policy } | { fail: Fail });

const READ_MAX = Math.max(RECEIPT_BYTES_MAX, POLICY_BYTES_MAX) + 1;

let receipt = $state.raw<Given | null>(null);
let trust = $state.raw<Trust | null>(null);
let outcome = $state.raw<Outcome | null>(null);
let working = $state(false);
/** When the outcome was there, by the clock of this computer. */
let at_ms = $state(0);
/** Answers that come after a newer question are dropped. */
let asked = 0;

/** Anything thrown that is not a reasoned refusal is a fault of this page, and is seen as one. */
function failOf(error: unknown): Fail {
  if (error instanceof Fail) return error;
  throw error;
}

function kindOf(given: Given, meant: Kind): Kind {
  const text = textOf(given.bytes.slice(0, READ_MAX)) ?? '';
  if (looksLikeReceipt(text)) return 'receipt';
  return /^[ \t]*(log|witness|group|quorum)[ \t]/m.test(text) ? 'policy' : meant;
}

/** A wrong file is told at once, before anybody is sent for a policy. */
function atFirstSight(given: Given): Outcome | null {
  try {
    parseReceipt(given.bytes);
    return null;
  } catch (error) {
    return { end: 'refused', fail: failOf(error) };
  }
}

async function judge(): Promise<void> {
  asked += 1;
  const mine = asked;
  outcome = receipt && atFirstSight(receipt);
  at_ms = Date.now();
  if (outcome || !receipt || !trust || 'fail' in trust) return;
  working = true;
  const began = performance.now();
  const found = await check(receipt.bytes, trust.policy).then(
    (proof): Outcome => ({ end: proof.end, proof, took_ms: performance.now() - began }),
    (error: unknown): Outcome => ({ end: 'refused', fail: failOf(error) }),
  );
  if (mine !== asked) return;
  working = false;
  at_ms = Date.now();
  outcome = found;
}

async function trusted(given: Given, saved: boolean): Promise<Trust> {
  try {
    return { given, saved, policy: await parsePolicy(given.bytes) };
  } catch (error) {
    return { given, saved, fail: failOf(error) };
  }
}

async function take(given: Given, meant: Kind): Promise<void> {
  if (kindOf(given, meant) === 'receipt') receipt = given;
  else trust = await trusted(given, false);
  await judge();
}

export const checking = {
  get receipt(): Given | null {
    return receipt;
  },
  get trust(): Trust | null {
    return trust;
  },
  get outcome(): Outcome | null {
    return outcome;
  },
  get at_ms(): number {
    return at_ms;
  },
  get working(): boolean {
    return working;
  },
  /** Files as chosen or dropped; of a very long one only the beginning is read. */
  async files(files: Iterable<File>, meant: Kind): Promise<void> {
    for (const file of files) {
      const bytes = new Uint8Array(await file.slice(0, READ_MAX).arrayBuffer());
      await take({ name: file.name, bytes }, meant);
    }
  },
  /** Copying text often loses the line feed at the end, which belongs to both formats. */
  pasted(text: string, meant: Kind): Promise<void> {
    return take({ name: '', bytes: utf8(text.endsWith('\n') ? text : `${text}\n`) }, meant);
  },
  /** Whether the page has a policy of its own that is not in use. */
  get canGoBack(): boolean {
    return savedPolicy() !== null && trust?.saved !== true;
  },
  async useSaved(): Promise<void> {
    const text = savedPolicy();
    if (text === null) return;
    trust = await trusted({ name: '', bytes: utf8(text) }, true);
    await judge();
  },
  startOver(): void {
    asked += 1;
    [receipt, outcome, working] = [null, null, false];
  },
};

void checking.useSaved();
