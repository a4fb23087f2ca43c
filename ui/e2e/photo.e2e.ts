// A photo, from the button that adds it to the dialog that shows it behind a trace.

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findings } from './axe';
import { incident, launch, mark, openIncident, pack, row, visit, wordsOf } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

// Long stories are told in one language: that both have every word is held by the tests of the catalogues.
describe.each(['zh-CN'] as const)('a photo, %s', (lang) => {
  const say = wordsOf(lang);

  it('is added, listed, and shown for a purpose', { timeout: 120_000 }, async () => {
    const id = await openIncident(await pack(), `photo ${mark()}`);
    const { page, errors } = await visit(browser, { lang });
    await row(page, id).click();
    // Drawn here, so that no file of anybody's is needed.
    const drawn = await page.evaluate(() => document.createElement('canvas').toDataURL('image/png').split(',')[1] ?? '');
    const add = page.locator('[data-add-photo]');
    await add.waitFor();
    const chosen = page.waitForEvent('filechooser');
    await add.focus();
    await page.keyboard.press('Enter');
    await (await chosen).setFiles({ name: 'photo.html', mimeType: 'text/html', buffer: Buffer.from(drawn, 'base64') });
    await page.locator('[data-photos="1"]').waitFor();
    expect((await incident(id)).reports[0]?.photos[0]).toMatchObject({ kind: 'png', width: 300, height: 150, openings: 0 });

    await page.locator('[data-show-photo]').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('photo-show-explained')).waitFor();
    expect(await findings(page)).toEqual([]);
    await dialog.locator('input[type=radio]').first().press('Space');
    await page.keyboard.press('Enter');
    const picture = dialog.locator('[data-photo-shown] img');
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);
    expect(errors).toEqual([]);
  });
});
