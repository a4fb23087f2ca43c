// The page that checks a receipt, opened as a saved file with the network cut. Needs no server:
// npm run build && npx vitest run --config vitest.e2e.config.ts e2e/verify.e2e.ts

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { caseNamed, receiptOf, vectors } from '../test/vectors';
import { LANGS, launch, wordsOf, type Visit } from './desk';

const BUILT = join(import.meta.dirname, '../dist/verify.html');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NO_POLICY = '<script type="application/json" id="saved-policy">null</script>';
/** Only a verification that takes visibly long fails; the usual figure is printed. */
const TOOK_MS_MAX = 200;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  if (!existsSync(BUILT)) throw new Error('the page is not built: npm run build');
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  browser = await launch();
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

interface Open {
  page: Page;
  /** Whatever the page asked for beside itself. */
  asked: string[];
  errors: string[];
}

/** The page as somebody saved it, with the policy it was saved with, if any. */
async function open({ lang = 'en', theme = 'light' }: Visit = {}, policy: string | null = null): Promise<Open> {
  const path = join(folder, policy === null ? 'plain.html' : 'saved.html');
  const text = readFileSync(BUILT, 'utf8');
  if (!text.includes(NO_POLICY)) throw new Error('the page has no place for a policy');
  const data = JSON.stringify({ policy }).replaceAll('<', '\\u003c');
  writeFileSync(path, policy === null ? text : text.replace(NO_POLICY, () => NO_POLICY.replace('null', () => data)));
  const context = await browser.newContext({ viewport: { width: 1180, height: 900 }, locale: lang, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  await context.setOffline(true);
  await context.addInitScript((chosen) => localStorage.setItem('answerable.theme', chosen), theme);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const [asked, errors]: [string[], string[]] = [[], []];
  const itself = pathToFileURL(path).href;
  await page.route('**', (route) => (route.request().url() === itself ? route.continue() : route.abort()));
  page.on('request', (request) => {
    if (request.url() !== itself && !request.url().startsWith('data:')) asked.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(itself);
  return { page, asked, errors };
}

async function give(page: Page, kind: 'receipt' | 'policy', name: string, text: string): Promise<void> {
  await page.locator(`[data-kind=${kind}] input[type=file]`).setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

async function ended(page: Page, end: string): Promise<void> {
  await page.locator(`.result[data-end=${end}]`).waitFor();
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate(
    (values) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values } }),
    TAGS,
  );
  return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`));
}

const GOOD = receiptOf(caseNamed('3 cosigned, policy two'));
const PENDING = receiptOf(caseNamed('1 cosigned, policy two'));
const TAMPERED = receiptOf(caseNamed('an edited entry'));
const POLICY = vectors.policies['two'] ?? '';

describe.each(LANGS)('a saved page, %s', (lang) => {
  const say = wordsOf(lang, 'verify.ftl');

  it('proves a good receipt and says what that means', async () => {
    const { page, asked, errors } = await open({ lang });
    await give(page, 'receipt', 'entry-3.tlog-proof', GOOD);
    await page.getByText(say('verify-wanted-policy')).waitFor();
    await give(page, 'policy', 'yunzhou.policy', POLICY);
    await ended(page, 'proved');
    await page.getByRole('heading', { name: say('verify-sign-proved'), exact: true }).waitFor();
    await page.getByText(say('verify-proved-said', { index: '3', size: '7', origin: 'log.example/yunzhou' })).waitFor();
    const desk = wordsOf(lang);
    await page.getByRole('heading', { name: desk('event-intake-report_received') }).waitFor();
    expect(await page.getByText(say('verify-sealed')).count()).toBe(1);
    expect(await page.locator('.result').evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang);
    expect([asked, errors]).toEqual([[], []]);
  });

  it('refuses a receipt in which two words were changed', async () => {
    const { page, asked, errors } = await open({ lang }, POLICY);
    await page.getByText(say('verify-wanted-receipt')).waitFor();
    await give(page, 'receipt', 'edited.tlog-proof', TAMPERED);
    await ended(page, 'refused');
    await page.getByRole('heading', { name: say('verify-error-root-differs'), exact: true }).waitFor();
    expect(await page.getByText(say('verify-proven')).count()).toBe(0);
    expect(await page.getByText('third floor').first().isVisible()).toBe(false);
    await page.getByText(say('verify-entry-claimed')).click();
    expect(await page.getByText('third floor').first().isVisible()).toBe(true);
    expect([asked, errors]).toEqual([[], []]);
  });

  it('says that witnesses are missing', async () => {
    const { page, asked, errors } = await open({ lang }, POLICY);
    await give(page, 'receipt', 'early.tlog-proof', PENDING);
    await ended(page, 'pending');
    await page.getByText(say('verify-pending-do')).waitFor();
    expect([asked, errors]).toEqual([[], []]);
  });
});

describe.each([['light', 'en'], ['dark', 'en'], ['light', 'zh-CN'], ['dark', 'zh-CN']] as const)('axe in the %s theme, %s', (theme, lang) => {
  it('finds nothing', { timeout: 240_000 }, async () => {
    const { page } = await open({ lang, theme });
    expect(await findings(page)).toEqual([]);
    await give(page, 'policy', 'bad', 'quorum none\n');
    await page.getByRole('alert').waitFor();
    expect(await findings(page)).toEqual([]);
    await give(page, 'policy', 'policy', POLICY);
    for (const [end, receipt] of [['proved', GOOD], ['pending', PENDING], ['refused', TAMPERED]] as const) {
      await give(page, 'receipt', `${end}.tlog-proof`, receipt);
      await ended(page, end);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      expect([end, await findings(page)]).toEqual([end, []]);
    }
  });
});

it('is used with the keyboard alone, by pasting', async () => {
  const say = wordsOf('en', 'verify.ftl');
  const { page, errors } = await open();
  /** Tabs on to a button of one of the two halves, wherever the focus has been. */
  const tabTo = async (kind: string, name: string): Promise<void> => {
    for (let n = 0; n < 80; n += 1) {
      await page.keyboard.press('Tab');
      const there = await page.evaluate(() => {
        const half = document.activeElement?.closest<HTMLElement>('[data-kind]')?.dataset['kind'];
        return [half, document.activeElement?.textContent?.trim()];
      });
      if (there[0] === kind && there[1] === name) return;
    }
    throw new Error(`the keyboard does not come to ${name} of the ${kind}`);
  };
  for (const [kind, text] of [['receipt', GOOD.trimEnd()], ['policy', POLICY]] as const) {
    await tabTo(kind, say('verify-paste'));
    await page.keyboard.press('Enter');
    await page.locator(`[data-kind=${kind}] textarea`).waitFor();
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => document.activeElement?.matches('textarea'));
    await page.keyboard.insertText(text);
    await tabTo(kind, say('verify-paste-use'));
    await page.keyboard.press('Enter');
    await page.getByText(say('verify-wanted-policy')).or(page.locator('.result')).waitFor();
  }
  await ended(page, 'proved');
  expect(errors).toEqual([]);
});

it('takes both files dropped at once, wherever they fall', async () => {
  const { page } = await open();
  await page.evaluate(([receipt, policy]) => {
    const data = new DataTransfer();
    data.items.add(new File([policy ?? ''], 'policy'));
    data.items.add(new File([receipt ?? ''], 'entry.tlog-proof'));
    document.querySelector('h1')?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, [GOOD, POLICY]);
  await ended(page, 'proved');
});

it('changes language and theme with the result standing', async () => {
  const { page } = await open({}, POLICY);
  await give(page, 'receipt', 'entry.tlog-proof', GOOD);
  await ended(page, 'proved');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: wordsOf('zh-CN', 'verify.ftl')('verify-sign-proved') }).waitFor();
  await page.getByRole('button', { name: wordsOf('zh-CN', 'verify.ftl')('verify-theme-light') }).click();
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
});

it('shows a page that came from a file which policy it holds, and lets another be used', async () => {
  const say = wordsOf('en', 'verify.ftl');
  const { page } = await open({}, vectors.policies['other-log'] ?? '');
  await give(page, 'receipt', 'entry.tlog-proof', GOOD);
  await ended(page, 'refused');
  await page.getByRole('heading', { name: say('verify-error-log-unknown') }).waitFor();
  await give(page, 'policy', 'mine', POLICY);
  await ended(page, 'proved');
  await page.getByRole('button', { name: say('verify-policy-saved-back') }).click();
  await ended(page, 'refused');
});

it('may ask for nothing, even if a script in it wanted to', async () => {
  const { page } = await open();
  const answered = await page.evaluate(async () => {
    const fetched = await fetch('https://example.org/').then(() => 'fetched', () => 'refused');
    const script = document.createElement('script');
    script.textContent = 'window.foreign = true';
    document.body.append(script);
    return [fetched, 'foreign' in window];
  });
  expect(answered).toEqual(['refused', false]);
});

it('says so where the browser keeps its hash functions from the page', async () => {
  const { page } = await open();
  await page.evaluate(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await give(page, 'policy', 'policy', POLICY);
  await page.getByRole('alert').getByText(wordsOf('en', 'verify.ftl')('verify-error-no-crypto'), { exact: true }).waitFor();
});

it('takes little time', async () => {
  const { page } = await open({}, POLICY);
  const took: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    // Every other one has another end, so that each waiting sees a new result.
    await give(page, 'receipt', 'entry.tlog-proof', n % 2 ? GOOD : PENDING);
    await ended(page, n % 2 ? 'proved' : 'pending');
    if (n % 2) took.push(Number(await page.locator('.result').getAttribute('data-took-ms')));
  }
  const sorted = took.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
  console.log(`verify, 4 signatures: first ${took[0]?.toFixed(1)} ms, middle ${middle.toFixed(1)} ms, least ${sorted[0]?.toFixed(1)} ms; page ${(readFileSync(BUILT).length / 1000).toFixed(0)} kB`);
  expect(middle).toBeLessThan(TOOK_MS_MAX);
});
