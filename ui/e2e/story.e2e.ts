// The path of one call: taken, a unit sent, gone, arrived, cleared, closed.

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Lang, Pack } from '../src/api/types';
import { act, get, incident, LANGS, launch, mark, pack, row, unitOnShift, visit, wordsOf } from './desk';
import type { IncidentRow } from '../src/api/types';

let browser: Browser;
let rules: Pack;
beforeAll(async () => {
  browser = await launch();
  rules = await pack();
});
// A story that failed must not leave its map drawing beside the next one.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

const WORDS: Record<Lang, string> = { en: 'Two men took my phone near the station', 'zh-CN': '两名男子在车站旁抢走我的手机' };

async function numberOf(words: string): Promise<IncidentRow> {
  const board = await get<{ incidents: IncidentRow[] }>('/v1/board');
  const found = board.incidents.find((one) => one.words === words);
  if (!found) throw new Error(`nothing on the board says "${words}"`);
  return found;
}

describe.each(LANGS)('a call at the desk, %s', (lang) => {
  const say = wordsOf(lang);

  it('is taken, served and closed with the mouse', async () => {
    const unit = await unitOnShift(rules);
    const words = `${WORDS[lang]} ${mark()}`;
    const { page, errors } = await visit(browser, { lang });
    expect(await page.getAttribute('html', 'lang')).toBe(lang);
    const type = rules.incident_types[0];
    const typeName = type?.name[lang] ?? '';

    await page.getByRole('banner').getByRole('button', { name: say('report-new') }).click();
    const form = page.getByRole('form', { name: say('report-new') });
    await form.getByLabel(say('report-words')).fill(words);
    await form.getByRole('combobox', { name: say('place-address') }).fill('12');
    await form.getByRole('combobox', { name: say('type') }).fill(typeName);
    await form.getByRole('listbox', { name: say('type') }).getByRole('option').first().click();
    await form.getByRole('button', { name: say('report-submit-open') }).click();

    await page.getByRole('heading', { name: typeName }).waitFor();
    const { incident: id, number } = await numberOf(words);
    const panel = page.getByRole('article', { name: say('incident-named', { number }) });
    await row(page, id).waitFor();

    await panel.getByRole('group').getByRole('button', { name: say('do-send') }).click();
    const send = page.getByRole('form', { name: say('send-title') });
    await send.getByRole('searchbox').fill(unit);
    await send.getByRole('checkbox').first().check();
    await send.getByRole('button', { name: say('send-submit', { units: unit }) }).click();

    const run = panel.locator(`[data-run="${unit}"]`);
    await run.getByRole('button', { name: say('next-acknowledged') }).click();
    await run.getByRole('button', { name: say('next-departed') }).waitFor();

    // The crew's own device says the rest; the desk sees it without doing anything.
    const path = `/v1/incidents/${id}/units/${unit}/milestones`;
    await act(path, { milestone: 'departed', source: 'button' }, 'unit');
    await row(page, id).getByText(say('progress-departed'), { exact: true }).first().waitFor({ state: 'attached' });
    await act(path, { milestone: 'on_scene', source: 'geofence' }, 'unit');
    await row(page, id).getByText(say('progress-on_scene'), { exact: true }).first().waitFor({ state: 'attached' });
    await run.getByText(say('source-geofence')).waitFor();

    await run.getByRole('button', { name: say('next-clear') }).click();
    await run.getByText(say('ended-cleared')).waitFor();
    await panel.getByRole('group').getByRole('button', { name: say('do-close') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('textarea').fill('ok');
    await dialog.getByRole('button', { name: say('close-submit') }).click();
    await dialog.waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: say('do-reopen') }).waitFor();

    const kept = await incident(id);
    expect(kept.state).toBe('closed');
    expect(kept.assignments[0]?.milestones.map((fact) => fact.milestone)).toEqual(['acknowledged', 'departed', 'on_scene']);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is taken, served and closed with the keyboard alone', async () => {
    const unit = await unitOnShift(rules);
    const words = `${WORDS[lang]} ${mark()}`;
    const { page, errors } = await visit(browser, { lang });
    const { keyboard } = page;
    const focused = (selector: string) => page.waitForFunction((s) => document.activeElement?.matches(s), selector);
    /** Tabs on until the wanted thing has focus, as a person without a mouse would. */
    const tabTo = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`${selector} cannot be reached by Tab`);
    };

    await keyboard.press('n');
    await focused('form textarea');
    await keyboard.type(words);
    await tabTo('[data-type-search]');
    await keyboard.type(rules.incident_types[0]?.name[lang] ?? '');
    await keyboard.press('Enter');
    await keyboard.press('Control+Enter');
    await focused('[data-focus-home]');
    const { incident: id } = await numberOf(words);

    await keyboard.press('s');
    await focused('form input[type=search]');
    await keyboard.type(unit);
    await keyboard.press('Enter');
    await page.getByRole('button', { name: say('send-submit', { units: unit }) }).waitFor();
    await keyboard.press('Enter');
    await focused('[data-focus-home]');

    for (const step of ['next-acknowledged', 'next-departed', 'next-on_scene', 'next-clear']) {
      await page.locator('[data-next]', { hasText: say(step) }).waitFor();
      await page.locator('[data-next]:not(:disabled)').waitFor();
      await keyboard.press('m');
    }
    await page.locator(`[data-run="${unit}"]`).getByText(say('ended-cleared')).waitFor();

    await keyboard.press('c');
    await focused('dialog input, dialog select');
    await tabTo('dialog textarea');
    await keyboard.type('ok');
    await tabTo('dialog button.main');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(async () => (await incident(id)).state).toBe('closed');

    // Back to the queue, and nothing is lost behind.
    await keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('table') !== null || document.activeElement === document.body)).toBe(true);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
