// What the browser stories share: a browser, the words of a language, and acts made from outside
// the screen, as a unit's device or another desk would make them.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Accepted, Incident, Lang, Pack } from '../src/api/types';

export const SERVER = (process.env['ANSWERABLE_URL'] ?? 'http://127.0.0.1:7110').replace(/\/$/, '');
export const LANGS: readonly Lang[] = ['en', 'zh-CN'];

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

export interface Visit {
  lang?: Lang;
  theme?: 'light' | 'dark';
  server?: string;
}

export interface Desk {
  page: Page;
  /** Addresses the page asked for that are not this server. */
  outside: string[];
  /** Uncaught errors and console errors of the page. */
  errors: string[];
}

/** A fresh browser profile at the desk, with the board loaded and the feed open. */
export async function visit(browser: Browser, { lang = 'en', theme = 'light', server = SERVER }: Visit = {}): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: lang, reducedMotion: 'reduce' });
  await context.addInitScript(([l, t]) => {
    localStorage.setItem('answerable.lang', l ?? '');
    localStorage.setItem('answerable.theme', t ?? '');
  }, [lang, theme]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const outside: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(server) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(server);
  await page.locator('[data-link=live]').waitFor();
  return { page, outside, errors };
}

export type Say = (key: string, args?: Record<string, FluentVariable>) => string;

export function wordsOf(lang: Lang, catalogue = 'desk.ftl'): Say {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  bundle.addResource(new FluentResource(readFileSync(join(import.meta.dirname, '../../locales', lang, catalogue), 'utf8')));
  return (key, args) => {
    const message = bundle.getMessage(key);
    if (!message?.value) throw new Error(`no words for ${key}`);
    return bundle.formatPattern(message.value, args);
  };
}

export async function get<T>(path: string): Promise<T> {
  const response = await fetch(SERVER + path);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export async function act(path: string, body: object, seat = 'desk-e2e'): Promise<Accepted> {
  const response = await fetch(SERVER + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), 'Answerable-Seat': seat },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Accepted;
}

export const pack = (): Promise<Pack> => get<Pack>('/v1/pack');
export const incident = (id: string): Promise<Incident> => get<Incident>(`/v1/incidents/${id}`);

/** Something no other run has said. */
export function mark(): string {
  return Math.random().toString(36).slice(2, 8);
}

/** Puts a unit of our own on shift, so a story works on an empty record and on a busy one. */
export async function unitOnShift(rules: Pack): Promise<string> {
  const unit = `T-${mark().toUpperCase()}`;
  const [kind, station] = [rules.unit_kinds[0], rules.stations[0]];
  if (!kind || !station) throw new Error('the pack has no unit kinds or stations');
  await act(`/v1/units/${unit}/shift`, { kind: kind.code, station: station.code, crew: kind.crew });
  return unit;
}

export async function openIncident(rules: Pack, words: string): Promise<string> {
  const [channel, type] = [rules.channels[0], rules.incident_types[0]];
  if (!channel || !type) throw new Error('the pack has no channels or incident types');
  const point = { ...rules.center, uncertainty_m: 25, source: 'map' };
  const accepted = await act('/v1/reports', { channel: channel.code, words, point, then: { open: { type: type.code } } });
  if (!accepted.incident) throw new Error('the report opened no incident');
  return accepted.incident;
}

/** A report about which nobody has decided. Returns its id. */
export async function waitingReport(rules: Pack, words: string): Promise<string> {
  const point = { ...rules.center, uncertainty_m: 25, source: 'phone' };
  const accepted = await act('/v1/reports', { channel: rules.channels[0]?.code, words, point });
  if (!accepted.report) throw new Error('no report was kept');
  return accepted.report;
}

export function row(page: Page, id: string) {
  return page.locator(`tr[data-incident="${id}"]`);
}
