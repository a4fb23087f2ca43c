// One thin fetch for reads and acts. The language travels with every request, because the
// server writes its refusals in the reader's words.

import type { Lang, ProblemBody } from './types';

/** The server answered, and the answer was no. */
export class Refused extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.title);
    this.body = body;
  }
}

/** The server could not be reached: nobody knows yet whether the request was taken. */
export class Unreachable extends Error {}

let language: Lang = 'en';
let signedOut: () => void = () => undefined;

/** What to do when the server says that nobody is signed in (any more). */
export function whenSignedOut(run: () => void): void {
  signedOut = run;
}

export function speak(lang: Lang): void {
  language = lang;
}

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  return (await (await ask(path, init)).json()) as T;
}

/** An answer that is a yes, of whatever kind. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept-Language', language);
  if (!headers.has('Accept')) headers.set('Accept', 'application/json');
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers });
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  // A proxy in between that lost the server is the same as no server.
  if (response.status === 502 || response.status === 504) throw new Unreachable(path);
  if (response.ok) return response;
  const problem = await problemOf(response);
  // A sign-in that failed is 401 too, but says so itself.
  if (problem.code === 'sign-in-needed') signedOut();
  throw new Refused(problem);
}

/** Not every failure comes from our own handlers; the form still needs a title and a detail. */
async function problemOf(response: Response): Promise<ProblemBody> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    if (typeof body.title === 'string') {
      return { code: '', detail: '', status: response.status, ...body, title: body.title };
    }
  } catch {
    // Plain text; shown as it came.
  }
  return { title: `HTTP ${response.status}`, status: response.status, code: '', detail: text.slice(0, 400) };
}
