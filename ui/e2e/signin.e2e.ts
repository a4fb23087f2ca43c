// Coming in: by a one-time link, with a password and codes, to a seat and out again.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lang } from '../src/api/types';
import { findings } from './axe';
import { neverLogged } from './canaries';
import { LANGS, launch, mark, SERVER, wordsOf, type Say } from './desk';
import { administratorsLink, cameIn, FIRST, nextCode, PASSWORD, type Person } from './people';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
// A story that failed must not leave its map drawing beside the next one.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

interface Console {
  page: Page;
  outside: string[];
  errors: string[];
}

/** A browser of somebody's own. */
async function open(lang: Lang, theme: 'light' | 'dark'): Promise<Console> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: lang, reducedMotion: 'reduce' });
  await context.addInitScript(([l, t]) => {
    localStorage.setItem('answerable.lang', l ?? '');
    localStorage.setItem('answerable.theme', t ?? '');
  }, [lang, theme]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const [outside, errors]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    if (!request.url().startsWith(SERVER) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, outside, errors };
}

const stage = (page: Page, name: string) => page.locator(`[data-stage=${name}]`);
const focused = (page: Page, selector: string) => page.waitForFunction((s) => document.activeElement?.matches(s), selector);

/** From the link to the first sign-in, with the keyboard alone. */
async function comeIn(page: Page, say: Say, link: string): Promise<Person> {
  const { keyboard } = page;
  await page.goto(link);
  await stage(page, 'link').waitFor();
  // What opens a door is not left in the address bar or behind the back button.
  expect(page.url()).toBe(`${SERVER}/sign-in.html`);
  expect(await findings(page)).toEqual([]);
  await focused(page, 'button.main');
  await keyboard.press('Enter');
  await stage(page, 'setup').waitFor();
  await focused(page, 'input[autocomplete=new-password]');
  await keyboard.type('too short');
  await page.getByText(say('password-missing', { count: 3 })).waitFor();
  expect(await findings(page)).toEqual([]);
  await keyboard.press('Control+A');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await focused(page, 'input[autocomplete=one-time-code]');
  await page.getByRole('img', { name: say('codes-picture') }).waitFor();
  expect(await findings(page)).toEqual([]);
  const number = await page.locator('h1').textContent();
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(/\s/g, '');
  neverLogged('authenticator', secret);
  const person: Person = { number: (number ?? '').replace(say('set-up-title', { number: '' }), '').trim(), secret, step: 0, cookie: '' };
  await keyboard.type(await nextCode(person));
  await keyboard.press('Enter');
  await stage(page, 'sign-in').waitFor();
  await page.getByRole('heading', { name: say('sign-in-now') }).waitFor();
  return person;
}

async function signIn(page: Page, person: Person): Promise<void> {
  await focused(page, 'input[autocomplete=current-password]');
  await page.keyboard.type(PASSWORD);
  await page.locator('input[autocomplete=one-time-code]').fill(await nextCode(person));
  await page.keyboard.press('Enter');
}

