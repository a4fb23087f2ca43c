// The whole check: from the bytes of a file and a policy to what they prove.
//
// Three ends. `proved`: the entry stands in the tree, the log signed the tree, and enough witnesses
// did. `pending`: the same, but witnesses are still missing. Everything else is thrown as a `Fail`:
// nothing is proved then, whatever else in the file is right.

import { parseCheckpoint, type Checkpoint } from './checkpoint';
import { cosigned } from './cosignature';
import { signed } from './ed25519';
import { utf8, type Bytes } from './bytes';
import { Fail } from './fail';
import { leafHash } from './hash';
import { inclusion, type Step } from './inclusion';
import { parseNote, type Note, type SignatureLine } from './note';
import type { Policy, Witness } from './policy';
import { met } from './quorum';
import { parseReceipt, type Receipt } from './receipt';
import { KIND, type VKey } from './vkey';

export interface Cosigned {
  witness: Witness;
  time_s: bigint;
}

export interface Proof {
  end: 'proved' | 'pending';
  receipt: Receipt;
  checkpoint: Checkpoint;
  /** The text that the log signed. */
  signedText: string;
  leaf: Bytes;
  steps: Step[];
  /** The log of the policy whose signature is good. */
  log: VKey;
  /** In the order of the policy. */
  witnesses: Cosigned[];
  /** Witnesses of the policy that signed in a way this page cannot check. */
  unchecked: Witness[];
  /** Whom the reader trusts. */
  policy: Policy;
  /** Names on lines by keys that the policy does not know: passed over. */
  strangers: string[];
}

function by(key: VKey) {
  return (line: SignatureLine): boolean => line.name === key.name && line.id === key.id;
}

/** The first log of the policy that has this origin and signed. A bad line by a known log is the end. */
async function signingLog(note: Note, origin: string, policy: Policy): Promise<VKey> {
  let found: VKey | null = null;
  for (const log of policy.logs) {
    for (const line of note.lines.filter(by(log))) {
      if (!(await signed(utf8(note.text), line.signature, log.key))) throw new Fail('log-signature', log.name);
      if (log.name === origin) found ??= log;
    }
  }
  if (found) return found;
  throw new Fail(policy.logs.some((log) => log.name === origin) ? 'log-not-signed' : 'log-unknown', origin);
}

/** When a witness signed first, or null when it did not. A bad line by a known witness is the end. */
async function cosignedBy(note: Note, witness: Witness): Promise<bigint | null> {
  let first: bigint | null = null;
  for (const line of note.lines.filter(by(witness))) {
    const time_s = await cosigned(note.text, line.signature, witness.key);
    if (time_s === null) throw new Fail('witness-signature', witness.name);
    if (first === null || time_s < first) first = time_s;
  }
  return first;
}

export async function check(file: Bytes, policy: Policy): Promise<Proof> {
  const receipt = parseReceipt(file);
  const note = parseNote(receipt.note);
  const checkpoint = parseCheckpoint(note.text);
  const leaf = await leafHash(receipt.entry);
  const steps = await inclusion(receipt.index, checkpoint.size, leaf, receipt.path, checkpoint.root);
  const log = await signingLog(note, checkpoint.origin, policy);
  const [witnesses, unchecked]: [Cosigned[], Witness[]] = [[], []];
  for (const witness of policy.witnesses) {
    if (witness.kind === KIND.cosignature) {
      const time_s = await cosignedBy(note, witness);
      if (time_s !== null) witnesses.push({ witness, time_s });
    } else if (note.lines.some(by(witness))) unchecked.push(witness);
  }
  const known = [...policy.logs, ...policy.witnesses];
  const strangers = note.lines.filter((line) => !known.some((key) => by(key)(line))).map((line) => line.name);
  const enough = met(policy.quorum, new Set(witnesses.map(({ witness }) => witness.called)));
  const end = enough ? 'proved' : 'pending';
  return { end, policy, receipt, checkpoint, signedText: note.text, leaf, steps, log, witnesses, unchecked, strangers };
}
