// Whom somebody trusts (C2SP tlog-policy): which logs, which witnesses, and how many of these.

import { hex, textOf, type Bytes } from './bytes';
import { decimal } from './decimal';
import { goodKey } from './ed25519';
import { Fail } from './fail';
import type { Quorum } from './quorum';
import { KIND, parseVKey, type VKey } from './vkey';

export const POLICY_BYTES_MAX = 400_000;
/** Of each: logs, witnesses, groups. The format asks for 32 at least. */
const MANY = 128;
const MLDSA44_KEY_BYTES = 1312;

export interface Witness extends VKey {
  /** What the policy calls it; the key has a name of its own. */
  called: string;
}

export interface Policy {
  logs: VKey[];
  witnesses: Witness[];
  /** Null when the policy asks for no witnesses. */
  quorum: Quorum | null;
}

async function keyOf(text: string, kinds: readonly number[], line: number): Promise<VKey> {
  const key = await parseVKey(text);
  if (!key) throw new Fail('policy-key', line);
  if (!kinds.includes(key.kind)) throw new Fail('policy-key-kind', line);
  const sound = key.kind === KIND.mldsaCosignature ? key.key.length === MLDSA44_KEY_BYTES : goodKey(key.key);
  if (!sound) throw new Fail('policy-key', line);
  return key;
}

/** Reads one line after the other; what was defined before is known to what comes after. */
class Reader {
  readonly logs: VKey[] = [];
  readonly witnesses: Witness[] = [];
  readonly #named = new Map<string, Quorum>();
  readonly #members = new Set<string>();
  readonly #keys = new Set<string>();
  #groups = 0;
  #quorum: Quorum | null | undefined;

  async line(words: readonly string[], line: number): Promise<void> {
    const [what, first, second, ...rest] = words;
    if (what === 'log' && first && rest.length === 0) await this.#log(first, line);
    else if (what === 'witness' && first && second && rest.length <= 1) await this.#witness(first, second, line);
    else if (what === 'group' && first && second && rest.length > 0) this.#group(first, second, rest, line);
    else if (what === 'quorum' && first && second === undefined) this.#ask(first, line);
    else throw new Fail('policy-shape', line);
  }

  /** A key counts once, and so does the pair of name and id by which a line of a note claims it. */
  #once(key: VKey, line: number): void {
    const [bytes, claim] = [hex(key.key), `${key.id} ${key.name}`];
    if (this.#keys.has(bytes) || this.#keys.has(claim)) throw new Fail('policy-key-twice', line);
    this.#keys.add(bytes).add(claim);
  }

  #define(name: string, what: Quorum, line: number): void {
    if (name === 'none' || this.#named.has(name)) throw new Fail('policy-name-twice', line);
    this.#named.set(name, what);
  }

  async #log(text: string, line: number): Promise<void> {
    const key = await keyOf(text, [KIND.ed25519], line);
    this.#once(key, line);
    if (this.logs.push(key) > MANY) throw new Fail('policy-too-many');
  }

  async #witness(called: string, text: string, line: number): Promise<void> {
    const key = await keyOf(text, [KIND.cosignature, KIND.mldsaCosignature], line);
    this.#once(key, line);
    this.#define(called, { name: called }, line);
    if (this.witnesses.push({ ...key, called }) > MANY) throw new Fail('policy-too-many');
  }

  #group(name: string, much: string, names: readonly string[], line: number): void {
    const members = names.map((member) => {
      const found = this.#named.get(member);
      if (!found) throw new Fail('policy-name-unknown', line);
      if (this.#members.has(member)) throw new Fail('policy-member-twice', line);
      this.#members.add(member);
      return found;
    });
    const words: Record<string, number> = { any: 1, all: members.length };
    const needed = (Object.hasOwn(words, much) ? words[much] : undefined) ?? Number(decimal(much) ?? 0n);
    if (needed < 1 || needed > members.length) throw new Fail('policy-threshold', line);
    this.#define(name, { name, needed, members }, line);
    this.#groups += 1;
    if (this.#groups > MANY) throw new Fail('policy-too-many');
  }

  #ask(name: string, line: number): void {
    if (this.#quorum !== undefined) throw new Fail('policy-quorum');
    const found = name === 'none' ? null : this.#named.get(name);
    if (found === undefined) throw new Fail('policy-name-unknown', line);
    this.#quorum = found;
  }

  whole(): Policy {
    if (this.#quorum === undefined) throw new Fail('policy-quorum');
    if (this.logs.length === 0) throw new Fail('policy-no-log');
    return { logs: this.logs, witnesses: this.witnesses, quorum: this.#quorum };
  }
}

/**
 * Throws a `Fail` with the number of the line. The format allows any bytes above 0x7f in names and
 * comments; here they must be UTF-8, because they are shown to people.
 */
export async function parsePolicy(bytes: Bytes): Promise<Policy> {
  if (bytes.length > POLICY_BYTES_MAX) throw new Fail('policy-too-long');
  const text = textOf(bytes);
  if (text === null) throw new Fail('policy-not-text');
  if (/[^\t\n\x20-\x7e\x80-\u{10ffff}]/u.test(text)) throw new Fail('policy-characters');
  const lines = text.split('\n');
  if (lines.at(-1) !== '') throw new Fail('policy-shape', lines.length);
  const reader = new Reader();
  for (const [at, line] of lines.entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words[0] !== undefined && !words[0].startsWith('#')) await reader.line(words, at + 1);
  }
  return reader.whole();
}
