// Travel times at the desk: the advised units with the keyboard alone, a closed road that changes
// the times and is lifted again, and places found while somebody types.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Board, Pack, Place, RoadChange, Station, Way } from '../src/api/types';
import { straightLine_m } from '../src/kit/geo';
import { act, get, incident, LANGS, launch, mark, pack, row, visit, wordsOf } from './desk';

let browser: Browser;
let rules: Pack;
beforeAll(async () => {
  browser = await launch();
  rules = await pack();
});
// A story that failed must not leave its map drawing beside the next one.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

/** An incident whose plan calls for more than one thing, a little beside the middle of the place. */
async function calledFor(words: string): Promise<string> {
  const type = rules.incident_types.find((one) => (rules.plans.find((plan) => plan.code === one.plan)?.needs.length ?? 0) > 1);
  const point = { lat_e7: rules.center.lat_e7 - 300_000, lon_e7: rules.center.lon_e7 + 200_000, uncertainty_m: 25, source: 'map' };
  const accepted = await act('/v1/reports', { channel: rules.channels[0]?.code, words, point, then: { open: { type: type?.code } } });
  if (!accepted.incident) throw new Error('the report opened no incident');
  return accepted.incident;
}

const changes = async (): Promise<RoadChange[]> => (await get<Board>('/v1/board')).road_changes ?? [];

async function openSending(page: Page, id: string): Promise<void> {
  await row(page, id).click();
  await page.locator('[data-focus-home]').waitFor();
  await page.keyboard.press('s');
  await page.waitForFunction(() => document.activeElement?.matches('form input[type=search]'));
}

describe.each(LANGS)('sending, %s', (lang) => {
  const say = wordsOf(lang);

  it('takes the advised units and sends them with the keyboard alone', async () => {
    const id = await calledFor(`advised ${mark()}`);
    const { page, errors, outside } = await visit(browser, { lang });
    await row(page, id).waitFor();
    await row(page, id).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-focus-home]').waitFor();
    await page.keyboard.press('s');
    await page.locator('.advised').first().waitFor();
    await page.keyboard.press('Alt+a');
    await page.locator('form li:has(input:checked)').nth(1).waitFor();
    // Which units are advised is for the desk to say: crews on patrol move, and a question asked beside
    // it may be answered with others. Both lists are of one moment.
    const [named, chosen] = await page.evaluate(() => {
      const units = (rows: string) => [...document.querySelectorAll(`form li${rows} [data-travel]`)].map((one) => one.getAttribute('data-travel') ?? '').sort();
      return [units(':has(.advised)'), units(':has(input:checked)')];
    });
    expect(chosen).toEqual(named);
    await page.keyboard.press('Enter');
    await page.locator('[data-run]').first().waitFor();
    const kept = await incident(id);
    expect(kept.assignments.map((one) => one.unit).sort()).toEqual(named);
    expect(kept.timeline.map((one) => one.type)).toContain('dispatch.send_advised');
    // The record says it in a sentence with the times.
    await page.getByText(say('event-dispatch-send_advised'), { exact: true }).waitFor();
    for (const unit of named) await act(`/v1/incidents/${id}/units/${unit}/cancel`, { reason: rules.reasons.cancel[0]?.code });
    expect([errors, outside]).toEqual([[], []]);
  });
});

