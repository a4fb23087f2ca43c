// What a browser is attacked with: scripts in every text that a desk can write, and frames of another
// page around ours. What needs no browser is in `crates/answerable/tests/attacks`.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Pack, ReceiptCode, Road } from '../src/api/types';
import { neverLogged } from './canaries';
import { act, get, launch, mark, pack, row, SERVER, unitOnShift, visit, wordsOf } from './desk';
import { cookieOfAdministrator, cookieOfInspector, FIRST, openAs } from './people';

let browser: Browser;
let rules: Pack;
beforeAll(async () => {
  browser = await launch();
  rules = await pack();
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

/** Each sets a flag if any page ever takes it for more than text. It fits into a line of 300 characters. */
const SCRIPTS =
  `<img src=x onerror="window.hit=1"><script>window.hit=2</script>"><svg onload="window.hit=3">` +
  `<iframe srcdoc="<script>parent.hit=4</script>"></iframe>javascript:window.hit=5//&lt;b&gt;{hit=6}\${hit=7}`;

/** A text with scripts in it that can be told from every other. */
const poison = (field: string): string => `${field}-${mark()} ${SCRIPTS}`;

interface Watched {
  page: Page;
  said: string[];
}

/** Hears of every dialog of a page, from now on. */
function watched(page: Page): Watched {
  const said: string[] = [];
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  return { page, said };
}

/** Every one of these texts stands on the page as it was typed, and nothing was made of any. */
async function showsAsText({ page, said }: Watched, texts: string[]): Promise<void> {
  for (const text of texts) await expect.poll(() => page.locator('body').textContent(), { timeout: 20_000, message: text }).toContain(text);
  const made = await page.evaluate(() => {
    const strange = 'img[src="x"], img[onerror], svg[onload], iframe, object, embed, base, [href^="javascript:" i], [src^="javascript:" i]';
    const scripts = [...document.scripts].filter((one) => one.textContent?.includes('hit='));
    const handlers = [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((attribute) => /^on/i.test(attribute.name)));
    const found = [...document.querySelectorAll(strange), ...scripts, ...handlers];
    return [...found.map((one) => one.outerHTML.slice(0, 200)), ...('hit' in window ? [`hit ${String(window.hit)}`] : [])];
  });
  expect([made, said]).toEqual([[], []]);
}

/** An incident in whose every field stands a script, and what was typed into which. */
async function poisoned() {
  const t = {
    words: poison('words'), spoken: poison('spoken'), address: poison('address'), name: poison('name'), callback: poison('callback'),
    type: poison('type'), priority: poison('priority'), spoken2: poison('spoken2'), address2: poison('address2'), note: poison('note'),
    feedback: poison('feedback'), hazard: poison('hazard'), lifted: poison('lifted'), destination: poison('destination'), leg: poison('leg'),
    road: poison('road'), purpose: poison('purpose'), basis: poison('basis'), waiting: poison('waiting'), place: poison('place'),
    reserve: poison('reserve'), out: poison('out'), release: poison('release'), dismissed: poison('dismissed'), wish: poison('wish'),
  };
  const [channel, type, other] = [rules.channels[0]?.code, rules.incident_types[0], rules.incident_types[1]];
  const point = { ...rules.center, uncertainty_m: 25, source: 'map' };
  const taken = await act('/v1/reports', {
    channel, words: t.words, spoken_place: t.spoken, address: t.address, point,
    caller: { name: t.name, callback: t.callback }, then: { open: { type: type?.code } },
  });
  const [id, report] = [taken.incident ?? '', taken.report ?? ''];
  const of = `/v1/incidents/${id}`;
  await act(`${of}/type`, { type: other?.code, reason: t.type });
  const priority = rules.priorities.find((one) => one.code !== other?.priority);
  await act(`${of}/priority`, { priority: priority?.code, reason: t.priority });
  await act(`${of}/spoken-place`, { spoken_place: t.spoken2 });
  await act(`${of}/address`, { address: t.address2 });
  await act(`${of}/notes`, { text: t.note });
  await act(`${of}/feedback`, { text: t.feedback });
  await act(`${of}/hazards`, { hazard: rules.hazards[0]?.code, text: t.hazard });
  const noted = await act(`${of}/hazards`, { hazard: rules.hazards[1]?.code, text: 'over' });
  const lifting = String(Object.values(noted.events[0]?.data ?? {}).find((one) => typeof one === 'string' && /^[0-9a-f-]{36}$/.test(one) && one !== id));
  await act(`${of}/hazards/${lifting}/lift`, { reason: t.lifted });
  const unit = await unitOnShift(rules);
  await act(`${of}/send`, { units: [unit] });
  for (const milestone of ['acknowledged', 'departed', 'on_scene']) await act(`${of}/units/${unit}/milestones`, { milestone });
  await act(`${of}/units/${unit}/milestones`, { milestone: 'transporting', destination: t.destination }).catch(() => act(`${of}/units/${unit}/legs`, { destination: t.destination }));
  await act(`${of}/units/${unit}/legs`, { destination: t.leg }).catch(() => undefined);
  const idle = await unitOnShift(rules);
  const from_ms = Date.now() + 3_600_000;
  await act(`/v1/units/${idle}/reservations`, { from_ms, to_ms: from_ms + 3_600_000, purpose: t.reserve });
  await act(`/v1/units/${idle}/out-of-service`, { reason: rules.reasons.out_of_service[0]?.code, text: t.out });
  const freed = await unitOnShift(rules);
  await act(`/v1/units/${freed}/reservations`, { from_ms, to_ms: from_ms + 3_600_000, purpose: 'a parade' });
  await act(`/v1/units/${freed}/reservations/release`, { reason: t.release });
  const near = await get<Road>(`/v1/roads/at?lat_e7=${rules.center.lat_e7}&lon_e7=${rules.center.lon_e7}`);
  const stretch = { road: near.road, line: near.line, along: true, against: true };
  await act('/v1/road-changes', { effect: { slow: { percent: 200 } }, stretches: [stretch], reason: t.road, incident: id });
  await act(`/v1/reports/${report}/caller/open`, { fields: ['name'], purpose: rules.purposes[0]?.code, words: t.purpose });
  await act(`/v1/reports/${report}/caller/hold`, { until_ms: Date.UTC(2099, 0, 1), basis: t.basis });
  await act(`/v1/reports/${report}/caller/lift-hold`, { reason: t.wish });
  await act('/v1/reports', { channel, words: t.waiting, spoken_place: t.place, point });
  const aside = await act('/v1/reports', { channel, words: 'nothing', point });
  await act(`/v1/reports/${aside.report}/dismiss`, { reason: t.dismissed });
  return { t, id, report, entry: taken.entry, unit, idle, freed };
}

describe('a script in every text that a desk can write', () => {
  const say = wordsOf('en');

  it('is shown as it was typed on every screen, and run on none', { timeout: 300_000 }, async () => {
    const { t, id, report, entry, unit, idle, freed } = await poisoned();
    const { page, outside, errors } = await visit(browser);
    const look = watched(page);
    const panel = page.getByRole('article');

    await row(page, id).waitFor();
    await showsAsText(look, [t.address2]);
    await row(page, id).click();
    await page.locator('[data-focus-home]').waitFor();
    await panel.getByText(t.note).first().waitFor();
    await showsAsText(look, [t.words, t.spoken2, t.note, t.feedback, t.hazard, t.basis, t.road, t.leg]);
    // Texts that stand only where somebody unfolds or points: in titles, labels and what was typed there.
    const attributes = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes]).filter((one) => one.value.includes('window.hit') && !['title', 'aria-label', 'value', 'placeholder'].includes(one.name)).map((one) => one.name));
    expect(attributes).toEqual([]);

    const dialog = page.getByRole('dialog');
    await page.locator('[data-open-caller]').first().click();
    for (const box of await dialog.getByRole('checkbox').all()) await box.check();
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('button', { name: say('caller-open'), exact: true }).click();
    await page.locator('[data-told=true]').waitFor();
    await showsAsText(look, [t.name, t.callback]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: say('do-receipt') }).first().click();
    await dialog.locator('[data-code=letters]').waitFor();
    await page.emulateMedia({ media: 'print' });
    await showsAsText(look, []);
    await page.emulateMedia({ media: null });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.keyboard.press('w');
    await dialog.locator('[data-request]').first().waitFor();
    await showsAsText(look, []);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.keyboard.press('r');
    await page.locator('[data-report]').first().waitFor();
    await showsAsText(look, [t.waiting, t.place]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.locator('[data-road-change]').first().waitFor();
    await showsAsText(look, [t.road]);
    await page.keyboard.press('Escape');

    for (const [name, texts] of [[unit, []], [idle, [t.reserve]], [freed, []]] as const) {
      await page.locator(`[data-unit="${name}"]`).first().click();
      await page.getByRole('heading', { name }).waitFor();
      await showsAsText(look, [...texts]);
      await page.keyboard.press('Escape');
    }
    await page.locator('#queue-search').fill(SCRIPTS);
    await showsAsText(look, []);

    // What a citizen sees: how things stand, and who looked.
    const code = await get<ReceiptCode>(`/v1/entries/${entry}/code`);
    const secret = await fetch(`${SERVER}/v1/entries/${entry}/second-secret`, { method: 'POST', headers: { 'Idempotency-Key': crypto.randomUUID() } });
    const { second_secret } = (await secret.json()) as { second_secret: string };
    await page.goto(`${SERVER}/r/${encodeURIComponent(code.letters)}`);
    await page.locator('#second').fill(second_secret);
    await page.keyboard.press('Enter');
    await page.locator('[data-look]').first().waitFor();
    await showsAsText(look, []);
    // A code that is a script itself.
    await page.goto(`${SERVER}/r`);
    await page.locator('#code').fill(SCRIPTS);
    await page.keyboard.press('Enter');
    await page.locator('[data-wrong]').waitFor();
    await showsAsText(look, []);
    expect([outside, errors]).toEqual([[], []]);
    expect(report).not.toBe('');
  });
});

