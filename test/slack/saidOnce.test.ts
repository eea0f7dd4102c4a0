import { afterEach, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { createLog } from '../../src/log.ts';
import { type LocalSlack, type Person, startLocalSlack } from '../../src/sandbox/slack/index.ts';
import { backgroundClient } from '../../src/slack/bolt.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { createPlaces } from '../../src/slack/places.ts';
import { createCharts } from '../../src/slack/charts.ts';
import { createPublishHome } from '../../src/slack/publishHome.ts';
import { slackPeople } from '../../src/slack/slackPeople.ts';
import { openStore } from '../../src/store/open.ts';
import { deliverOutbox, type Delivery } from '../../src/usecases/deliverOutbox.ts';
import type { NewItem } from '../../src/usecases/ports/outbox.ts';
import type { SendRecord, Store } from '../../src/usecases/ports.ts';
import { memberId } from '../support/builders.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { type Fate, fateOf, mortal } from '../support/mortal.ts';
import { SEED } from '../support/seed.ts';
import { emailOf, numbered } from './frontDoor.ts';

const KILLS = 100;
const PEOPLE = 25;
const THRESHOLDS = { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };
/** Short enough for a test; nothing here waits for it but what is limited by it. */
const PATIENCE = 10_000;

/** Numbers from 0 to 1, the same in every run. */
const dice = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
};

/** Several instances that are killed again and again while there is work, and a Slack that fails. */
class Trouble {
  now = new Date('2026-11-20T12:00:00Z');
  kills = 0;
  added = 0;
  readonly clock = (): Date => this.now;
  readonly roll = dice(SEED);
  private readonly ending: Promise<unknown>[] = [];
  private constructor(readonly db: TestDatabase, readonly stores: readonly Store[], readonly slack: LocalSlack, readonly workspace: WorkspaceId, readonly people: readonly Person[]) {}

  static async begin(db: TestDatabase): Promise<Trouble> {
    const others = db.url === undefined ? [db.store, db.store] : [await openStore({ databaseUrl: db.url, dataDir: '', owner: 'b' }), await openStore({ databaseUrl: db.url, dataDir: '', owner: 'c' })];
    const box: { trouble?: Trouble } = {};
    const slack = await startLocalSlack({ clock: () => box.trouble?.now ?? new Date('2026-11-20T12:00:00Z') });
    const workspace = (await db.store.workspaces.create('Corp', slack.team.id)).id;
    const names = Array.from({ length: PEOPLE }, (_, i) => `Person ${i}`);
    const by = { actor: 'operator', door: 'CLI', at: new Date('2026-11-20T12:00:00Z') } as const;
    await db.store.members.save(workspace, names.map((name) => ({ email: emailOf(name), name, role: 'SENDER', teams: [] })), { dryRun: false, by });
    const people = names.map((name) => slack.user({ name, email: emailOf(name) }));
    box.trouble = new Trouble(db, [db.store, ...others], slack, workspace, people);
    return box.trouble;
  }

  /** An instance that is killed within so many of its calls; undefined: it lives. */
  private instance(store: Store, fate: Fate | undefined): Delivery {
    const access = { token: this.slack.app.token, apiUrl: this.slack.apiUrl, log: createLog('silent'), timeout: PATIENCE };
    const web = backgroundClient(access);
    const directory = createDirectory(web, this.clock);
    const [messenger, people] = [createMessenger(web, createPublishHome(web, createCharts(false, 'on Home', access.log)), PATIENCE), slackPeople(web, directory, this.slack.team.id)];
    const dying = <T extends object>(port: T): T => (fate ? mortal(port, fate) : port);
    return deliverOutbox({
      ...store, outbox: dying(store.outbox), addressees: dying(store.addressees), notices: dying(store.notices), sends: dying(store.sends), messenger: dying(messenger), slackPeople: dying(people), places: createPlaces(web, this.clock),
      clock: this.clock, thresholds: THRESHOLDS, cancelMode: 'handoff', notifications: true, opsChannel: undefined, signal: new AbortController().signal, told: () => undefined, failed: () => undefined,
    })(this.workspace);
  }

  /** One instance works until nothing is due, or until it is killed. */
  private async work(store: Store, fate: Fate | undefined): Promise<void> {
    const delivery = this.instance(store, fate);
    const working = async (): Promise<void> => {
      for (let claims = await delivery.claim(4); claims.length > 0; claims = await delivery.claim(4)) await Promise.all(claims.map((claim) => delivery.workAt(claim)));
    };
    const killed = fate?.died.then(() => (this.kills += 1));
    await Promise.race([working(), ...(killed ? [killed] : [])]);
    this.ending.push(...(fate?.ending ?? []));
  }

