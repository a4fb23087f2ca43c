// What the bytes of an entry say. Only the canonical spelling of formats/journal.md is decoded: of
// any other JSON two readers might read two things, so it is shown as it stands.

import { hex, textOf, type Bytes } from './tlog/bytes';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface JournalEvent {
  type: string;
  data: Json;
}

export interface Entry {
  agency: string;
  at_ms: number;
  seat: string;
  seq: number;
  events: JournalEvent[];
}

/** An entry of a journal, or only text, or only bytes as hexadecimal digits. */
export type Said = { kind: 'entry'; entry: Entry; text: string } | { kind: 'text'; text: string } | { kind: 'bytes'; text: string };

const LEVELS_MAX = 64;

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The one spelling of a value, or null when it has none. */
function canonical(value: Json, levels = LEVELS_MAX): string | null {
  if (levels === 0) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts: string[] = [];
  const members = Object.entries(value);
  if (!Array.isArray(value)) members.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, member] of members) {
    const written = canonical(member, levels - 1);
    if (written === null) return null;
    parts.push(Array.isArray(value) ? written : `${JSON.stringify(key)}:${written}`);
  }
  return Array.isArray(value) ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
}

function eventOf(value: Json): JournalEvent | null {
  return isMap(value) && typeof value['type'] === 'string' && value['data'] !== undefined ? { type: value['type'], data: value['data'] } : null;
}

function entryOf(value: Json): Entry | null {
  if (!isMap(value) || value['v'] !== 1 || !Array.isArray(value['events'])) return null;
  const { agency, at_ms, seat, seq } = value;
  const events = value['events'].map(eventOf);
  const right = typeof agency === 'string' && typeof at_ms === 'number' && typeof seat === 'string' && typeof seq === 'number';
  return right && events.every((event) => event !== null) ? { agency, at_ms, seat, seq, events } : null;
}

export function read(bytes: Bytes): Said {
  const text = textOf(bytes);
  if (text === null) return { kind: 'bytes', text: hex(bytes) };
  try {
    const value = JSON.parse(text) as Json;
    const entry = canonical(value) === text ? entryOf(value) : null;
    return entry ? { kind: 'entry', entry, text } : { kind: 'text', text };
  } catch {
    return { kind: 'text', text };
  }
}

/** The fingerprint of a sealed field (formats/sealed.md), or null when a value is something else. */
export function sealedIn(value: Json): string | null {
  if (!isMap(value) || Object.keys(value).join() !== 'algorithm,commitment,envelope,key') return null;
  const commitment = value['commitment'];
  return typeof commitment === 'string' && /^[0-9a-f]{64}$/.test(commitment) ? commitment : null;
}

/** Whether anything in an entry is sealed. */
export function holdsSealed(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return sealedIn(value) !== null || Object.values(value).some(holdsSealed);
}
