// No finding of axe (WCAG 2.0 to 2.2, A and AA) on the board, in each panel and in each dialog.

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Pack } from '../src/api/types';
import { findings } from './axe';
import { act, launch, mark, openIncident, pack, row, unitOnShift, visit, waitingReport, wordsOf } from './desk';

let browser: Browser;
let rules: Pack;
beforeAll(async () => {
  browser = await launch();
  rules = await pack();
});
// A story that failed must not leave its map drawing beside the next one.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

// Contrast is a matter of the theme, names are one of the language: each is looked at once.
describe.each([['light', 'zh-CN'], ['dark', 'en']] as const)('axe in the %s theme, %s', (theme, lang) => {
  // Some forty looks; two slow cores need minutes for that.
  it('finds nothing', { timeout: 400_000 }, async () => {
    const say = wordsOf(lang);
    const unit = await unitOnShift(rules);
    const id = await openIncident(rules, `axe ${mark()}`);
    const other = await openIncident(rules, `axe other ${mark()}`);
    await act(`/v1/incidents/${id}/send`, { units: [unit] });
    await act(`/v1/incidents/${id}/units/${unit}/milestones`, { milestone: 'departed', source: 'typed', happened_at_ms: Date.now() - 300_000 });
    await act(`/v1/incidents/${id}/notes`, { text: 'A note.' });
    await act(`/v1/incidents/${id}/hazards`, { hazard: rules.hazards[0]?.code, text: 'At the gate.' });
    await act(`/v1/incidents/${id}/links`, { other, relation: 'related' });

    const report = await waitingReport(rules, `axe report ${mark()}`);
    await act(`/v1/incidents/${id}/reports`, { report: await waitingReport(rules, `axe too ${mark()}`) });
    const { page } = await visit(browser, { theme, lang });
    const found: Record<string, string[]> = {};
    const look = async (name: string, within?: string): Promise<void> => {
      found[name] = await findings(page, within);
    };
    await row(page, id).waitFor();
    await page.waitForTimeout(1500);
    await look('board');
    await page.getByText(say('legend'), { exact: true }).click();
    await look('legend');

    await page.keyboard.press('n');
    await page.getByRole('combobox', { name: say('type') }).fill(rules.incident_types[0]?.name[lang].slice(0, 1) ?? '');
    await look('report');
    await page.getByRole('option').first().click();
    await look('report with a type');
    await page.getByRole('button', { name: say('report-discard') }).first().click();

    await row(page, id).click();
    const panel = page.getByRole('article');
    await panel.getByText('A note.').first().waitFor();
    await look('incident');
    await page.keyboard.press('s');
    await page.getByRole('form', { name: say('send-title') }).waitFor();
    await page.locator('.advised').first().waitFor();
    await look('send');
    await page.keyboard.press('Escape');
    await page.locator('[data-focus-home]').waitFor();
    await page.keyboard.press('x');
    const roads = page.getByRole('combobox', { name: say('roads-street') });
    await roads.fill('a');
    await page.getByRole('listbox', { name: say('roads-street') }).getByRole('option').first().waitFor();
    await look('places');
    await roads.press('Enter');
    await page.getByRole('button', { name: say('road-drop', { road: '' }).trim() }).first().waitFor();
    await look('roads');
    await page.getByRole('button', { name: say('cover') }).click();
    await page.getByText(/^8 ?(min|分钟)/).first().waitFor();
    await look('cover');
    await page.getByRole('button', { name: say('cover') }).click();
    await roads.press('Escape');

    const dialog = page.getByRole('dialog');
    const inDialog = async (name: string): Promise<void> => {
      await dialog.waitFor();
      // What lies behind cannot be reached, and was looked at before.
      await look(name, 'dialog[open]');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    for (const [key, name] of [['a', 'note'], ['c', 'close'], ['?', 'keys']] as const) {
      await panel.waitFor();
      await page.keyboard.press(key);
      await inDialog(name);
    }
    const more = panel.getByRole('group').getByRole('button', { name: say('do-more'), exact: true });
    await more.click();
    await look('menu');
    await page.keyboard.press('Escape');
    for (const item of ['do-hazard', 'do-feedback', 'do-type', 'do-priority', 'do-place', 'do-owner', 'do-link', 'do-merge', 'do-split']) {
      await more.click();
      await page.getByRole('menuitem', { name: say(item) }).click();
      await inDialog(item);
    }
    const runMore = panel.getByRole('button', { name: say('do-more-for', { unit }) });
    for (const item of ['do-later', 'do-clear-how', 'do-divert', 'do-cancel']) {
      await runMore.click();
      await page.getByRole('menuitem', { name: say(item) }).click();
      await inDialog(item);
    }
    await panel.getByRole('button', { name: say('do-lift') }).click();
    await inDialog('lift');
    await panel.getByRole('button', { name: say('do-detach') }).first().click();
    await inDialog('detach');
    await panel.getByRole('button', { name: say('do-unlink') }).click();
    await inDialog('unlink');
    await page.keyboard.press('r');
    await page.locator(`[data-report="${report}"]`).waitFor();
    await look('waiting reports');
    for (const button of ['report-submit-open', 'do-attach', 'do-dismiss']) {
      await page.locator(`[data-report="${report}"]`).getByRole('button', { name: say(button) }).click();
      await inDialog(button);
    }
    await page.getByRole('button', { name: say('shift-start') }).first().click();
    await inDialog('shift');

    await act(`/v1/incidents/${id}/units/${unit}/clear`, {});
    await page.locator(`[data-unit="${unit}"]`).click();
    await page.getByRole('article', { name: say('unit-named', { unit }) }).waitFor();
    await look('unit');
    await act(`/v1/units/${unit}/reservations`, { from_ms: Date.now() + 3_600_000, to_ms: Date.now() + 7_200_000, purpose: 'Training' });
    await page.getByText('Training').first().waitFor();
    for (const button of ['do-reserve', 'do-release', 'do-out-of-service', 'do-end-shift']) {
      await page.getByRole('article').getByRole('button', { name: say(button), exact: true }).click();
      await inDialog(button);
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
    await page.context().close();
  });
});
