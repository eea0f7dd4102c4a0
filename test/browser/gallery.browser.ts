import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPage, type RunningPage } from '../../src/sandbox/page/server.ts';
import { type LocalSlack, startLocalSlack } from '../../src/sandbox/slack/index.ts';
import { pictures } from '../slack/views/pictures.ts';
import { type Browser, startBrowser } from './chromium.ts';

const panel = {
  shown: () => ({ ahead: 0, facts: [], plays: [] }), play: async () => ({ said: '', failed: false }), subscribe: () => () => undefined, watch: () => () => undefined,
};

/** The words in a view's text objects, without markup, as far as every reader sees the same: no dates, no emoji. */
const wordsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && (value.type === 'mrkdwn' || value.type === 'plain_text') && 'text' in value) {
    const text = String(value.text).replace(/<!date[^>]*>/g, ' ').replace(/<[^|>]*\|([^>]*)>/g, '$1').replace(/<[^>]*>/g, ' ');
    return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replace(/[*_~`]/g, ' ').split(/\s+/).filter((word) => word.length > 2);
  }
  // What is asked before a click, and what a menu holds, shows later.
  return Object.entries(value).flatMap(([field, inside]) => (['confirm', 'options', 'option_groups', 'initial_option', 'initial_options', 'placeholder'].includes(field) ? [] : wordsIn(inside)));
};

describe('the gallery', () => {
  let slack: LocalSlack;
  let running: RunningPage;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    slack = await startLocalSlack();
    const person = slack.user({ name: 'Ana Ruiz' });
    running = await startPage({ slack, roles: [{ person, about: 'Admin' }], commands: [], hasHome: false, mayWriteToBot: false, panel }, { port: 0 });
    browser = await startBrowser();
    page = await browser.open(`${running.url}gallery`, { width: 1440, height: 900 });
    await page.locator('.exhibit').first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await running.stop();
    await slack.stop();
  });

  it('has every picture, with all its words', async () => {
    const all = pictures();
    const texts = new Map(await page.locator('.exhibit').evaluateAll((exhibits) =>
      exhibits.map((each): [string, string] => [each.getAttribute('aria-label') ?? '', each.querySelector('.picture-frame')?.textContent ?? ''])));
    expect(texts.size).toBe(all.length);
    const missing = all.flatMap(({ group, name, view }) => {
      const shown = texts.get(`${group}: ${name}`) ?? '';
      return wordsIn(view.blocks).filter((word) => !shown.includes(word)).map((word) => `${group}: ${name} lacks ${word}`);
    });
    expect(missing).toEqual([]);
  });

  it.each([['wide', 1440], ['as narrow as a phone', 640]])('cuts nothing off and hides no button, %s', async (_, width) => {
    await page.setViewportSize({ width, height: 900 });
    const wrong = await page.locator('.exhibit').evaluateAll((exhibits) => exhibits.flatMap((exhibit) => {
      const name = exhibit.getAttribute('aria-label');
      const frame = exhibit.querySelector('.picture-frame');
      const edge = frame?.getBoundingClientRect();
      if (!frame || !edge) return [`${name}: is not there`];
      const within = (element: Element): boolean => {
        const box = element.getBoundingClientRect();
        return box.left >= edge.left - 1 && box.right <= edge.right + 1 && box.top >= edge.top - 1 && box.bottom <= edge.bottom + 1;
      };
      const controls = [...frame.querySelectorAll('button, a, input, select, textarea')];
      return [
        ...[...frame.querySelectorAll('*:not(option, optgroup, path)')].filter((element) => !within(element)).map((element) => `${name}: ${element.tagName} sticks out`),
        ...[...frame.querySelectorAll('p, span, button, h3')].filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0).map((element) => `${name}: ${element.textContent?.slice(0, 40)} is cut off`),
        ...controls.filter((element) => element.getBoundingClientRect().height < 12 || (element.getAttribute('tabindex') ?? '0') === '-1').map((element) => `${name}: ${element.textContent} cannot be reached`),
        ...controls.filter((element) => !(element.textContent || element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.closest('label'))).map((element) => `${name}: a ${element.tagName} without a name`),
      ];
    }));
    expect(wrong).toEqual([]);
  });

  it('draws everything, from this machine alone', async () => {
    expect(browser.problems).toEqual([]);
    expect(browser.outside).toEqual([]);
    await writeFile('dist/browser/gallery.png', await page.screenshot());
    expect(await page.locator('.undrawn').count()).toBe(0);
  });
});
