import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { startLocalSlack, type LocalSlack, type Person } from '../../../src/sandbox/slack/index.ts';

let slack: LocalSlack;
let ana: Person;
let web: WebClient;
beforeEach(async () => {
  slack = await startLocalSlack();
  ana = slack.user({ name: 'Ana Ruiz' });
  web = new WebClient(slack.app.token, { slackApiUrl: slack.apiUrl, logLevel: LogLevel.ERROR, retryConfig: { retries: 0 } });
});
afterEach(() => slack.stop());

const announced = z.object({ upload_url: z.string(), file_id: z.string() });
const announce = async (length = 3): Promise<z.output<typeof announced>> => announced.parse(await web.files.getUploadURLExternal({ filename: 'a.csv', length }));
const refusal = (asking: Promise<unknown>): Promise<string> => asking.then(() => 'taken', (error: unknown) => String(error));
const dm = async (): Promise<string> => (await web.conversations.open({ users: ana.id })).channel?.id ?? '';

it('takes a file in three steps and posts it, as the SDK does it', async () => {
  await web.filesUploadV2({ channel_id: await dm(), initial_comment: 'Your export', filename: 'sends.csv', title: 'Sends', file: Buffer.from('Send ID\n1234\n') });
  const [message] = ana.sees();
  expect(message?.text).toBe('Your export');
  expect(message?.files.map(({ name, title, content }) => [name, title, String(content)])).toEqual([['sends.csv', 'Sends', 'Send ID\n1234\n']]);
  expect(slack.usedScopes()).toEqual(['files:write', 'im:write']);
});

it('is no file until it is uploaded and completed', async () => {
  const { upload_url, file_id } = await announce();
  expect(await refusal(web.files.completeUploadExternal({ files: [{ id: file_id }] }))).toContain('file_not_found');
  expect((await fetch(upload_url, { method: 'POST', body: 'too long' })).status).toBe(400);
  expect(await (await fetch(upload_url, { method: 'POST', body: 'a,b' })).text()).toBe('OK - 3');
  expect((await fetch(upload_url, { method: 'POST', body: 'a,b' })).status).toBe(404);
  expect(await refusal(web.files.info({ file: file_id }))).toContain('file_not_found');
  await web.files.completeUploadExternal({ files: [{ id: file_id, title: 'A' }] });
  expect((await web.files.info({ file: file_id })).file).toMatchObject({ id: file_id, name: 'a.csv', title: 'A', size: 3 });
  expect(ana.sees()).toEqual([]);
});

it('lists, gives out to whoever holds the token, and deletes', async () => {
  for (const name of ['1', '2', '3']) await web.filesUploadV2({ filename: `${name}.csv`, content: name, channel_id: await dm() });
  const { files = [], paging } = await web.files.list({ count: 2 });
  expect([files.map(({ name }) => name), paging?.pages]).toEqual([['3.csv', '2.csv'], 2]);
  const url = files[0]?.url_private_download ?? '';
  expect(await (await fetch(url, { headers: { authorization: `Bearer ${slack.app.token}` } })).text()).toBe('3');
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
  await web.files.delete({ file: files[0]?.id ?? '' });
  expect((await fetch(url, { headers: { authorization: `Bearer ${slack.app.token}` } })).status).toBe(404);
  expect((await web.files.list({})).files).toHaveLength(2);
});

it('refuses what Slack refuses', async () => {
  const { upload_url, file_id } = await announce();
  await fetch(upload_url, { method: 'POST', body: 'a,b' });
  expect(await refusal(web.files.completeUploadExternal({ files: [{ id: file_id }], channel_id: 'C0' }))).toContain('channel_not_found');
  slack.app.scopes = ['files:read'];
  expect(await refusal(announce())).toContain('missing_scope');
  slack.misbehave({ on: 'upload', fails: { kind: 'http', status: 500 } });
  expect((await fetch(upload_url, { method: 'POST', body: 'a,b' })).status).toBe(500);
});
