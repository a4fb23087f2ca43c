// Officials in the browser stories: the first administrator of a fresh record, whoever that one
// invites, and the codes of their authenticators. Needs the one-time link that the server printed.

import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { Invited, Lang, Request } from '../src/api/types';
import { neverLogged } from './canaries';
import { mark, SERVER } from './desk';

/** The link of the first administrator, as the server printed it; stories that need it wait for it. */
export const FIRST = process.env['ANSWERABLE_FIRST'] ?? '';
export const PASSWORD = 'many calm words in a row';
const STEP_MS = 30_000;

export interface Person {
  number: string;
  /** Of the authenticator, in base32. */
  secret: string;
  /** The last step whose code was used: no code is taken twice. */
  step: number;
  cookie: string;
}

// A link works once and stories run one file after the other, so what it opened is kept between them.
const kept = join(tmpdir(), `answerable-e2e-${createHash('sha256').update(FIRST).digest('hex').slice(0, 16)}.json`);
type Kept = { administrator?: Person; second?: Person; supervisor?: Person; inspector?: Person };
const recall = (): Kept => (existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Kept) : {});
const keep = (more: Kept): void => writeFileSync(kept, JSON.stringify({ ...recall(), ...more }), { mode: 0o600 });

/** RFC 6238: six digits by SHA-1. */
export function codeAt(secret: string, step: number): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', key).update(counter).digest();
  return String((hash.readUInt32BE((hash[19] ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code that was not used yet. The server takes the one before and after, so there is seldom a wait. */
export async function nextCode(person: Person): Promise<string> {
  const now = (): number => Math.floor(Date.now() / STEP_MS);
  const step = Math.max(now(), person.step + 1);
  while (step > now() + 1) await new Promise((resolve) => setTimeout(resolve, 250));
  person.step = step;
  return codeAt(person.secret, step);
}

async function send(person: Person | null, method: string, path: string, body?: object): Promise<Response> {
  const headers: Record<string, string> = { 'Idempotency-Key': randomUUID() };
  if (body) headers['Content-Type'] = 'application/json';
  if (person) headers['Cookie'] = person.cookie;
  return fetch(SERVER + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

async function sure(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
}

const cookieOf = (response: Response): string =>
  response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').find((pair) => pair.startsWith('__Host-answerable=')) ?? '';

async function signIn(person: Person): Promise<void> {
  const code = await nextCode(person);
  person.cookie = cookieOf(await sure(send(null, 'POST', '/v1/session', { service_number: person.number, password: PASSWORD, code })));
  neverLogged('token', person.cookie.split('=')[1] ?? '');
}

/** Comes in by a one-time link, as the sign-in page does. */
async function comeIn(invitation: string): Promise<Person> {
  neverLogged('invitation', invitation);
  neverLogged('password', PASSWORD);
  const redeemed = await sure(send(null, 'POST', '/v1/session/invitation', { invitation }));
  const { service_number } = (await redeemed.json()) as { service_number: string };
  const person: Person = { number: service_number, secret: '', step: 0, cookie: cookieOf(redeemed) };
  await sure(send(person, 'PUT', '/v1/me/password', { password: PASSWORD }));
  person.secret = ((await (await sure(send(person, 'POST', '/v1/me/totp'))).json()) as { secret: string }).secret;
  neverLogged('authenticator', person.secret);
  await sure(send(person, 'PUT', '/v1/me/totp', { code: await nextCode(person) }));
  await signIn(person);
  return person;
}

async function still(person: Person): Promise<boolean> {
  const me = (await (await sure(send(person, 'GET', '/v1/session'))).json()) as { service_number: string };
  return me.service_number === person.number;
}

async function administrator(): Promise<Person> {
  const person = recall().administrator ?? (await comeIn(secretOf(FIRST)));
  if (!(await still(person))) await signIn(person);
  keep({ administrator: person });
  return person;
}

const secretOf = (link: string): string => link.split('#')[1] ?? '';

async function invite(number: string, role: string): Promise<string> {
  const made = await sure(send(await administrator(), 'POST', '/v1/accounts', { service_number: number, posts: [{ role }] }));
  return ((await made.json()) as Invited).invitation ?? '';
}

/** A link for an administrator: the first one while nobody has used it, else that of another one. */
export async function administratorsLink(): Promise<string> {
  const invitation = recall().administrator ? await invite(`ADMIN-${mark().toUpperCase()}`, 'administrator') : secretOf(FIRST);
  return `${SERVER}/sign-in.html#${invitation}`;
}

/** Whoever came in by such a link in a browser, for the stories after it. */
export function cameIn(person: Person): void {
  if (!recall().administrator) keep({ administrator: person });
}

/** Somebody of one role, who comes in when first asked for. */
async function official(what: 'second' | 'supervisor' | 'inspector', prefix: string, role: string): Promise<Person> {
  const person = recall()[what] ?? (await comeIn(await invite(`${prefix}-${mark().toUpperCase()}`, role)));
  if (!(await still(person))) await signIn(person);
  keep({ [what]: person });
  return person;
}

export const cookieOfAdministrator = async (): Promise<string> => (await administrator()).cookie;
export const cookieOfSecondAdministrator = async (): Promise<string> => (await official('second', 'ADM', 'administrator')).cookie;
export const cookieOfInspector = async (): Promise<string> => (await official('inspector', 'INSP', 'oversight-inspector')).cookie;

/** A page of somebody who signed in, or of nobody. */
export async function openAs(browser: Browser, lang: Lang, path: string, cookie = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: lang, reducedMotion: 'reduce', acceptDownloads: true });
  const [name, value] = cookie.split('=');
  // A cookie with this prefix is only taken of a secure address; browsers send it to their own machine all the same.
  const url = SERVER.replace('http:', 'https:');
  if (name && value) await context.addCookies([{ name, value, url, secure: true, httpOnly: true, sameSite: 'Strict' }]);
  await context.addInitScript((l) => localStorage.setItem('answerable.lang', l), lang);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(SERVER + path);
  return page;
}

/** A supervisor agrees to what waits about a report: the second of two people. */
export async function agree(report: string): Promise<void> {
  const person = await official('supervisor', 'SUP', 'supervisor');
  const requests = (await (await sure(send(person, 'GET', '/v1/requests'))).json()) as Request[];
  const found = requests.find((request) => request.report === report);
  if (!found) throw new Error(`nothing waits about report ${report}`);
  await sure(send(person, 'POST', `/v1/requests/${found.request}/approve`, {}));
}
