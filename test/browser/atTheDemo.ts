import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { readOptions } from '../../src/sandbox/demo/options.ts';
import { type RunningDemo, startDemo } from '../../src/sandbox/demo/start.ts';
import { type Browser, startBrowser } from './chromium.ts';

export type AtTheDemo = { demo: RunningDemo; browser: Browser; leave: () => Promise<void> };

/** A browser in front of a demo of its own. */
export const goToTheDemo = async (...words: string[]): Promise<AtTheDemo> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'browser-'));
  const [demo, browser] = await Promise.all([startDemo(readOptions(['--folder', folder, '--port', '0', ...words])), startBrowser()]);
  return {
    demo, browser,
    leave: async () => {
      await browser.close();
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Types into the conversation that is open. */
export const types = async (page: Page, text: string): Promise<void> => {
  const composer = page.locator('.conversation .composer textarea');
  await composer.fill(text);
  await composer.press('Enter');
};

export const newest = (page: Page): Locator => page.locator('.conversation .message').last();

/** Types a command and waits for the answer to it. */
export const asks = async (page: Page, command: string): Promise<Locator> => {
  const messages = page.locator('.conversation .message');
  const before = await messages.count();
  await types(page, command);
  await messages.nth(before).waitFor();
  return messages.nth(before);
};

export const becomes = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('toolbar', { name: 'Demo' }).getByRole('button', { name }).click();
  await page.locator('.sidebar footer').getByText(name, { exact: true }).waitFor();
};

export const opens = async (page: Page, place: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Conversations' }).getByRole('button', { name: place }).click();
  await page.locator('.conversation > header').getByText(place).waitFor();
};

export const dialog = (page: Page): Locator => page.locator('dialog.dialog');