  /** All instances at once, killed within so many calls, and time passes: never so much that a call on its way would be thought to be over. */
  async round(within: number | undefined): Promise<void> {
    await Promise.all(this.stores.map((store) => this.work(store, within === undefined ? undefined : fateOf(this.roll, within))));
    await Promise.all(this.ending.splice(0));
    this.now = new Date(this.now.getTime() + 5_000);
  }

  async until(done: () => Promise<boolean> | boolean, within: number | undefined, most = 1000): Promise<void> {
    for (let i = 0; !(await done()); i++) {
      if (i === most) throw new Error(`not done after ${most} rounds: ${JSON.stringify(await this.db.store.outbox.state(this.workspace))}`);
      await this.round(within);
    }
  }

  settled = async (): Promise<boolean> => (await this.db.store.outbox.state(this.workspace)).waiting === 0;
  /** How often each text was said in direct messages. */
  said = (text: RegExp): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { text: said } of this.slack.state.messages.all) {
      const [found] = text.exec(said) ?? [];
      if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    return counts;
  };

  async end(): Promise<void> {
    await this.slack.stop();
    if (this.db.url !== undefined) for (const store of this.stores.slice(1)) await store.close();
    await this.db.drop();
  }
}

describe.each([quickest])('whatever happens between Slack’s taking and our recording, on $name', ({ open }) => {
  let trouble: Trouble;
  afterEach(() => trouble.end());

  const members = async (): Promise<string[]> =>
    (await trouble.db.query("SELECT id FROM members WHERE workspace_id = $1 AND email LIKE 'person%' ORDER BY email", [trouble.workspace])).map((row) => String(row['id']));
  const misbehave = (): void => {
    for (const [i, fails] of ([{ kind: 'http', status: 503, done: true }, { kind: 'reset', done: true }, { kind: 'half the json' }] as const).entries()) {
      trouble.slack.misbehave({ on: 'chat.postMessage', fails, chance: 1 / 29, seed: SEED + i });
    }
  };

  it(`says everything once in ${KILLS} kills under load, with Slack failing a tenth of the calls it carried out`, async () => {
    trouble = await Trouble.begin(await open());
    misbehave();
    const ids = await members();
    const item = (to: string): NewItem => {
      const n = trouble.added++;
      const body = { kind: 'source-health', source: `S${n}.`, well: false, since: trouble.now, reason: 'none' } as const;
      return { to: { member: memberId(to) }, key: `k${n}`, body, dueAt: trouble.now };
    };
    await trouble.until(async () => {
      await trouble.db.store.outbox.add(trouble.workspace, ids.filter(() => trouble.roll() < 0.2).map(item), trouble.now);
      return trouble.kills >= KILLS;
    }, 40);
    await trouble.until(trouble.settled, undefined);
    const said = trouble.said(/S\d+\./);
    expect({ lost: trouble.added - said.size, twice: [...said.values()].filter((count) => count > 1).length, dead: (await trouble.db.store.outbox.state(trouble.workspace)).dead })
      .toEqual({ lost: 0, twice: 0, dead: 0 });
    expect(trouble.slack.invalid).toEqual([]);
  }, 240_000);

  it('keeps each send’s card one, brings it up to date, and tells each piece of news once', async () => {
    trouble = await Trouble.begin(await open());
    misbehave();
    const sends = (status: 'SHIPPED' | 'UNDELIVERABLE'): SendRecord[] => trouble.people.map((_, i) => numbered(1000 + i, {
      senderEmail: emailOf(`Person ${i}`), senderName: `Person ${i}`, recipientName: `Friend${i}.`, createdAt: trouble.now, observations: [{ status: { name: status }, at: trouble.now, approximate: false }],
    }));
    const record = (status: 'SHIPPED' | 'UNDELIVERABLE') => trouble.db.store.recorder.record(trouble.workspace, sends(status), { source: 'webhook', now: trouble.now, dryRun: false });
    await record('SHIPPED');
    await trouble.until(trouble.settled, 250);
    trouble.now = new Date(trouble.now.getTime() + 60 * 60_000);
    await record('UNDELIVERABLE');
    await trouble.until(trouble.settled, 250);
    for (const [i, person] of trouble.people.entries()) {
      const messages = trouble.slack.state.messages.all.filter(({ channel }) => trouble.slack.state.directMessages(person.id, trouble.slack.app.botUserId).id === channel);
      expect(messages.map(({ threadTs }) => threadTs === undefined)).toEqual([true, false]);
      const [card, reply] = messages;
      expect(card?.text).toContain(`Friend${i}.`);
      expect(card?.text).toContain('could not be delivered');
      expect({ thread: reply?.threadTs, broadcast: reply?.broadcast }).toEqual({ thread: card?.ts, broadcast: true });
    }
    expect(trouble.slack.invalid).toEqual([]);
  }, 240_000);
});
