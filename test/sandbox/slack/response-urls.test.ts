import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalSlack, type LocalSlack, type Person } from '../../../src/sandbox/slack/index.ts';
import { startListeningPost, type ListeningPost } from './listening-post.ts';

let now = new Date('2026-11-02T09:00:00Z');
let slack: LocalSlack;
let post: ListeningPost;
let ana: Person;
beforeEach(async () => {
  now = new Date('2026-11-02T09:00:00Z');
  slack = await startLocalSlack({ clock: () => now });
  post = await startListeningPost(slack);
  ana = slack.user({ name: 'Ana Ruiz' });
});
afterEach(async () => {
  await post.stop();
  await slack.stop();
});

const urlOfCommand = async (): Promise<string> => {
  await ana.typesRaw('/x');
  return post.form().get('response_url') ?? '';
};
const answer = async (url: string, body: unknown): Promise<[number, string]> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return [response.status, await response.text()];
};
const seen = (person: Person): string[] => person.sees('general').map(({ text }) => text);

it('takes five answers, for the asker only unless in_channel', async () => {
  const ben = slack.user({ name: 'Ben' });
  const url = await urlOfCommand();
  expect(await answer(url, { text: '1' })).toEqual([200, 'ok']);
  await answer(url, { text: '2', response_type: 'in_channel' });
  for (const text of ['3', '4', '5']) await answer(url, { text });
  expect(await answer(url, { text: '6' })).toEqual([404, '{"ok":false,"error":"used_url"}']);
  expect([seen(ana), seen(ben)]).toEqual([['1', '2', '3', '4', '5'], ['2']]);
});

it('lives thirty minutes', async () => {
  const url = await urlOfCommand();
  now = new Date(now.getTime() + 30 * 60_000);
  expect((await answer(url, { text: 'just' }))[0]).toBe(200);
  now = new Date(now.getTime() + 1);
  expect(await answer(url, { text: 'late' })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
  expect((await answer(`${url}x`, { text: 'no' }))[0]).toBe(404);
});

it('replaces or deletes what it posted', async () => {
  const url = await urlOfCommand();
  await answer(url, { text: 'one' });
  await answer(url, { text: 'two', replace_original: true });
  expect(seen(ana)).toEqual(['two']);
  await answer(url, { delete_original: true });
  expect(seen(ana)).toEqual([]);
});

it('refuses bad blocks with HTTP 400, and shows nothing', async () => {
  const [status, body] = await answer(await urlOfCommand(), { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }] });
  expect([status, JSON.parse(body)]).toMatchObject([400, { error: 'invalid_blocks', errors: ['must be more than 0 characters [json-pointer:/blocks/0/text/text]'] }]);
  expect(await answer(await urlOfCommand(), {})).toEqual([400, '{"ok":false,"error":"no_text"}']);
  expect(seen(ana)).toEqual([]);
  expect(slack.invalid).toHaveLength(1);
});
