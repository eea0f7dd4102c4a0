import { webApi } from '@slack/bolt';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDirectory, type Directory } from '../../src/slack/directory.ts';
import { slackUserId } from './slackUserId.ts';

const USER = slackUserId('U0SAM');
const SAM = { ok: true, user: { id: 'U0SAM', team_id: 'T0HERE', real_name: 'Sam Lee', tz: 'Asia/Kolkata', is_email_confirmed: true, profile: { email: 'sam@corp.example' } } };

let now: number;
let asked: number;
let answers: () => Response;
let directory: Directory;
beforeEach(() => {
  now = 0;
  asked = 0;
  answers = () => Response.json(SAM);
  const web = new webApi.WebClient('xoxb-test', {
    retryConfig: { retries: 0 }, logger: quiet,
    fetch: async () => {
      asked++;
      return answers();
    },
  });
  directory = createDirectory(web, () => new Date(now));
});
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, setLevel: () => {}, getLevel: () => webApi.LogLevel.ERROR, setName: () => {} };

describe('what Slack says of a user', () => {
  it('is asked once for many questions at once and for five minutes', async () => {
    const all = await Promise.all([directory.get(USER), directory.get(USER), directory.get(USER)]);
    now = 4 * 60_000;
    all.push(await directory.get(USER));
    expect(all).toEqual(Array.from({ length: 4 }, () => all[0]));
    expect(all[0]).toMatchObject({ homes: ['T0HERE'], email: 'sam@corp.example', emailConfirmed: true, timeZone: expect.stringMatching(/^Asia\/(Kolkata|Calcutta)$/) });
    expect(asked).toBe(1);
    now = 5 * 60_000;
    await directory.get(USER);
    expect(asked).toBe(2);
  });

  it('is asked afresh once it changed', async () => {
    await directory.get(USER);
    directory.forget(USER);
    await directory.get(USER);
    expect(asked).toBe(2);
  });

  it('is not remembered when Slack did not answer', async () => {
    answers = () => new Response('', { status: 503 });
    await expect(directory.get(USER)).rejects.toThrow('503');
    answers = () => Response.json(SAM);
    expect(await directory.get(USER)).toBeDefined();
  });

  it('is nothing for a user Slack does not show, and UTC for a zone nobody knows', async () => {
    answers = () => Response.json({ ok: false, error: 'user_not_found' });
    expect(await directory.get(USER)).toBeUndefined();
    directory.forget(USER);
    answers = () => Response.json({ ok: true, user: { ...SAM.user, tz: 'Mars/Olympus' } });
    expect(await directory.get(USER)).toMatchObject({ timeZone: 'UTC' });
  });
});
