import pg from 'pg';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type LocalSlack, type Person, startLocalSlack, USUAL_LIMITS } from '../../src/sandbox/slack/index.ts';
import { openStore } from '../../src/store/open.ts';
import type { NewItem } from '../../src/usecases/ports/outbox.ts';
import type { Store } from '../../src/usecases/ports.ts';
import { signed, aSecret } from '../support/webhooks.ts';
import { memberId } from '../support/builders.ts';
import { startOurs, type Bot } from './bots.ts';
import { startChild, type Environment } from './childProcess.ts';
import { comparison, interleaved, median } from './measure.ts';
import type { Measured, Part } from './part.ts';
import { QUIET, SECRET, type Stage } from './stage.ts';

type Size = { people: number; notices: number; limited: number; idleSeconds: number; webhooks: number };
const FULL: Size = { people: 500, notices: 5000, limited: 5000, idleSeconds: 5, webhooks: 200 };
const SMALL: Size = { people: 50, notices: 500, limited: 500, idleSeconds: 2, webhooks: 40 };

const WEBHOOK_SECRET = aSecret('the bench');
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** The real bot with an outbox of its own. */
type Desk = { slack: LocalSlack; store: Store; bot: Bot; workspaceId: WorkspaceId; people: readonly Person[]; url: string; env: Environment; close(): Promise<void> };

const openDesk = async (stage: Stage, { people: count }: Size): Promise<Desk> => {
  const { url, drop } = await stage.emptyDatabase();
  const slack = await startLocalSlack();
  const env = { ...settings(slack), DATABASE_URL: url };
  const bot = await startOurs(env);
  const store = await openStore({ databaseUrl: url, dataDir: '', owner: 'the bench' });
  const { workspaceId, people } = await settle(store, slack, count);
  return {
    slack, store, bot, workspaceId, people, url, env,
    close: async () => {
      await bot.stop();
      await store.close();
      await slack.stop();
      await drop();
    },
  };
};

const settings = (slack: LocalSlack): Environment => ({
  SLACK_BOT_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: 'admin@corp.example', HOST: '127.0.0.1', SENDOSO_WEBHOOK_SECRET: WEBHOOK_SECRET, ...QUIET,
});

/** People in the bot's workspace, known to the tracker and to Slack. */
const settle = async (store: Store, slack: LocalSlack, count: number): Promise<Pick<Desk, 'workspaceId' | 'people'>> => {
  const workspaceId = (await store.workspaces.bySlackId(slack.team.id))?.id;
  if (workspaceId === undefined) throw new Error('the bot opened no workspace');
  const names = Array.from({ length: count }, (_, i) => ({ name: `Person ${i}`, email: `person${i}@corp.example` }));
  await store.members.save(workspaceId, names.map((each) => ({ ...each, role: 'SENDER', teams: [] })), { dryRun: false, by: { actor: 'operator', door: 'CLI', at: new Date() } });
  return { workspaceId, people: names.map((name) => slack.user(name)) };
};

let made = 0;
/** So many notices, spread over everybody. */
const noticesFor = async ({ store, workspaceId, people }: Pick<Desk, 'store' | 'workspaceId' | 'people'>, notices: number, now: Date): Promise<NewItem[]> => {
  const members = await Promise.all(people.map((_, i) => store.people.byEmail(workspaceId, `person${i}@corp.example`)));
  const ids = members.flatMap((member) => member?.id ?? []);
  return Array.from({ length: notices }, (_, i): NewItem => ({
    to: { member: memberId(ids[i % ids.length] ?? '') }, key: `bench:${++made}`, dueAt: now, body: { kind: 'source-health', source: `Source ${made}`, well: false, since: now, reason: 'none' },
  }));
};

/** Counts what arrives. */
const arriving = (slack: LocalSlack, clock: () => number) => {
  const times: number[] = [];
  const stop = slack.state.subscribe((change) => {
    if (change.kind === 'message' && change.how === 'posted') times.push(clock());
  });
  return { times, stop, span: (): number => (times.at(-1) ?? 0) - (times[0] ?? 0) };
};

/** Adds notices and returns how many seconds passed from the first that arrived to the last. */
const deliver = async (desk: Desk, notices: number): Promise<number> => {
  const { slack, store, workspaceId } = desk;
  const arrived = arriving(slack, () => performance.now());
  const now = new Date();
  await store.outbox.add(workspaceId, await noticesFor(desk, notices, now), now);
  // As they arrive, and not by asking the database, which has enough to do.
  while (arrived.times.length < notices) await wait(20);
  while ((await store.outbox.state(workspaceId)).waiting > 0) await wait(50);
  arrived.stop();
  if (arrived.times.length !== notices) throw new Error(`${notices} notices became ${arrived.times.length} messages`);
  return arrived.span() / 1000;
};

/** The bare loop's posts a second. */
const bareRate = async ({ env, people }: Desk, messages: number): Promise<number> => {
  const child = startChild(['dist/bench/bareLoop.js'], { ...env, USERS: people.map(({ id }) => id).join(','), MESSAGES: String(messages) });
  const line = await child.line('posted');
  await child.exited;
  return Number(line.split(' ')[1]);
};

const unlimited = async (stage: Stage, size: Size, desk: Desk): Promise<Measured> => {
  await deliver(desk, size.people); // everybody is known and has a conversation
  const rounds = Math.min(stage.sizes.rounds, 3);
  const compared = await interleaved(rounds, () => bareRate(desk, size.notices), async () => size.notices / (await deliver(desk, size.notices)));
  return { name: `${size.notices.toLocaleString('en-US')} notices to ${size.people} people, to a bare loop of chat.postMessage`, unit: 'messages/s', ...compared, floor: { atLeast: 0.6 } };
};

