import { describe, expect, it } from 'vitest';
import { type Environment, readConfig } from '../src/config.ts';

const NEEDED = { SLACK_BOT_TOKEN: 'xoxb-1', ADMIN_EMAILS: 'ana@corp.example' };
const problems = (env: Environment): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return String(error).split('\n').slice(1).map((line) => line.trim().split(' ', 1)[0] ?? '');
  }
};

describe('how Slack reaches the bot', () => {
  it('is over HTTP with a signing secret, and over Socket Mode with an app-level token, whatever else is set', () => {
    const signed = { ...NEEDED, SLACK_SIGNING_SECRET: 'a-signing-secret' };
    expect(readConfig(signed).door).toEqual({ kind: 'http', signingSecret: 'a-signing-secret' });
    expect(readConfig({ ...NEEDED, SLACK_APP_TOKEN: 'xapp-1' }).door).toEqual({ kind: 'socket', appToken: 'xapp-1' });
    expect(readConfig({ ...signed, SLACK_APP_TOKEN: 'xapp-1' }).door).toEqual({ kind: 'socket', appToken: 'xapp-1' });
    expect(readConfig({ ...signed, SLACK_APP_TOKEN: ' ' }).door.kind).toBe('http');
  });

  it('needs one of the two; every problem is listed at once', () => {
    expect(problems({})).toEqual(['SLACK_BOT_TOKEN', 'ADMIN_EMAILS', 'SLACK_SIGNING_SECRET']);
    expect(problems({ SLACK_APP_TOKEN: 'xoxb-1', PORT: 'no' })).toEqual(['SLACK_BOT_TOKEN', 'ADMIN_EMAILS', 'PORT', 'SLACK_APP_TOKEN']);
    expect(problems({ ...NEEDED, SLACK_SIGNING_SECRET: 'short' })).toEqual(['SLACK_SIGNING_SECRET']);
  });
});
