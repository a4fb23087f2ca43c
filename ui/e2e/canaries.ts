// What must stand in no log of the server, written down where `make logs` looks for it.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env['ANSWERABLE_LOGS'] ?? '';

/** Notes something personal or secret that a story types, sends or is told. */
export function neverLogged(kind: 'authenticator' | 'caller' | 'invitation' | 'password' | 'share' | 'token' | 'words', text: string): void {
  if (FOLDER && text) appendFileSync(join(FOLDER, 'canaries'), `${kind}\t${text}\n`);
}
