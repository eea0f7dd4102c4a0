import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { asks, becomes, goToTheDemo, newest, opens } from './atTheDemo.ts';

const PICTURES = path.resolve(import.meta.dirname, 'pictures');
const QUALITY = 0.8;

/** Saves what a page shows as WebP, which Chromium writes and Playwright does not. */
const save = async (page: Page, name: string): Promise<void> => {
  // Slack's window, without the demo's bar above it.
  const clip = await page.locator('.frame').boundingBox();
  const png = (await page.screenshot(clip ? { clip } : {})).toString('base64');
  const blank = await page.context().newPage();
  const webp = await blank.evaluate(async ({ source, quality }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
    return Array.from(bytes);
  }, { source: png, quality: QUALITY });
  await blank.close();
  await writeFile(path.join(PICTURES, `${name}.webp`), Uint8Array.from(webp));
  process.stdout.write(`${name}.webp, ${Math.round(webp.length / 1024)} kB\n`);
};

/** One scene after the other, as the README shows them. */
const scenes = async (page: Page, look: string): Promise<void> => {
  await page.getByRole('button', { name: 'Control panel' }).click();
  await page.locator('.conversation').waitFor();
  await asks(page, '/sends mine');
  await newest(page).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await save(page, `list-${look}`);
  await becomes(page, 'Ana Ruiz');
  await asks(page, '/send 1234');
  await asks(page, '/send 2001');
  await save(page, `cards-${look}`);
};

/** Home of a Manager, from its top. */
const home = async (page: Page, look: string): Promise<void> => {
  await becomes(page, 'Ben Carter');
  await opens(page, 'Send Tracker');
  await page.getByRole('tab', { name: 'Home' }).click();
  await page.getByRole('region', { name: 'Home' }).getByRole('heading', { name: 'Your teams' }).waitFor();
  await save(page, `home-${look}`);
};

const main = async (): Promise<void> => {
  for (const dark of [false, true]) {
    // A demo each: the same screens from the same start.
    const at = await goToTheDemo();
    try {
      const look = dark ? 'dark' : 'light';
      await scenes(await at.browser.open(at.demo.url, { width: 1100, height: 820, dark }), look);
      const page = await at.browser.open(at.demo.url, { width: 1100, height: 1400, dark });
      await page.getByRole('button', { name: 'Control panel' }).click();
      await home(page, look);
    } finally {
      await at.leave();
    }
  }
};

main().then(() => process.exit(0), (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