describe.skipIf(!FIRST)('a script in what oversight and administrators read', () => {
  const say = wordsOf('en');

  it('is shown as it was typed there as well, and run nowhere', { timeout: 180_000 }, async () => {
    const t = { words: poison('words'), reason: poison('reason'), contest: poison('contest'), name: poison('name') };
    const made = await act('/v1/reports', { channel: rules.channels[0]?.code, words: t.words, caller: { name: 'Canary Script' } });
    const { trace } = (await act(`/v1/reports/${made.report}/caller/open`, { fields: ['name'], purpose: rules.purposes[0]?.code, words: t.reason })) as unknown as { trace: { entry: number } };
    const code = await get<ReceiptCode>(`/v1/entries/${made.entry}/code`);
    const { second_secret } = (await act(`/v1/entries/${made.entry}/second-secret`, {})) as unknown as { second_secret: string };
    neverLogged('token', second_secret);
    await act(`/v1/receipts/${encodeURIComponent(code.letters)}/looks/${trace.entry}/contest`, { second_secret, words: t.contest });

    const oversight = watched(await openAs(browser, 'en', '/oversight.html', await cookieOfInspector()));
    const traces = oversight.page.locator('[data-traces]');
    await traces.getByLabel(say('traces-purpose')).selectOption('oversight');
    await traces.getByRole('button', { name: say('traces-read') }).click();
    await oversight.page.locator(`tr[data-look="${trace.entry}"]`).waitFor();
    await showsAsText(oversight, [t.reason, t.contest]);

    const accounts = watched(await openAs(browser, 'en', '/accounts.html', await cookieOfAdministrator()));
    const number = `SCRIPT-${mark().toUpperCase()}`;
    await accounts.page.getByRole('button', { name: say('account-invite') }).click();
    await accounts.page.getByLabel(say('service-number')).fill(number);
    await accounts.page.getByLabel(say('name-optional')).fill(t.name.slice(0, 200));
    await accounts.page.getByRole('dialog').locator('input[value=dispatcher]').check();
    await accounts.page.getByRole('button', { name: say('account-invite-do'), exact: true }).click();
    neverLogged('invitation', (await accounts.page.locator('[data-once] textarea').inputValue()).split('#')[1] ?? '');
    await accounts.page.getByRole('button', { name: say('account-acts', { number }) }).click();
    await accounts.page.getByRole('menuitem', { name: say('do-name') }).click();
    await accounts.page.getByRole('dialog').getByRole('button', { name: say('name-read') }).click();
    await accounts.page.locator('[data-said]').waitFor();
    await showsAsText(accounts, [t.name.slice(0, 200)]);

    const receipt = await (await fetch(`${SERVER}/v1/entries/${made.entry}/receipt`)).text();
    const verify = watched(await openAs(browser, 'en', '/verify.html'));
    await verify.page.locator('[data-kind=receipt] input[type=file]').setInputFiles({ name: 'one.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(receipt) });
    await verify.page.locator('.result').waitFor();
    await showsAsText(verify, []);
  });
});

describe('a page of another origin', () => {
  let server: Server;
  let other: string;
  const OURS = ['/', '/sign-in.html', '/accounts.html', '/r', '/verify.html', '/v1/session', '/log/policy'];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const frame = decodeURIComponent(request.url?.split('?')[1] ?? '');
      response.setHeader('Content-Type', 'text/html');
      response.end(frame === '' ? '<h1>within</h1>' : `<title>bait</title><iframe src="${frame}" width="900" height="700"></iframe>`);
    });
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    other = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  /** What stands in the frame of a page that wants to show this one. */
  async function framed(address: string): Promise<{ url: string; text: string }> {
    const page = await browser.newPage();
    await page.goto(`${other}/?${encodeURIComponent(address)}`, { waitUntil: 'load' });
    const frame = page.frames()[1];
    const text = await frame?.evaluate(() => document.body?.textContent ?? '').catch(() => '');
    const found = { url: frame?.url() ?? '', text: text ?? '' };
    await page.close();
    return found;
  }

  it('holds none of ours in a frame', async () => {
    // A frame of its own is shown, so that the others are empty for a reason.
    expect(await framed(`${other}/`)).toMatchObject({ url: `${other}/`, text: 'within' });
    for (const path of OURS) {
      const { url } = await framed(SERVER + path);
      expect([path, url.startsWith(SERVER)]).toEqual([path, false]);
      const { headers } = await fetch(SERVER + path);
      expect([path, headers.get('x-frame-options'), /frame-ancestors 'none'/.test(headers.get('content-security-policy') ?? '')]).toEqual([path, 'DENY', true]);
    }
  });

  it('reads nothing of ours and changes nothing', async () => {
    const page = await browser.newPage();
    await page.goto(other);
    const before = await get<{ entries: number }>('/v1/status');
    const told = await page.evaluate(async (server) => {
      const tried = async (path: string, init: RequestInit): Promise<string> => {
        const answer = await fetch(server + path, init).catch((error: unknown) => String(error));
        return typeof answer === 'string' ? 'kept away' : `${answer.type} ${answer.status}`;
      };
      const body = JSON.stringify({ channel: '110', words: 'from elsewhere' });
      return [
        await tried('/v1/board', { credentials: 'include' }),
        await tried('/v1/board', { mode: 'no-cors', credentials: 'include' }),
        await tried('/v1/reports', { method: 'POST', mode: 'no-cors', body, credentials: 'include', headers: { 'Content-Type': 'text/plain' } }),
        await tried('/v1/reports', { method: 'POST', body, headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } }),
      ];
    }, SERVER);
    // What comes back without a permission is closed to the page: it does not even learn the status.
    for (const one of told) expect(['kept away', 'opaque 0']).toContain(one);
    expect((await get<{ entries: number }>('/v1/status')).entries).toBe(before.entries);
  });
});
