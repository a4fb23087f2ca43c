// When something is missing (the server, the writer, the graphics), the desk says so and goes on.

import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launch, mark, openIncident, pack, row, SERVER, visit, wordsOf } from './desk';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
// A story that failed must not leave its map drawing beside the next one.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

/** A cable between browser and server that the test can pull and plug in again. */
class Cable {
  #sockets = new Set<Socket>();
  #server: Server;
  port = 0;

  constructor() {
    const far = new URL(SERVER);
    this.#server = createServer((near) => {
      const out = connect(Number(far.port || 80), far.hostname);
      for (const socket of [near, out]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      }
      near.pipe(out).pipe(near);
    });
  }
  plug(): Promise<void> {
    return new Promise((resolve) =>
      this.#server.listen(this.port, '127.0.0.1', () => {
        this.port = (this.#server.address() as AddressInfo).port;
        resolve();
      }),
    );
  }
  pull(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }
}

it('marks its age in a banner, keeps its rows, and catches up when the link is back', async () => {
  const say = wordsOf('en');
  const rules = await pack();
  const id = await openIncident(rules, `before ${mark()}`);
  const cable = new Cable();
  await cable.plug();
  const { page } = await visit(browser, { server: `http://127.0.0.1:${cable.port}` });
  await row(page, id).waitFor();

  await cable.pull();
  await page.getByRole('alert').getByText(say('lost-title', { time: '' }).slice(0, 14)).waitFor();
  await page.locator('[data-link=lost]').waitFor();
  expect(await row(page, id).count()).toBe(1);
  const later = await openIncident(rules, `meanwhile ${mark()}`);

  await cable.plug();
  await row(page, later).waitFor({ timeout: 30_000 });
  await page.locator('[data-link=live]').waitFor();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.context().close();
  await cable.pull();
});

it('asks no outside host for anything, map and labels included', async () => {
  const { page, outside, errors } = await visit(browser);
  await page.waitForTimeout(4000);
  expect(outside).toEqual([]);
  expect(errors).toEqual([]);
  await page.context().close();
});

it('says loudly that the writer has stopped', async () => {
  const say = wordsOf('en');
  const { page } = await visit(browser);
  await page.route('**/v1/status', async (route) => {
    const response = await route.fetch();
    const status = (await response.json()) as object;
    await route.fulfill({ json: { ...status, writer: { running: false, reason: 'the disk is full' } } });
  });
  const banner = page.getByRole('alert').filter({ hasText: say('writer-stopped') });
  await banner.getByText('the disk is full').waitFor();
  await page.context().close();
});

it('works from the lists when the browser has no WebGL 2', async () => {
  const id = await openIncident(await pack(), `no map ${mark()}`);
  const context = await browser.newContext({ locale: 'en' });
  await context.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    Object.assign(HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind === 'webgl2' ? null : (real as (...all: unknown[]) => unknown).call(this, kind, ...rest);
      },
    });
  });
  const page = await context.newPage();
  await page.goto(SERVER);
  await page.getByText(wordsOf('en')('map-no-webgl')).waitFor();
  await row(page, id).click();
  await page.locator('[data-focus-home]').waitFor();
  await context.close();
});
