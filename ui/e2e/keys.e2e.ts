// Shortcuts, and when they must be silent.

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launch, mark, openIncident, pack, row, visit, wordsOf } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
// A story that failed must not leave its map drawing beside the next one.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());
const say = wordsOf('en');

it('an input method that composes never triggers a shortcut', async () => {
  const { page } = await visit(browser);
  await page.evaluate(() => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', isComposing: true, bubbles: true }));
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', keyCode: 229, bubbles: true }));
  });
  await page.locator('#queue-search').fill('');
  await page.locator('#queue-search').press('n');
  expect(await page.getByRole('form').count()).toBe(0);
  expect(await page.locator('#queue-search').inputValue()).toBe('n');
  await page.context().close();
});

it('shows its key map, and gives focus back after a dialog', async () => {
  const { page } = await visit(browser);
  const keys = page.getByRole('button', { name: say('keys') });
  await keys.focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: say('keys') }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await keys.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.context().close();
});

it('walks the queue with j and k and opens with Enter', async () => {
  const rules = await pack();
  await openIncident(rules, `one ${mark()}`);
  await openIncident(rules, `two ${mark()}`);
  const { page } = await visit(browser);
  await page.locator('tr[data-incident]').nth(1).waitFor();
  const at = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['incident']);
  await page.keyboard.press('j');
  const first = await at();
  await page.keyboard.press('j');
  const second = await at();
  await page.keyboard.press('k');
  expect([first, second]).not.toContain(undefined);
  expect(first).not.toBe(second);
  expect(await at()).toBe(first);
  await page.keyboard.press('Enter');
  await page.locator('[data-focus-home]').waitFor();
  expect(await row(page, first ?? '').getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  expect(await at()).toBe(first);
  await page.context().close();
});

it('keeps what was typed when the server says no', async () => {
  const id = await openIncident(await pack(), `kept ${mark()}`);
  const { page } = await visit(browser);
  await row(page, id).click();
  await page.locator('[data-focus-home]').waitFor();
  await page.route('**/notes', (route) =>
    route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ title: 'No', status: 409, code: 'x', detail: 'Because.' }) }),
  );
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').fill('words that must stay');
  await dialog.getByRole('button', { name: say('note-add') }).click();
  await dialog.getByRole('alert').getByText('Because.').waitFor();
  expect(await dialog.locator('textarea').inputValue()).toBe('words that must stay');
  await page.context().close();
});

it('keeps a half-taken report while another incident is looked at', async () => {
  const id = await openIncident(await pack(), `meanwhile ${mark()}`);
  const { page } = await visit(browser);
  await page.keyboard.press('n');
  await page.getByLabel(say('report-words')).fill('do not lose me');
  await row(page, id).click();
  await page.locator('[data-focus-home]').waitFor();
  await page.getByRole('button', { name: say('report-continue') }).click();
  expect(await page.getByLabel(say('report-words')).inputValue()).toBe('do not lose me');
  await page.context().close();
});

it('changes language and theme at once, without loading again', async () => {
  const { page } = await visit(browser);
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: wordsOf('zh-CN')('queue-title') }).waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, 'stillHere' in window])).toEqual(['zh-CN', true]);
  await page.context().close();
});
