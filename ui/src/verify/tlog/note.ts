// Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures.

import { decode64 } from './base64';
import { hex, utf8, type Bytes } from './bytes';
import { Fail } from './fail';
import { goodName } from './vkey';

const NOTE_BYTES_MAX = 100_000;
const SIGNATURES_MAX = 100;

export interface SignatureLine {
  name: string;
  /** The id of the key that the line claims, 8 hexadecimal digits. */
  id: string;
  /** What follows the id. */
  signature: Bytes;
}

export interface Note {
  /** What is signed, with the line feed at its end. */
  text: string;
  lines: SignatureLine[];
}

function parseLine(line: string): SignatureLine {
  const found = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line);
  const [name, blob] = [found?.[1] ?? '', decode64(found?.[2] ?? '')];
  if (!goodName(name) || !blob || blob.length < 5) throw new Fail('note-shape');
  return { name, id: hex(blob.subarray(0, 4)), signature: blob.slice(4) };
}

/** Throws `note-too-long` or `note-shape`. */
export function parseNote(note: string): Note {
  if (utf8(note).length > NOTE_BYTES_MAX) throw new Fail('note-too-long');
  const end = note.lastIndexOf('\n\n');
  if (end < 1 || !note.endsWith('\n') || /[\x00-\x09\x0b-\x1f]/.test(note)) throw new Fail('note-shape');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) throw new Fail('note-too-long');
  return { text: note.slice(0, end + 1), lines: lines.map(parseLine) };
}
