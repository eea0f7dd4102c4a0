import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--hide-scrollbars',
];

/** This machine's Chromium: the one that `CHROMIUM` names, or one where they usually are. */
const executable = (): string => {
  const found = [process.env['CHROMIUM'] ?? '', ...CANDIDATES].find((each) => each !== '' && existsSync(each));
  if (found === undefined) throw new Error('There is no Chromium here. Install one (apt-get install chromium), or say where it is: CHROMIUM=/path/to/it');
  return found;
};

export type Browser = {
  /** A window of its own. */
  open: (url: string, look?: { width?: number; height?: number; dark?: boolean; scale?: number }) => Promise<Page>;
  /** What pages asked for outside this machine. */
  outside: readonly string[];
  /** What went wrong in pages. */
  problems: readonly string[];
  close: () => Promise<void>;
};

/** Chromium without a window and with an empty profile. */
export const startBrowser = async (): Promise<Browser> => {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'chromium-'));
  const browser = await chromium.launch({ executablePath: executable(), headless: true, args: [...ARGUMENTS, `--crash-dumps-dir=${profile}`] });
  const outside: string[] = [];
  const problems: string[] = [];
  return {
    outside, problems,
    open: async (url, { width = 1280, height = 800, dark = false, scale = 1 } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', deviceScaleFactor: scale });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol !== 'data:' && hostname !== 'localhost') outside.push(request.url());
      });
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (said) => { if (said.type() === 'error') problems.push(said.text()); });
      await page.goto(url);
      return page;
    },
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
};
