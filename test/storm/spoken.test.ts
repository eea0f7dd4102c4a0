import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalSlack, startLocalSlack } from '../../src/sandbox/slack/index.ts';
import { randomOf } from '../../src/sandbox/world/random.ts';
import type { NewItem } from '../../src/usecases/ports/outbox.ts';
import { memberId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { SEED } from '../support/seed.ts';
import { type Bot, botOf, ROOT } from './storm.ts';

/** How often the bot is killed: STORM_KILLS=30 takes some minutes. */
const KILLS = Number(process.env['STORM_KILLS'] ?? 3);
const PEOPLE = 25;
/** Longer than anybody keeps a mailbox, or a call can be on its way: between two lives that much time passes. In ms. */
const BETWEEN_LIVES = 90_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

describe.each(databases.filter(({ name }) => name === 'PostgreSQL'))(`killed ${KILLS} times while it speaks, by a Slack that fails a tenth of what it does (seed ${SEED}), on $name`, ({ open }) => {
  let folder: string;
  let db: TestDatabase;
  let slack: LocalSlack;
  let bot: Bot | undefined;
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  beforeEach(async () => {
    // Two folders below the root, as the bot is: packages and migrations are found from there.
    await mkdir(path.join(ROOT, 'dist'), { recursive: true });
    folder = await mkdtemp(path.join(ROOT, 'dist', 'speaker-'));
    buildSync({ entryPoints: [path.join(ROOT, 'test/storm/speaker.ts')], bundle: true, platform: 'node', format: 'esm', packages: 'external', outdir: folder });
    db = await open();
    slack = await startLocalSlack({ clock: now });
  }, 60_000);
  afterEach(async () => {
    await bot?.kill();
    await slack.stop();
    await db.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('says everything once: nothing lost, nothing twice, counted by Slack', async () => {
    const dice = randomOf(SEED, 1);
    const { id: workspace } = await db.store.workspaces.create('Corp', slack.team.id);
    const names = Array.from({ length: PEOPLE }, (_, i) => ({ name: `Person ${i}`, email: `person${i}@corp.example` }));
    await db.store.members.save(workspace, names.map((each) => ({ ...each, role: 'SENDER', teams: [] })), { dryRun: false, by: { actor: 'operator', door: 'CLI', at: new Date() } });
    for (const each of names) slack.user(each);
    const ids = (await db.query("SELECT id FROM members WHERE email LIKE 'person%' ORDER BY email", [])).map(({ id }) => String(id));
    for (const [i, fails] of ([{ kind: 'http', status: 503, done: true }, { kind: 'reset', done: true }, { kind: 'half the json' }, { kind: 'silence', done: true }] as const).entries()) {
      slack.misbehave({ on: 'chat.postMessage', fails, chance: 1 / 40, seed: SEED + i });
    }
    let added = 0;
    const live = async (): Promise<Bot> => {
      ahead += BETWEEN_LIVES;
      bot = botOf({
        DATABASE_URL: db.url ?? '', SLACK_BOT_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: 'signing-secret', SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: 'ana.ruiz@corp.example', PORT: '0', HOST: '127.0.0.1', AHEAD: String(ahead),
      }, folder, path.join(folder, 'speaker.js'));
      await bot.start();
      return bot;
    };
    const load = (each: number): Promise<void> => db.store.outbox.add(workspace, ids.flatMap((member) => Array.from({ length: each }, (): NewItem => {
      const n = added++;
      return { to: { member: memberId(member) }, key: `k${n}`, dueAt: now(), body: { kind: 'source-health', source: `S${n}.`, well: false, since: now(), reason: 'none' } };
    })), now());
    for (let kill = 0; kill < KILLS; kill++) {
      const life = await live();
      const before = slack.state.messages.all.length;
      await load(5);
      // Not before it has said something, and then at any moment.
      while (slack.state.messages.all.length === before) await pause(2);
      await pause(dice.int(0, 250));
      await life.kill();
    }
    // What was failed until now is still in doubt; nothing else goes wrong.
    slack.behave();
    const waiting = async (): Promise<number> => (await db.store.outbox.state(workspace)).waiting;
    for (let life = await live(); (await waiting()) > 0; life = await live()) {
      for (let i = 0; i < 100 && (await waiting()) > 0; i++) await pause(50);
      await life.stop();
    }
    const said = new Map<string, number>();
    for (const { text } of slack.state.messages.all) {
      const [source = ''] = /S\d+\./.exec(text) ?? [];
      said.set(source, (said.get(source) ?? 0) + 1);
    }
    const { dead } = await db.store.outbox.state(workspace);
    expect({ lost: added - said.size, twice: [...said.values()].filter((count) => count > 1).length, dead }).toEqual({ lost: 0, twice: 0, dead: 0 });
  }, 60_000 + KILLS * 20_000);
});
