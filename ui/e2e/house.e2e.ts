// How the house is run and watched: a machine's key, a bound seat, the rules to be read, and a look that the
// person contests and oversight answers.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lang, Pack, ReceiptCode } from '../src/api/types';
import { findings } from './axe';
import { neverLogged } from './canaries';
import { act, get, launch, mark, pack, wordsOf } from './desk';
import { cookieOfAdministrator, cookieOfInspector, cookieOfSecondAdministrator, FIRST, openAs } from './people';

let browser: Browser;
let rules: Pack;
beforeAll(async () => {
  browser = await launch();
  rules = await pack();
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

const open = (lang: Lang, path: string, cookie = ''): Promise<Page> => openAs(browser, lang, path, cookie);

// Long stories are told in one language: that both have every word is held by the tests of the catalogues.
describe.skipIf(!FIRST).each(['en'] as const)('the house, %s', (lang) => {
  const say = wordsOf(lang);

  it('gives a machine a key and a seat its device', { timeout: 120_000 }, async () => {
    const page = await open(lang, '/accounts.html', await cookieOfAdministrator());
    await page.locator('[data-loaded=true]').waitFor();
    const number = `ALARM-${mark().toUpperCase()}`;
    await page.getByRole('button', { name: say('account-invite') }).click();
    await page.getByLabel(say('service-number')).fill(number);
    await page.getByRole('dialog').locator('input[value=machine]').check();
    await page.getByRole('button', { name: say('account-invite-do'), exact: true }).click();
    await page.locator(`[data-account="${number}"]`).waitFor();
    expect(await page.locator('[data-once]').count(), 'nobody signs in as a machine').toBe(0);

    await page.getByRole('button', { name: say('account-acts', { number }) }).click();
    await page.getByRole('menuitem', { name: say('do-keys') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('keys-none')).waitFor();
    await dialog.getByLabel(say('scope-receive')).check();
    await dialog.getByRole('button', { name: say('keys-make') }).click();
    const token = await dialog.locator('[data-token] textarea').inputValue();
    neverLogged('token', token);
    expect(token.startsWith('ansk_')).toBe(true);
    expect(await findings(page)).toEqual([]);
    await dialog.locator('[data-key]').getByRole('button', { name: say('keys-end') }).click();
    await dialog.getByLabel(say('account-why')).fill('replaced');
    await dialog.getByRole('button', { name: say('keys-end-do') }).click();
    await dialog.getByText(say('keys-none')).waitFor();
    await page.keyboard.press('Escape');

    const seat = `kiosk-${mark()}`;
    const seats = page.locator('[data-seats]');
    await seats.getByLabel(say('seats-bind')).fill(seat);
    await seats.getByRole('button', { name: say('seats-bind-do'), exact: true }).click();
    const row = seats.locator(`[data-seat="${seat}"]`);
    await row.getByText(say('seats-bound')).waitFor();
    expect(await findings(page)).toEqual([]);
    await row.getByRole('button', { name: say('seats-unbind') }).click();
    await row.getByLabel(say('account-why')).fill('moved');
    await row.getByRole('button', { name: say('seats-unbind-do'), exact: true }).click();
    await row.waitFor({ state: 'detached' });
  });

  it('keeps what an official is called, and says to them who read it', { timeout: 120_000 }, async () => {
    const page = await open(lang, '/accounts.html', await cookieOfAdministrator());
    await page.locator('[data-loaded=true]').waitFor();
    const number = `NAMED-${mark().toUpperCase()}`;
    const name = `Canary Official ${mark()}`;
    neverLogged('words', name);
    await page.getByRole('button', { name: say('account-invite') }).click();
    await page.getByLabel(say('service-number')).fill(number);
    await page.getByLabel(say('name-optional')).fill(name);
    await page.getByRole('dialog').locator('input[value=dispatcher]').check();
    await page.getByRole('button', { name: say('account-invite-do'), exact: true }).click();
    neverLogged('invitation', (await page.locator('[data-once] textarea').inputValue()).split('#')[1] ?? '');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: say('account-acts', { number }) }).click();
    await page.getByRole('menuitem', { name: say('do-name') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('name-read') }).click();
    await dialog.locator('[data-said]').getByText(name).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');

    // One's own is read by oneself, and stands among the looks all the same.
    await page.locator('button', { hasText: /^[A-Z0-9-]+ ▾$/ }).click();
    await page.getByRole('menuitem', { name: say('name-mine') }).click();
    await dialog.getByText(say('name-looks', { count: 0 })).waitFor();
    await dialog.getByRole('button', { name: say('name-read') }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('splits the epoch key by two administrators, and prints a share alone', { timeout: 120_000 }, async () => {
    await act('/v1/reports', { channel: rules.channels[0]?.code, words: `ceremony ${mark()}`, caller: { name: 'Canary Ceremony' } });
    const page = await open(lang, '/accounts.html', await cookieOfAdministrator());
    const ceremony = page.locator('[data-ceremony]');
    await ceremony.getByLabel(say('ceremony-why')).fill(`new keepers ${mark()}`);
    await page.keyboard.press('Enter');
    await page.locator('[data-request]', { hasText: say('wish-key_ceremony') }).getByText(say('request-own')).first().waitFor();

    const second = await open(lang, '/accounts.html', await cookieOfSecondAdministrator());
    const waits = second.locator('[data-request]', { hasText: say('wish-key_ceremony') }).last();
    await waits.getByRole('button', { name: say('request-approve'), exact: true }).click();
    const take = second.locator('[data-ceremony]').getByRole('button', { name: say('ceremony-take', { share: 2 }) });
    await take.focus();
    await second.keyboard.press('Enter');
    const share = second.locator('[data-share="2"] textarea');
    const line = await share.inputValue();
    neverLogged('share', line);
    expect(line).toMatch(/^answerable-epoch-share-1 \d+ [0-9a-f]+ 2 [0-9a-f]{64} [0-9a-f]{8}$/);
    expect(await share.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await findings(second)).toEqual([]);
    await second.emulateMedia({ media: 'print' });
    await second.locator('[data-paper]').getByText(line).waitFor();
    expect(await second.locator('main').isVisible()).toBe(false);
    await second.emulateMedia({ media: 'screen' });
    await second.getByRole('button', { name: say('share-done') }).click();
    expect(await second.getByText(line).count(), 'it is kept nowhere').toBe(0);
    await second.locator('[data-ceremony]').getByText(say('ceremony-none-left')).waitFor();

    await page.reload();
    await ceremony.getByRole('button', { name: say('ceremony-take', { share: 1 }) }).waitFor();
  });

  it('shows the rules in force, with the table of what they come to', { timeout: 60_000 }, async () => {
    const page = await open(lang, '/rules.html', await cookieOfAdministrator());
    await page.getByLabel(say('rules-find')).fill('two-people');
    const rule = page.locator('[data-policy]');
    await rule.getByText('two-people', { exact: false }).first().waitFor();
    expect([await rule.count(), await rule.getAttribute('data-permits')]).toEqual([1, 'false']);
    await page.getByRole('region', { name: say('rules-matrix') }).getByText('open_caller', { exact: false }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('has a look contested by the person and answered by oversight', { timeout: 180_000 }, async () => {
    const inspector = await cookieOfInspector();
    const made = await act('/v1/reports', {
      channel: rules.channels[0]?.code, words: `contest ${mark()}`, caller: { name: 'Canary Contest' },
      then: { open: { type: rules.incident_types[0]?.code } },
    });
    const code = await get<ReceiptCode>(`/v1/entries/${made.entry}/code`);
    const { second_secret } = (await act(`/v1/entries/${made.entry}/second-secret`, {})) as unknown as { second_secret: string };
    neverLogged('token', second_secret);
    await act(`/v1/reports/${made.report}/caller/open`, { fields: ['name'], purpose: rules.purposes[0]?.code });

    const citizen = await open(lang, '/r');
    await citizen.locator('#code').fill(code.letters);
    await citizen.keyboard.press('Enter');
    await citizen.locator('#second').fill(second_secret);
    await citizen.keyboard.press('Enter');
    const look = citizen.locator('[data-look]').first();
    await look.waitFor();
    const entry = (await look.getAttribute('data-look')) ?? '';
    const download = citizen.waitForEvent('download');
    await look.getByRole('button', { name: say('looks-receipt-save') }).click();
    expect((await download).suggestedFilename()).toBe(`${entry}.tlog-proof`);
    await look.getByRole('button', { name: say('contest-begin') }).click();
    expect(await findings(citizen)).toEqual([]);
    const words = `Nobody has called me back ${mark()}`;
    await look.getByLabel(say('contest-words')).fill(words);
    await look.getByRole('button', { name: say('contest-send') }).click();
    await look.locator('[data-contest=waits]').waitFor();

    const page = await open(lang, '/oversight.html', inspector);
    const contest = page.locator(`[data-contest="${entry}"]`);
    await contest.getByText(words).waitFor();
    await contest.getByRole('button', { name: say('contests-look') }).click();
    const traces = page.locator('[data-traces]');
    await traces.getByLabel(say('traces-purpose')).selectOption('oversight');
    await traces.getByRole('button', { name: say('traces-read') }).click();
    await traces.locator(`tr[data-look="${entry}"]`).getByText(say('traces-contested')).waitFor();
    expect(await findings(page)).toEqual([]);
    await contest.getByRole('button', { name: say('contests-answer') }).click();
    await contest.getByLabel(say('finding-not_upheld')).check();
    await contest.getByLabel(say('contests-words')).fill('The unit had to call back.');
    await contest.getByRole('button', { name: say('contests-send'), exact: true }).click();
    await contest.getByText('The unit had to call back.').waitFor();
    expect(await findings(page)).toEqual([]);

    await citizen.locator('#second').fill(second_secret);
    await citizen.keyboard.press('Enter');
    await citizen.locator('[data-contest=not_upheld]').waitFor();
    expect(await findings(citizen)).toEqual([]);
  });
});
