import { type AppOptions, type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { createLog } from '../../src/log.ts';
import { type LocalSlack, type LocalSlackOptions, type Person, startLocalSlack } from '../../src/sandbox/slack/index.ts';
import type { MemberRecord, SendRecord, Store } from '../../src/usecases/ports.ts';
import type { TestDatabase } from '../support/databases.ts';

export const SECRET = 'a-signing-secret-of-tests';
/** When these tests begin; their clock, the tracker's and the local Slack's, stands still until it is moved. */
export const TODAY = new Date('2026-11-20T12:00:00Z');

export type FrontDoor = {
  slack: LocalSlack;
  store: Store;
  workspaceId: WorkspaceId;
  /** A member of the tracker and of Slack, tied on first contact by e-mail. */
  member(name: string, role?: MemberRecord['role'], teams?: MemberRecord['teams']): Promise<Person>;
  sends(...records: Partial<SendRecord>[]): Promise<void>;
  url: string;
  app: RunningApp;
  now(): Date;
  /** Delivers what is due; then every `person.sees()` (without a channel: their direct messages with the bot) shows it. */
  delivered(): Promise<void>;
  /** Moves the clock on, in ms, and delivers what is due by then. */
  forward(ms: number): Promise<void>;
  close(): Promise<void>;
};

export const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@corp.example`;

/** A gift of Sam Lee's to Jane Park, shipped, unless said otherwise. */
export const record = (said: Partial<SendRecord> = {}): SendRecord => ({
  names: [{ scheme: 'number', value: '1234' }],
  senderEmail: emailOf('Sam Lee'), senderName: 'Sam Lee', kind: 'Inventoried Sends', campaign: { name: 'Q4 Thank You' }, team: 'EMEA', gift: 'Mug',
  recipientName: 'Jane Park', recipientEmail: 'jane@acme.example', recipientCompany: 'Acme', recipientAddress: '1 Main St, Springfield', message: 'Thank you, Jane',
  createdAt: new Date('2026-11-10T09:00:00Z'),
  observations: [{ status: { name: 'SHIPPED' }, at: new Date('2026-11-18T10:02:00Z'), approximate: false }],
  tracking: { carrier: 'UPS', number: '1Z999AA10123456784' },
  ...said,
});
export const numbered = (number: number | string, said: Partial<SendRecord> = {}): SendRecord =>
  record({ names: [{ scheme: 'number', value: String(number) }], tracking: {}, ...said });

/** What the dialog on top says once it is filled; '' where none is open. */
export const dialogOf = async ({ modal, modalFilled }: Person): Promise<string> =>
  modal === undefined ? '' : (await modalFilled(({ visible }) => !/Looking .*…/.test(visible))).visible;

/** How Slack's requests reach the app. */
export type Over = 'HTTP' | 'Socket Mode';
export type Environment = Readonly<Record<string, string>>;

/** The 29th of February. */
const NEVER = '0 0 29 2 *';

/** A local Slack that knows our commands, and the settings of an app that talks to it. */
export const openSlack = async (over: Over, options: LocalSlackOptions = {}) => {
  const slack = await startLocalSlack({ commands: { '/send': { shouldEscape: true }, '/sends': { shouldEscape: true } }, socketMode: over === 'Socket Mode', ...options });
  const env: Environment = {
    SLACK_BOT_TOKEN: slack.app.token, SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: emailOf('Ana Ruiz'), PORT: '0', HOST: '127.0.0.1',
    // These go by the real clock: an alert at ten past the hour would be an answer nobody asked for.
    STALE_CRON: NEVER, DIGEST_CRON: NEVER,
    ...(over === 'HTTP' ? { SLACK_SIGNING_SECRET: SECRET } : { SLACK_APP_TOKEN: slack.app.appToken }),
  };
  return { slack, env };
};

type How = Partial<Pick<AppOptions, 'log' | 'slackTimeout' | 'patience' | 'pause' | 'post'>> & { over?: Over };

/** The real app on a database, in front of a local Slack. */
export const openFrontDoor = async (database: TestDatabase, settings: Environment | ((slack: LocalSlack) => Environment) = {}, { over = 'HTTP', ...how }: How = {}): Promise<FrontDoor> => {
  let now = TODAY;
  const clock = (): Date => now;
  const running: { app?: RunningApp } = {};
  const { slack, env } = await openSlack(over, { clock, worked: async () => running.app?.answered() });
  const config = readConfig({ ...env, ...(typeof settings === 'function' ? settings(slack) : settings) });
  const { store } = database;
  const app = await startApp({ config, store, clock, log: createLog(process.env['TEST_LOG'] ?? 'silent'), ...how });
  running.app = app;
  await app.connected;
  const url = `http://127.0.0.1:${app.port}/slack/events`;
  if (over === 'HTTP') slack.connect(url, SECRET);
  const workspace = await store.workspaces.bySlackId(slack.team.id);
  if (!workspace) throw new Error('the app opened no workspace');
  return {
    slack, store, url, workspaceId: workspace.id,
    member: async (name, role = 'SENDER', teams = []) => {
      await store.members.save(workspace.id, [{ email: emailOf(name), name, role, teams }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: now } });
      return slack.user({ name, email: emailOf(name) });
    },
    sends: async (...records) => {
      await store.recorder.record(workspace.id, records.map(record), { source: 'CSV', now, dryRun: false });
      await store.workspaces.markSourceRead(workspace.id, 'CSV', now);
    },
    app, now: clock,
    delivered: () => app.delivered(),
    forward: async (ms) => {
      now = new Date(now.getTime() + ms);
      await app.delivered();
    },
    close: async () => {
      await app.stop();
      await slack.stop();
    },
  };
};
