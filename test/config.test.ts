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

describe('where cancels go', () => {
  const signed = { ...NEEDED, SLACK_SIGNING_SECRET: 'a-signing-secret' };
  const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;

  it('is a hand-off unless set by hand', () => {
    expect(readConfig(signed).cancelling).toEqual({ mode: 'handoff' });
    for (const mode of ['handoff', 'tracker', 'off']) expect(readConfig({ ...signed, CANCEL_MODE: mode }).cancelling).toEqual({ mode });
    expect(problems({ ...signed, CANCEL_MODE: 'maybe' })).toEqual(['CANCEL_MODE']);
  });

  it('by webhook needs an https address and a secret; what is missing is listed with everything else', () => {
    expect(problems({ CANCEL_MODE: 'webhook', PORT: 'no' }).toSorted()).toEqual(['ADMIN_EMAILS', 'CANCEL_WEBHOOK_SECRET', 'CANCEL_WEBHOOK_URL', 'PORT', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']);
    const set = { ...signed, CANCEL_MODE: 'webhook', CANCEL_WEBHOOK_URL: 'https://corp.example/cancel', CANCEL_WEBHOOK_SECRET: secret };
    expect(readConfig(set).cancelling).toMatchObject({ mode: 'webhook', url: 'https://corp.example/cancel' });
    expect(problems({ ...set, CANCEL_WEBHOOK_URL: 'http://corp.example/cancel' })).toEqual(['CANCEL_WEBHOOK_URL']);
    for (const wrong of ['secret', `shipped=${secret}`, 'whsec_c2hvcnQ=']) expect(problems({ ...set, CANCEL_WEBHOOK_SECRET: wrong })).toEqual(['CANCEL_WEBHOOK_SECRET']);
  });

  it('takes approvers by e-mail, a contact that people can reach, and a cron pattern', () => {
    expect(readConfig({ ...signed, CANCEL_APPROVERS: 'Olga@corp.example, tom@corp.example' }).approvers).toEqual(new Set(['olga@corp.example', 'tom@corp.example']));
    expect(problems({ ...signed, CANCEL_APPROVERS: 'olga', SUPPORT_CONTACT: 'http://support.example', RECONCILE_CRON: 'often' })).toEqual(['CANCEL_APPROVERS', 'SUPPORT_CONTACT', 'RECONCILE_CRON']);
    for (const contact of ['support@provider.example', 'https://support.example/new']) expect(readConfig({ ...signed, SUPPORT_CONTACT: contact }).supportContact).toBe(contact);
  });
});

describe('how the provider lets us in', () => {
  const bot = { ...NEEDED, SLACK_APP_TOKEN: 'xapp-1' };
  const chain = { SENDOSO_CLIENT_ID: 'id', SENDOSO_CLIENT_SECRET: 'secret', SENDOSO_REFRESH_TOKEN: 'refresh', TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') };

  it('is not at all, by a token, or by a refresh token with its client and a key', () => {
    expect(readConfig(bot).provider.access).toBeUndefined();
    expect(readConfig({ ...bot, SENDOSO_ACCESS_TOKEN: 'token' }).provider).toEqual({ apiUrl: 'https://app.sendoso.com/api/v3', access: { kind: 'token', token: 'token' } });
    expect(readConfig({ ...bot, ...chain }).provider.access).toMatchObject({ kind: 'refresh', client: { id: 'id', secret: 'secret' }, refreshToken: 'refresh' });
    expect(readConfig({ ...bot, ...chain, TOKEN_ENCRYPTION_KEY: '07'.repeat(32) }).provider.access).toEqual(readConfig({ ...bot, ...chain }).provider.access);
  });

  it('is complete or refused, with all that is missing', () => {
    expect(problems({ ...bot, SENDOSO_REFRESH_TOKEN: 'refresh' })).toEqual(['SENDOSO_CLIENT_ID', 'SENDOSO_CLIENT_SECRET', 'TOKEN_ENCRYPTION_KEY']);
    expect(problems({ ...bot, ...chain, SENDOSO_ACCESS_TOKEN: 'token' })).toEqual(['SENDOSO_ACCESS_TOKEN']);
    expect(problems({ ...bot, ...chain, TOKEN_ENCRYPTION_KEY: 'short' })).toEqual(['TOKEN_ENCRYPTION_KEY']);
    expect(problems({ ...bot, SENDOSO_API_URL: 'http://app.sendoso.com/api/v3', SYNC_CRON: 'often', SWEEP_CRON: '99 * * * *' })).toEqual(['SENDOSO_API_URL', 'SYNC_CRON', 'SWEEP_CRON']);
    expect(readConfig({ ...bot, SYNC_CRON: '*/30 * * * * *' }).crons).toEqual({ sync: '*/30 * * * * *', sweep: '23 3 * * *' });
  });
});