it('shows how long each unit takes, and the way of the one that is looked at', async () => {
  const id = await calledFor(`way ${mark()}`);
  const { page } = await visit(browser);
  await row(page, id).waitFor();
  await openSending(page, id);
  const first = page.locator('[data-travel]').first();
  await expect.poll(() => first.textContent(), { timeout: 20_000 }).toMatch(/^\d+:\d\d/);
  const asked = page.waitForRequest(/\/ways\//);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await asked;
});

it('closes a road from the desk, which changes who is there when, and lifts it again', async () => {
  const say = wordsOf('en');
  const id = await calledFor(`closed ${mark()}`);
  // A unit of which only the station is known stands still, so only the road can change its time.
  const away = (one: Station) => straightLine_m(one.point, rules.center);
  const station = rules.stations.filter((one) => away(one) < 8000).sort((a, b) => away(b) - away(a))[0];
  const unit = `T-${mark().toUpperCase()}`;
  await act(`/v1/units/${unit}/shift`, { kind: rules.unit_kinds[0]?.code, station: station?.code, crew: 2 });
  // A ranking tells only of the units that are near; the way tells of any.
  const look = (): Promise<Way> => get<Way>(`/v1/incidents/${id}/ways/${unit}`);
  // The views may be a moment behind the shift that has just begun.
  const way = await vi.waitFor(look, { timeout: 20_000, interval: 200 });
  // A road in the middle of the way is neither where the unit stands nor where the incident is; between
  // two of its points, since at one of them another road may be as near.
  const [one, two] = way.line.slice(Math.floor(way.line.length / 2)) as [[number, number], [number, number]];
  const [lat_e7, lon_e7] = [Math.round((one[0] + two[0]) / 2), Math.round((one[1] + two[1]) / 2)];

  const { page, errors } = await visit(browser);
  await row(page, id).waitFor();
  await row(page, id).click();
  await page.locator('[data-focus-home]').waitFor();
  await page.keyboard.press('x');
  const form = page.getByRole('form', { name: say('roads-change') });
  await form.waitFor();
  // A click on the map's middle, with the map's question about roads led to the place that matters.
  await page.route('**/v1/roads/at?**', (route) => route.continue({ url: `${new URL(route.request().url()).origin}/v1/roads/at?lat_e7=${lat_e7}&lon_e7=${lon_e7}` }));
  await page.locator('.maplibregl-canvas').click();
  await form.getByRole('combobox', { name: /^Direction/ }).waitFor();
  await page.unroute('**/v1/roads/at?**');
  const why = `burst main ${mark()}`;
  await form.getByLabel(say('roads-reason')).fill(why);
  await form.getByRole('button', { name: say('roads-submit-closed') }).click();
  const standing = page.locator('[data-road-change]', { hasText: why });
  await standing.waitFor();
  const made = (await changes()).find((one) => one.reason === why);
  expect(made).toMatchObject({ effect: 'closed', incident: id });
  expect((await look()).drive_ms).toBeGreaterThan(way.drive_ms);

  await standing.getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').fill('repaired');
  await dialog.getByRole('button', { name: say('do-lift') }).click();
  await standing.waitFor({ state: 'detached' });
  expect((await look()).drive_ms).toBe(way.drive_ms);
  // The incident's record tells both.
  await page.keyboard.press('Escape');
  await page.getByText(say('event-roads-change_made'), { exact: true }).waitFor();
  expect(errors).toEqual([]);
});

it('changes a road with the keyboard alone, found by its name', async () => {
  const say = wordsOf('en');
  const { page } = await visit(browser);
  const [street] = await get<Place[]>('/v1/places?words=renmin');
  await page.keyboard.press('x');
  await page.waitForFunction(() => document.activeElement?.matches('article [role=combobox]'));
  await page.keyboard.type(street?.title.slice(0, 6) ?? '');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: /^Direction/ }).waitFor();
  expect(await page.getByRole('combobox', { name: say('roads-street') }).inputValue()).toBe('');
});

describe('a place', () => {
  it.each([
    ['en', 'renmin av'],
    ['zh-CN', 'renmin da'],
    ['zh-CN', 'rmd'],
  ] as const)('is found by half a street name, %s: %s', async (lang, typed) => {
    const say = wordsOf(lang);
    const { page } = await visit(browser, { lang });
    await page.keyboard.press('n');
    await page.getByLabel(say('place-spoken_place')).fill('by the big gate');
    const address = page.getByRole('combobox', { name: say('place-address') });
    await address.pressSequentially(typed);
    const option = page.getByRole('listbox', { name: say('place-address') }).getByRole('option').first();
    await option.waitFor();
    await address.press('Enter');
    expect(await address.inputValue()).toBe(lang === 'en' ? 'Renmin Avenue' : '人民大道');
    expect(await page.getByLabel(say('place-spoken_place')).inputValue()).toBe('by the big gate');
    await page.getByRole('button', { name: say('report-unpick') }).waitFor();
  });

  it('is not searched while an input method composes', async () => {
    const { page } = await visit(browser);
    let asked = 0;
    page.on('request', (request) => (asked += Number(request.url().includes('/v1/places?'))));
    await page.keyboard.press('n');
    await page.getByRole('combobox', { name: wordsOf('en')('place-address') }).evaluate((input: HTMLInputElement) => {
      input.value = 'renm';
      input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    });
    await page.waitForTimeout(400);
    expect(asked).toBe(0);
  });

  it('that cannot be searched yet leaves what was typed', async () => {
    const say = wordsOf('en');
    const { page } = await visit(browser);
    await page.route('**/v1/places?**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ title: 'No', status: 503, code: 'places-not-ready', detail: '' }) }));
    await page.keyboard.press('n');
    const address = page.getByRole('combobox', { name: say('place-address') });
    await address.pressSequentially('renm');
    await page.getByText(say('place-not-ready')).waitFor();
    expect(await address.inputValue()).toBe('renm');
  });
});

it('shows the cover when asked, with its figures', async () => {
  const say = wordsOf('en');
  const { page } = await visit(browser);
  expect(await page.getByText(say('cover-coming')).count()).toBe(0);
  await page.keyboard.press('v');
  await page.getByText(/^8 min: \d+ % of streets/).waitFor();
  await page.keyboard.press('v');
  expect(await page.getByText(/^8 min:/).count()).toBe(0);
});
