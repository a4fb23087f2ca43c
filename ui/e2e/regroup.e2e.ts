// Deciding about a report that waits, and taking apart or together what belongs otherwise.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Board, Pack, Unit } from '../src/api/types';
import { act, get, incident, launch, mark, openIncident, pack, row, unitOnShift, visit, waitingReport, wordsOf, type Say } from './desk';

let browser: Browser;
let rules: Pack;
beforeAll(async () => {
  browser = await launch();
  rules = await pack();
});
// A story that failed must not leave its map drawing beside the next one.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

async function menu(page: Page, say: Say, item: string): Promise<void> {
  await page.getByRole('article').getByRole('button', { name: say('do-more'), exact: true }).click();
  await page.getByRole('menuitem', { name: say(item) }).click();
}

/** Presses the button that makes the act and waits until the form is gone. */
async function submit(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const waiting = async (report: string): Promise<boolean> => (await get<Board>('/v1/board')).reports.some((one) => one.report === report);

// One language: what is pressed is the same in both, and these are the longest stories of all.
describe.each(['zh-CN'] as const)('waiting reports, %s', (lang) => {
  const say = wordsOf(lang);

  it('are opened, attached and put aside, one with the keyboard alone', async () => {
    const there = await openIncident(rules, `there ${mark()}`);
    const [a, b, c] = [await waitingReport(rules, `a ${mark()}`), await waitingReport(rules, `b ${mark()}`), await waitingReport(rules, `c ${mark()}`)];
    const { page, errors } = await visit(browser, { lang });
    const item = (report: string) => page.locator(`[data-report="${report}"]`);

    await page.keyboard.press('r');
    await item(a).getByRole('button', { name: say('report-submit-open') }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('dialog [role=combobox]'));
    await page.keyboard.type(rules.incident_types[0]?.name[lang] ?? '');
    await page.keyboard.press('Enter');
    await submit(page, say('report-submit-open'));
    await page.getByRole('heading', { name: rules.incident_types[0]?.name[lang] ?? '' }).waitFor();
    expect(await waiting(a)).toBe(false);

    await page.keyboard.press('r');
    await item(b).getByRole('button', { name: say('do-attach') }).click();
    await page.getByRole('dialog').locator('select').selectOption(there);
    await submit(page, say('report-submit-attach'));
    expect((await incident(there)).reports.map((report) => report.report)).toContain(b);

    await page.keyboard.press('r');
    await item(c).getByRole('button', { name: say('do-dismiss') }).click();
    await page.getByRole('dialog').locator('textarea').fill('A pocket call.');
    await submit(page, say('do-dismiss'));
    await item(c).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('are split off and taken back, detached, merged and parted, linked and unlinked', async () => {
    const id = await openIncident(rules, `whole ${mark()}`);
    const other = await openIncident(rules, `other ${mark()}`);
    const second = await waitingReport(rules, `second ${mark()}`);
    await act(`/v1/incidents/${id}/reports`, { report: second });
    const { page, errors } = await visit(browser, { lang });
    const panel = page.getByRole('article');
    const dialog = page.getByRole('dialog');

    await row(page, id).click();
    await menu(page, say, 'do-split');
    await dialog.getByRole('checkbox').nth(1).check();
    await dialog.getByRole('combobox').first().fill(rules.incident_types[1]?.name[lang] ?? '');
    await dialog.getByRole('option').first().click();
    await submit(page, say('split-submit'));
    await panel.getByRole('heading', { name: rules.incident_types[1]?.name[lang] ?? '', level: 2 }).waitFor();
    expect((await incident(id)).reports.map((report) => report.report)).not.toContain(second);

    await menu(page, say, 'do-undo-split');
    await submit(page, say('do-undo-split'));
    await expect.poll(async () => (await incident(id)).reports.length).toBe(2);

    await row(page, id).click();
    await panel.getByRole('button', { name: say('do-detach') }).last().click();
    await submit(page, say('do-detach'));
    await expect.poll(() => waiting(second)).toBe(true);

    await menu(page, say, 'do-merge');
    await dialog.locator('select').first().selectOption(other);
    await submit(page, say('do-merge'));
    await expect.poll(async () => (await incident(id)).state).toBe('merged');
    await page.getByRole('button', { name: say('filter-closed') }).click();
    await row(page, id).click();
    await panel.getByRole('button', { name: say('do-undo-merge') }).click();
    await submit(page, say('do-undo-merge'));
    await expect.poll(async () => (await incident(id)).state).toBe('open');

    await menu(page, say, 'do-link');
    await dialog.locator('select').first().selectOption(other);
    await submit(page, say('do-link'));
    await panel.getByRole('button', { name: say('do-unlink') }).click();
    await submit(page, say('unlink-title', { number: (await incident(other)).number }));
    await expect.poll(async () => (await incident(id)).links.length).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('leave a unit that is kept for something else alone', async () => {
    const unit = await unitOnShift(rules);
    const id = await openIncident(rules, `needs one ${mark()}`);
    const { page, errors } = await visit(browser, { lang });
    await page.locator(`[data-unit="${unit}"]`).click();
    const panel = page.getByRole('article', { name: say('unit-named', { unit }) });
    await panel.getByRole('button', { name: say('do-reserve'), exact: true }).click();
    await page.getByRole('dialog').locator('input').first().fill('School visit');
    await submit(page, say('do-reserve'));
    await panel.getByText('School visit').first().waitFor();

    await row(page, id).click();
    await page.getByRole('article').getByRole('group').getByRole('button', { name: say('do-send') }).click();
    const send = page.getByRole('form', { name: say('send-title') });
    await send.getByRole('searchbox').fill(unit);
    await send.getByText(say('send-empty')).waitFor();
    expect(await send.getByRole('checkbox').count()).toBe(0);

    await page.locator(`[data-unit="${unit}"]`).click();
    await panel.getByRole('button', { name: say('do-release') }).click();
    await page.getByRole('dialog').locator('textarea').fill('Cancelled.');
    await submit(page, say('do-release'));
    expect((await get<Unit>(`/v1/units/${unit}`)).reserved).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

it('corrects the point of an incident from the map, with the keyboard', async () => {
  const say = wordsOf('en');
  const id = await openIncident(rules, `moved ${mark()}`);
  const before = (await incident(id)).point;
  const { page } = await visit(browser);
  await page.locator('.maplibregl-canvas').waitFor();
  await row(page, id).click();
  await menu(page, say, 'do-place');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: say('place-point') }).check();
  await dialog.getByRole('button', { name: say('report-pick') }).click();
  await page.waitForFunction(() => document.activeElement?.matches('.maplibregl-canvas'));
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(800);
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await submit(page, say('do-place'));
  const after = (await incident(id)).point;
  expect([after?.source, after?.lon_e7 === before?.lon_e7]).toEqual(['map', false]);
  await page.context().close();
});