// Long stories are told in one language: that both have every word is held by the tests of the catalogues.
describe.skipIf(!FIRST).each([['zh-CN', 'dark']] as const)('officials, %s', (lang, theme) => {
  const say = wordsOf(lang);

  it('come in by a link, invite one another, sit down and go home', { timeout: 300_000 }, async () => {
    const link = await administratorsLink();
    const office = await open(lang, theme);
    const administrator = await comeIn(office.page, say, link);
    expect(await findings(office.page)).toEqual([]);

    // Whatever was wrong, the same is said, and what was typed beside the code stays.
    const form = office.page.getByRole('form', { name: say('by-password') });
    await form.getByLabel(say('password'), { exact: true }).fill('another password');
    await form.getByLabel(say('code'), { exact: true }).fill('000000');
    await form.getByRole('button', { name: say('sign-in'), exact: true }).click();
    await office.page.getByText('sign-in-failed').waitFor();
    expect(await form.getByLabel(say('service-number')).inputValue()).toBe(administrator.number);
    expect(await findings(office.page)).toEqual([]);
    await form.getByLabel(say('password'), { exact: true }).fill('');
    await form.getByLabel(say('password'), { exact: true }).focus();
    await signIn(office.page, administrator);
    await office.page.locator('[data-loaded=true]').waitFor();
    cameIn(administrator);
    expect(new URL(office.page.url()).pathname).toBe('/accounts.html');
    expect(await findings(office.page)).toEqual([]);

    const number = `D-${mark().toUpperCase()}`;
    await office.page.getByRole('button', { name: say('account-invite') }).click();
    const dialog = office.page.getByRole('dialog');
    await dialog.getByLabel(say('service-number')).fill(number);
    await dialog.getByRole('checkbox', { name: '调度员', exact: true }).check();
    expect(await findings(office.page)).toEqual([]);
    await dialog.getByRole('button', { name: say('account-invite-do'), exact: true }).click();
    const invitation = await office.page.getByRole('textbox', { name: say('once-label') }).inputValue();
    expect(invitation.startsWith(`${SERVER}/sign-in.html#`)).toBe(true);
    expect(await findings(office.page)).toEqual([]);
    await office.page.getByRole('button', { name: say('once-done') }).click();
    expect(await office.page.content()).not.toContain(invitation.split('#')[1]);

    const desk = await open(lang, theme);
    const dispatcher = await comeIn(desk.page, say, invitation);
    await signIn(desk.page, dispatcher);
    const { page } = desk;
    const seats = page.getByRole('dialog', { name: say('seat-title') });
    await seats.waitFor();
    expect(await findings(page)).toEqual([]);
    const seat = `desk-${number.toLowerCase()}`;
    await seats.getByRole('textbox', { name: say('seat') }).fill(seat);
    await page.keyboard.press('Enter');
    await seats.waitFor({ state: 'detached' });
    await page.getByText(say('me-sitting', { number, seat })).waitFor();
    await page.locator('[data-link=live]').waitFor();

    // What is loaded again stays signed in, and at its seat.
    await page.reload();
    await page.getByText(say('me-sitting', { number, seat })).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.locator('[data-link=live]').waitFor();
    for (const item of ['my-sessions', 'my-means', 'seat-other']) {
      await page.keyboard.press('i');
      await page.getByRole('menuitem', { name: say(item) }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
      expect([item, await findings(page)]).toEqual([item, []]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('i');
    await page.getByRole('menuitem', { name: say('sign-out') }).click();
    await stage(page, 'sign-in').waitFor();

    // The link has done its work.
    await page.goto(invitation);
    await page.keyboard.press('Enter');
    await page.getByText('invitation-void').waitFor();

    await office.page.reload();
    await office.page.locator(`[data-account="${number}"][data-standing=active]`).waitFor();
    expect([desk.outside, desk.errors, office.outside, office.errors]).toEqual([[], [], [], []]);
  });
});

// Passkeys are bound to a name, which the machine of a demonstration has as well.
const NAMED = SERVER.replace('127.0.0.1', 'localhost');

/** A device with an authenticator of its own, which its owner unlocks whenever it asks. */
async function authenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const;
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
}

describe.skipIf(!FIRST)('a passkey', () => {
  it('is made by whoever comes in, and signs in without a number or a password', { timeout: 120_000 }, async () => {
    const say = wordsOf('en');
    const { page, errors } = await open('en', 'dark');
    await authenticator(page);
    const { keyboard } = page;
    await page.goto((await administratorsLink()).replace(SERVER, NAMED));
    await focused(page, 'button.main');
    await keyboard.press('Enter');
    await stage(page, 'setup').waitFor();
    await focused(page, 'form button.main');
    expect(await findings(page)).toEqual([]);
    await keyboard.press('Enter');
    await stage(page, 'sign-in').waitFor();
    await page.getByText(say('sign-in-ready')).waitFor();
    // Having made it is not having come in.
    expect((await page.request.get(`${NAMED}/v1/accounts`)).ok()).toBe(false);
    for (const turn of ['first', 'second']) {
      await focused(page, 'button.main');
      expect([turn, await findings(page)]).toEqual([turn, []]);
      await keyboard.press('Enter');
      await page.locator('[data-loaded=true]').waitFor();
      const sessions = (await (await page.request.get(`${NAMED}/v1/sessions`)).json()) as { method: string; here: boolean }[];
      expect(sessions.find(({ here }) => here)?.method).toBe('passkey');
      await page.evaluate(() => fetch('/v1/session', { method: 'DELETE' }));
      await page.goto(`${NAMED}/sign-in.html`);
    }
    expect(errors).toEqual([]);
  });

  it('is not one where none was made, and says so', async () => {
    const say = wordsOf('en');
    const { page } = await open('en', 'light');
    await authenticator(page);
    await page.goto(`${NAMED}/sign-in.html`);
    await page.getByRole('button', { name: say('sign-in-passkey') }).click();
    await page.getByText(say('passkey-none')).waitFor();
  });
});

describe.each(LANGS)('a demonstration, %s', (lang) => {
  it('says that nobody is signed in, and who everybody is', async () => {
    const say = wordsOf(lang);
    const { page, errors } = await open(lang, 'light');
    await page.goto(SERVER);
    await page.getByText(say('demo-guest', { number: 'DEMO-1' })).waitFor();
    await page.goto(`${SERVER}/accounts.html`);
    await page.getByText('not-allowed').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('link', { name: say('accounts-elsewhere') }).click();
    await page.getByRole('form', { name: say('by-password') }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
