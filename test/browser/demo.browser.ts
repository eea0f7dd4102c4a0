import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asks, becomes, dialog, goToTheDemo, newest, opens, type AtTheDemo } from './atTheDemo.ts';

const saved = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: path.resolve(import.meta.dirname, `../../dist/browser/${name}.png`) });

describe('the demo in a browser', () => {
  let at: AtTheDemo;
  let page: Page;
  beforeAll(async () => { at = await goToTheDemo(); });
  afterAll(() => at.leave());
  beforeEach(async () => {
    at.demo.slack.behave();
    page = await at.browser.open(at.demo.url);
    await page.locator('.conversation').waitFor();
    return () => page.context().close();
  });

  it('asks for one’s sends, turns pages, and opens a gift’s details from its menu', async () => {
    const list = await asks(page, '/sends mine');
    expect(await list.textContent()).toContain('Only visible to you');
    const first = await list.textContent();
    await saved(page, 'list');
    await list.getByRole('button', { name: 'Next' }).click();
    await list.getByRole('button', { name: 'Prev' }).waitFor();
    expect(await list.textContent()).not.toBe(first);

    await list.getByRole('button', { name: 'More actions' }).first().click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    await dialog(page).getByText('Recipient info').waitFor();
    for (const group of ['Send info', 'Recipient message', 'Gift details', 'Recent updates']) await dialog(page).getByText(group).waitFor();
    await saved(page, 'details');
    await dialog(page).getByRole('button', { name: 'Close dialog' }).click();
    await dialog(page).waitFor({ state: 'detached' });
  });

  it('filters a list in a dialog, with names found as they are typed, and keeps the filter', async () => {
    await becomes(page, 'Ana Ruiz');
    const list = await asks(page, '/sends all');
    await list.getByRole('button', { name: 'Filter this list' }).click();
    await dialog(page).getByText('Save as').waitFor();
    const campaigns = dialog(page).getByRole('searchbox', { name: 'Campaign' });
    await campaigns.fill('thank');
    await dialog(page).getByRole('group', { name: 'Campaign: choices' }).getByRole('checkbox').first().check();
    await saved(page, 'filter');
    await dialog(page).getByRole('textbox', { name: 'Save as' }).fill('thanks');
    await dialog(page).getByRole('button', { name: 'Show' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await list.getByText('/sends thanks').waitFor();
    expect(await (await asks(page, '/sends thanks')).textContent()).toContain('Only: campaign');
  });

  it('shows another person other sends, and outsiders none', async () => {
    const sams = await (await asks(page, '/sends mine')).textContent();
    await becomes(page, 'Priya Nair');
    expect(await page.locator('.message').count()).toBe(0);
    const priyas = await (await asks(page, '/sends mine')).textContent();
    expect(priyas).toContain('Your sends');
    expect(priyas).not.toBe(sams);
    await becomes(page, 'Ben Carter');
    const team = await (await asks(page, '/sends team')).textContent();
    expect(team).toContain('Lena Fischer');
    await saved(page, 'team');
    await becomes(page, 'Gail Moore');
    await opens(page, 'gifting');
    const refused = await (await asks(page, '/sends mine')).textContent();
    expect(refused).not.toContain('Your sends');
    await becomes(page, 'Olga Petrov');
    await opens(page, 'acme-and-corp');
    expect(await (await asks(page, '/sends mine')).textContent()).not.toContain('Your sends');
  });

  it('draws hostile names as text: no mention, no link, nothing turned around', async () => {
    await becomes(page, 'Ana Ruiz');
    const card = await asks(page, '/send 2015');
    expect(await card.textContent()).toContain('<!channel>');
    expect(await card.locator('.mention').count()).toBe(0);
    expect(await card.locator('a[href*=evil]').count()).toBe(0);
    expect(await (await asks(page, '/send 2016')).textContent()).not.toMatch(/[\u202A-\u202E]/);
  });

  it('shows dates in the reader’s own zone, and a carrier’s link as a link', async () => {
    await becomes(page, 'Ana Ruiz');
    const card = await asks(page, '/send 1234');
    expect(await card.locator('time').nth(1).textContent()).toMatch(/ at \d+:\d\d [AP]M$/);
    expect(await card.locator('a').first().getAttribute('href').catch(() => null)).toMatch(/^https:\/\/www\.ups\.com\//);
  });

  it('offers the commands with their hints, and can be used without a mouse', async () => {
    const composer = page.locator('.composer textarea');
    await composer.fill('/sen');
    expect(await page.getByRole('listbox', { name: 'Commands' }).getByRole('option').allTextContents()).toHaveLength(2);
    const menu = (await asks(page, '/sends stale')).getByRole('button', { name: 'More actions' }).first();
    await menu.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('Send info').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await composer.press('ArrowUp');
    expect(await composer.inputValue()).toBe('/sends stale');
  });

  it('opens a dialog to search, shows its errors, and what it finds', async () => {
    await page.locator('.composer textarea').fill('/send');
    await page.locator('.composer textarea').press('Enter');
    await dialog(page).getByRole('textbox').fill('98765');
    await dialog(page).locator('button[type=submit]').click();
    await expect.poll(() => dialog(page).textContent()).toMatch(/98765/);
    await saved(page, 'search');
    await page.keyboard.press('Escape');
  });

  it('asks to cancel a gift, and answers as operations', async () => {
    const card = await asks(page, '/send 2017');
    await card.locator('button', { hasText: 'Cancel…' }).click();
    await dialog(page).locator('textarea, input').first().fill('Wrong address');
    await dialog(page).locator('button[type=submit]').click();
    await dialog(page).locator('button[type=submit]').waitFor({ state: 'detached' });
    await saved(page, 'cancel');
    await page.keyboard.press('Escape');
    const play = page.getByRole('form', { name: 'Answer a cancel request' });
    await play.getByRole('button').click();
    await page.locator('.conversation > header').getByText('gift-ops').waitFor();
    const request = page.locator('.conversation .message', { hasText: '#2017' });
    await request.locator('button', { hasText: 'Done' }).click();
    await request.locator('button', { hasText: 'Done' }).waitFor({ state: 'detached' });
    await becomes(page, 'Sam Lee');
    await opens(page, 'general');
    expect(await (await asks(page, '/send 2017')).textContent()).toContain('Canceled');
  });

  it('hears of a gift that moves, in its own conversation, with what is unread counted', async () => {
    await opens(page, 'general');
    const play = page.getByRole('form', { name: 'Move a gift on' });
    await play.locator('select').nth(0).selectOption('2002');
    await play.locator('select').nth(1).selectOption('SHIPPED');
    await play.getByRole('button').click();
    await play.getByText('The bot answered 200').waitFor();
    await page.getByRole('navigation', { name: 'Conversations' }).getByLabel(/unread/).first().waitFor();
    await opens(page, 'Send Tracker');
    if (await page.getByRole('tab', { name: 'Messages' }).count() > 0) await page.getByRole('tab', { name: 'Messages' }).click();
    await page.locator('.conversation .message', { hasText: 'Olivia Haas' }).first().waitFor();
    await expect.poll(() => page.getByRole('navigation', { name: 'Conversations' }).getByLabel(/unread/).count()).toBe(0);
    await saved(page, 'notice');
  });

  it('opens Home, asks its buttons, and sees it change by itself', async () => {
    await becomes(page, 'Ben Carter');
    await opens(page, 'Send Tracker');
    await page.getByRole('tab', { name: 'Home' }).click();
    const home = page.getByRole('region', { name: 'Home' });
    for (const title of ['Your gifts', 'What needs you first', 'Your teams']) await home.getByRole('heading', { name: title }).waitFor();
    await saved(page, 'home');
    await home.getByRole('button', { name: 'What is stuck' }).click();
    await dialog(page).getByText('stuck').first().waitFor();
    await dialog(page).getByRole('button', { name: 'Close dialog' }).click();
    const before = await home.textContent();
    await home.getByRole('button', { name: 'Next' }).click();
    await home.getByText('Page 2').waitFor();
    expect(await home.textContent()).not.toBe(before);
  });

  it('loses nothing when the page is loaded anew or the bot is started again', async () => {
    const list = await asks(page, '/sends mine status:shipped');
    const text = await list.locator('.blocks').textContent();
    await page.reload();
    await newest(page).waitFor();
    expect(await newest(page).locator('.blocks').textContent()).toBe(text);
    await page.getByRole('form', { name: 'Restart the bot' }).getByRole('button').click();
    await page.getByText('It was away for').waitFor();
    await newest(page).getByRole('button', { name: 'More actions' }).first().click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    await dialog(page).getByText('Send info').waitFor();
    await page.keyboard.press('Escape');
  });

  it('plays the outside world, and lists what the bot did', async () => {
    const panel = page.getByRole('complementary', { name: 'Control panel' });
    await panel.getByRole('form', { name: 'Send a forged request' }).getByRole('button').click();
    await panel.getByText('The bot answered 401').waitFor();
    const trouble = panel.getByRole('form', { name: 'Slack misbehaves' });
    await trouble.getByRole('combobox').selectOption('503');
    await trouble.getByRole('button').click();
    await panel.getByText('Ask the bot something').waitFor();
    await page.locator('.composer textarea').fill('/sends mine');
    await page.locator('.composer textarea').press('Enter');
    await panel.getByRole('tab', { name: 'Network' }).click();
    await panel.getByText('http_503').first().waitFor();
    await panel.getByRole('log').locator('summary').first().click();
    await panel.locator('details[open]').getByText('Sent', { exact: true }).first().waitFor();
    expect(await panel.getByRole('log').locator('summary').first().textContent()).toMatch(/\d+ ms$/);
    await saved(page, 'network');
  });

  it('is readable in the dark, and has a name for everything that can be used', async () => {
    await page.getByRole('button', { name: 'Dark' }).click();
    await asks(page, '/sends mine');
    await saved(page, 'dark');
    const colours = await newest(page).evaluate((element) => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]);
    expect(colours).toEqual(['rgb(209, 210, 211)', 'rgb(26, 29, 33)']);
    const nameless = await page.locator('button, input, select, textarea').evaluateAll((elements) =>
      elements.filter((element) => !(element.textContent || element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.closest('label'))).map((element) => element.outerHTML));
    expect(nameless).toEqual([]);
  });

  it('asked for nothing outside this machine, and nothing went wrong on the page', () => {
    expect(at.browser.outside).toEqual([]);
    expect(at.browser.problems).toEqual([]);
  });
});
