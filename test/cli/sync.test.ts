import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { CliDeps } from '../../src/cli/deps.ts';
import type { Environment } from '../../src/config.ts';
import { type LocalProvider, startLocalProvider } from '../../src/sandbox/provider/index.ts';
import { type LocalSlack, startLocalSlack } from '../../src/sandbox/slack/index.ts';
import { NEEDED_SCOPES } from '../../src/slack/doctor.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { someDeps } from './someDeps.ts';

const now = new Date('2026-11-20T12:00:00Z');

describe.each([quickest])('the operator, on $name', ({ open }) => {
  let db: TestDatabase;
  let provider: LocalProvider;
  let slack: LocalSlack;
  beforeEach(async () => {
    db = await open();
    provider = await startLocalProvider({ limits: 'none', clock: () => now });
    slack = await startLocalSlack({ commands: {}, socketMode: false, app: { scopes: [...NEEDED_SCOPES] } });
  });
  afterEach(async () => {
    await Promise.all([provider.stop(), slack.stop()]);
    await db.drop();
  });

  const reachable = (): Environment => ({ SENDOSO_API_URL: provider.apiUrl, SENDOSO_ACCESS_TOKEN: provider.oauth.grant() });
  const complete = (): Environment => ({
    ...reachable(), SLACK_BOT_TOKEN: slack.app.token, SLACK_API_URL: slack.apiUrl, SLACK_SIGNING_SECRET: 'a-signing-secret', ADMIN_EMAILS: 'ana@corp.example',
  });
  const call = async (words: readonly string[], env: Environment = reachable(), over: Partial<CliDeps> = {}) => {
    const printed: string[] = [];
    const complaints: string[] = [];
    const code = await run(someDeps(db.store, (line) => printed.push(line), { env, clock: () => now, ...over }), words, (line) => complaints.push(line));
    return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
  };

  it('syncs: all the first time, then what is new, and all again with --full', async () => {
    for (let i = 0; i < 120; i++) provider.add.send();
    const drawn: string[] = [];
    expect(await call(['sync'], reachable(), { terminal: { write: (text) => void drawn.push(text) } })).toMatchObject({ code: 0, printed: '220 entries read: 120 new, 0 changed, 100 unchanged.' });
    expect(drawn.join('')).toContain('page 2, 120 of 120 sends read');
    provider.add.send();
    expect(await call(['sync'])).toMatchObject({ code: 0, printed: '121 entries read: 1 new, 0 changed, 120 unchanged.' });
    expect(await call(['sync', '--full'])).toMatchObject({ code: 0, printed: '221 entries read: 0 new, 0 changed, 221 unchanged.' });
  });

  it('is told why a sync cannot be', async () => {
    expect(await call(['sync'], {})).toMatchObject({ code: 1, complaints: expect.stringContaining('The provider’s API is not configured: set SENDOSO_ACCESS_TOKEN') });
    expect(await call(['sync'], { ...reachable(), SENDOSO_ACCESS_TOKEN: 'stale' })).toMatchObject({ code: 1, complaints: expect.stringContaining('does not accept SENDOSO_ACCESS_TOKEN') });
    expect(await call(['sync', '--all'])).toMatchObject({ code: 2 });
  });

  it('is told by sync how many could not be used, and by doctor which and why', async () => {
    provider.add.oddity({ status: 'Shipped' });
    provider.add.send();
    expect(await call(['sync'])).toMatchObject({ code: 1, printed: expect.stringMatching(/2 could not be used \("npm run tracker -- doctor" says why\)\.$/) });
    const { code, printed } = await call(['doctor'], complete());
    expect(code).toBe(1);
    expect(printed).toMatch(/WRONG Sends set aside: 1 could not be used: unnamed [0-9a-f]{16} has neither id nor send_gid\n {6}→ /);
  });

  it('is told by doctor that all is well', async () => {
    provider.add.send();
    await call(['sync']);
    expect(await call(['doctor'], complete())).toEqual({
      code: 0, complaints: '',
      printed: [
        'ok    Configuration: complete; Slack reaches the bot over HTTP',
        'ok    Database: answers, and its schema is up to date',
        `ok    Slack: "${slack.team.name}" lets us in, with every permission the bot needs`,
        'ok    Provider: its API answers, to us as admin',
        'ok    Sendoso (people, groups and campaigns): last read 2026-11-20T12:00:00.000Z',
        'ok    Sendoso (the daily reading of all sends): last read 2026-11-20T12:00:00.000Z',
        'Nothing is wrong.',
      ].join('\n'),
    });
  });

  it('sees by doctor whether the provider lets it in before anything was read', async () => {
    const { printed } = await call(['doctor'], complete());
    expect(printed).toContain('ok    Provider: its API answers, to us as admin\nnote  Data: none has come in yet\nNothing is wrong.');
    expect((await call(['doctor'], { ...complete(), SENDOSO_ACCESS_TOKEN: 'stale' })).printed).toContain('WRONG Provider: The provider does not accept SENDOSO_ACCESS_TOKEN');
    provider.add.send();
    expect(await call(['sync'])).toMatchObject({ code: 0 });
    expect(await db.store.workspaces.all()).toHaveLength(1);
  });

  it('is told by doctor everything that is wrong, with what to do', async () => {
    await call(['sync'], { ...reachable(), SENDOSO_ACCESS_TOKEN: 'stale' });
    const { code, printed } = await call(['doctor'], { ...reachable(), SENDOSO_ACCESS_TOKEN: 'stale' });
    expect(code).toBe(1);
    expect(printed).toContain('WRONG Configuration: These settings need attention');
    expect(printed).toContain('note  Slack: not looked at: the configuration is not complete');
    expect(printed).toContain('WRONG Provider: The provider does not accept SENDOSO_ACCESS_TOKEN');
    expect(printed).toMatch(/WRONG Sendoso .*: never read, failing since 2026-11-20T12:00:00.000Z\n {6}→ The provider does not accept/);
  });

  it('is told which permissions Slack did not give, and when its token is worth nothing', async () => {
    const poor = await startLocalSlack({ commands: {}, socketMode: false, app: { scopes: ['commands', 'chat:write'] } });
    const env = { ...complete(), SLACK_BOT_TOKEN: poor.app.token, SLACK_API_URL: poor.apiUrl };
    expect((await call(['doctor'], env)).printed).toMatch(/WRONG Slack: the bot lacks channels:read, files:read, .*users:read.email\n {6}→ Take manifest.yml over/);
    expect((await call(['doctor'], { ...env, SLACK_BOT_TOKEN: 'xoxb-wrong' })).printed).toContain('WRONG Slack: Slack does not accept SLACK_BOT_TOKEN.');
    await poor.stop();
  });

  it('has somebody sent a test message', async () => {
    const jane = slack.user({ name: 'Jane Park', email: 'jane@corp.example' });
    expect((await call(['doctor', '--send-test', 'jane@corp.example'], complete())).printed).toContain('ok    Test message: sent to jane@corp.example');
    expect(JSON.stringify(jane.sees())).toContain('Whoever runs Send Tracker wanted to see whether its messages reach you.');
    expect(await call(['doctor', '--send-test', 'nobody@corp.example'], complete())).toMatchObject({
      code: 1, printed: expect.stringContaining('WRONG Test message: Slack knows nobody with that e-mail address.'),
    });
  });
});