/** What an instance that has nothing to do asks its database, as the server counts it: in the middle one of three windows. */
const idle = async ({ idleSeconds }: Size, { url }: Desk): Promise<Measured> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const count = async (): Promise<number> => {
    const { rows } = await client.query<{ n: string }>('SELECT xact_commit + xact_rollback AS n FROM pg_stat_database WHERE datname = current_database()');
    return Number(rows[0]?.n);
  };
  await wait(2000);
  const windows: number[] = [];
  for (let i = 0; i < 3; i++) {
    const before = await count();
    await wait(idleSeconds * 1000);
    windows.push(((await count()) - before) / idleSeconds);
  }
  await client.end();
  return { name: 'queries of an idle instance (counting this one’s own)', unit: 'a second', ...comparison([{ baseline: 1, ours: median(windows) }]), floor: { atMost: 2 }, strict: true };
};

/** From a webhook to the direct message: the 95th of a hundred, to the five seconds that are promised. */
const fromWebhook = async ({ webhooks }: Size, { slack, store, workspaceId, bot }: Desk): Promise<Measured> => {
  const chosen = Array.from({ length: webhooks }, (_, i) => ({ number: String(700_000 + i), email: `person${i}@corp.example` }));
  const at = new Date(Date.now() - 60_000);
  await store.recorder.record(workspaceId, chosen.map(({ number, email }) => ({
    names: [{ scheme: 'number', value: number }, { scheme: 'provider', value: `gid-${number}` }], senderEmail: email, kind: 'Inventoried Sends', recipientName: `Friend ${number}`, createdAt: at,
    observations: [{ status: { name: 'ORDER_RECEIVED' }, at, approximate: false }],
  })), { source: 'CSV', now: at, dryRun: false });
  const arrivals = new Map<string, number>();
  const stop = slack.state.subscribe((change) => {
    const [, number] = change.kind === 'message' ? (/#(7\d{5})/.exec(change.message.text) ?? []) : [];
    if (number !== undefined && !arrivals.has(number)) arrivals.set(number, performance.now());
  });
  const took: number[] = [];
  for (const { number } of chosen) {
    const body = JSON.stringify({ send_gid: `gid-${number}`, status_changed_at: new Date().toISOString() });
    const start = performance.now();
    const answer = await fetch(bot.url.replace('/slack/events', '/webhooks/sendoso/shipped'), { method: 'POST', body, headers: signed(WEBHOOK_SECRET, body, { at: new Date() }) });
    if (!answer.ok) throw new Error(`the webhook was answered with ${answer.status}: ${await answer.text()}`);
    took.push(start);
    await wait(20);
  }
  while (arrivals.size < chosen.length) await wait(20);
  stop();
  const seconds = chosen.map(({ number }, i) => ((arrivals.get(number) ?? 0) - (took[i] ?? 0)) / 1000).toSorted((a, b) => a - b);
  const p95 = seconds[Math.ceil(seconds.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
  return { name: 'from a webhook to the direct message, p95, to what is promised', unit: 's', ...comparison([{ baseline: 5, ours: p95 }]), floor: { atMost: 1 }, strict: true };
};

/** How long Slack's limits make so many notices take at the least: buckets that begin full. In s. */
const allowed = ({ people, limited: notices }: Size): number => {
  const { channelBurst, workspacePerMinute } = USUAL_LIMITS;
  return Math.max((notices - workspacePerMinute) / (workspacePerMinute / 60), notices / people - channelBurst);
};

/** Under Slack's usual limits, by a clock that stands still while there is something to do: what is measured is how well the limits are used. */
const limited = async (stage: Stage, size: Size): Promise<Measured> => {
  const { url, drop } = await stage.emptyDatabase();
  let now = new Date();
  const clock = (): Date => now;
  const slack = await startLocalSlack({ limits: USUAL_LIMITS, clock });
  const store = await openStore({ databaseUrl: url, dataDir: '', owner: 'the bench' });
  const betweenLooks = async (ms: number): Promise<void> => {
    await slack.idle({ quietMs: 12 });
    now = new Date(now.getTime() + ms);
  };
  const app = await startApp({ config: readConfig({ ...settings(slack), PORT: '0' }), store, clock, log: createLog('silent'), betweenLooks });
  try {
    await app.connected;
    const desk = { store, ...(await settle(store, slack, size.people)) };
    const arrived = arriving(slack, () => now.getTime());
    await store.outbox.add(desk.workspaceId, await noticesFor(desk, size.limited, now), now);
    while ((await store.outbox.state(desk.workspaceId)).waiting > 0) await wait(200);
    if (arrived.times.length !== size.limited) throw new Error(`${size.limited} notices became ${arrived.times.length} messages`);
    const compared = comparison([{ baseline: allowed(size), ours: arrived.span() / 1000 }]);
    const name = `${size.limited.toLocaleString('en-US')} notices to ${size.people} people, to what Slack’s limits allow, by its clock`;
    return { name, unit: 's', ...compared, floor: { atMost: 1.1 }, strict: true };
  } finally {
    await app.stop();
    await slack.stop();
    await drop();
  }
};

/** What leaves by itself: how fast, under limits and without, and what it costs when there is nothing to say. */
export const delivering: Part = {
  name: 'e',
  on: ['PostgreSQL'],
  measure: async (stage) => {
    const size = stage.small ? SMALL : FULL;
    const desk = await openDesk(stage, size);
    try {
      const quiet = await idle(size, desk);
      return [await unlimited(stage, size, desk), await limited(stage, size), quiet, await fromWebhook(size, desk)];
    } finally {
      await desk.close();
    }
  },
};
