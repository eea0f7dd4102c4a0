import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../../src/domain/ids.ts';
import { type Claim, LeaseLost, type NewItem } from '../../../src/usecases/ports/outbox.ts';
import type { SendRecord } from '../../../src/usecases/ports.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { numbered } from '../../slack/frontDoor.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const news = (key: string, over: Partial<NewItem> = {}): NewItem => ({
  to: { operations: true }, key, body: { kind: 'source-health', source: 'the API', well: false, since: NOW, reason: 'no answer' }, dueAt: NOW, ...over,
});

describe.each(databases)('working at the outbox, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let count = 0;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    workspace = (await db.store.workspaces.create('Corp', `W${++count}`)).id;
  });

  const add = (...items: NewItem[]): Promise<void> => db.store.outbox.add(workspace, items, NOW);
  const claim = async (now = NOW): Promise<Claim> => {
    const [found] = await db.store.outbox.claim(workspace, now, 1);
    if (!found) throw new Error('nothing to claim');
    return found;
  };
  const done = (held: Claim, now = NOW): Promise<void> => db.store.outbox.finish(held, { items: held.items, state: 'DONE', outcome: 'sent', posted: true }, now);
  const keys = ({ items }: Claim): string[] => items.map(({ key }) => key);
  const claimed = async (now = NOW): Promise<string[]> => (await db.store.outbox.claim(workspace, now, 10)).flatMap(keys);

  it('gives each mailbox to one of many that ask at once', async () => {
    await add(...Array.from({ length: 12 }, (_, i) => news(`k${i}`, { to: { channel: `C${i}` } })));
    const claims = (await Promise.all([1, 2, 3, 4].map(() => db.store.outbox.claim(workspace, NOW, 5)))).flat();
    expect([claims.length, new Set(claims.map(({ mailboxId }) => mailboxId)).size]).toEqual([12, 12]);
    expect(await claimed()).toEqual([]);
  });

  it('gives what is due in the order of writing, and not what is due later', async () => {
    await add(news('a'), news('later', { dueAt: at(60) }), news('b'));
    expect(keys(await claim())).toEqual(['a', 'b']);
  });

  it('gives a mailbox whose worker is gone to another, and the first writes nothing any more', async () => {
    await add(news('a'));
    const first = await claim();
    await db.store.outbox.begin(first, first.items.map(({ id }) => id), randomUUID(), { subject: 'send:x' }, NOW);
    expect(await claimed(at(59))).toEqual([]);
    const second = await claim(at(61));
    expect(second.items).toMatchObject([{ key: 'a', begun: { at: NOW, plan: { subject: 'send:x' } } }]);
    const { outbox } = db.store;
    const ids = first.items.map(({ id }) => id);
    const writes = [
      () => outbox.begin(first, ids, randomUUID(), {}, at(62)), () => outbox.unbegin(first, ids, at(62)), () => done(first, at(62)), () => outbox.wait(first, ids, at(99), at(62)),
      () => outbox.forget(first, 'send:x', at(62)), () => outbox.release(first, at(62)),
      () => outbox.reroute(first, { items: first.items, state: 'DROPPED', outcome: 'x', posted: false }, [{ ...news('b'), stage: 1, meantFor: undefined }], at(62)),
    ];
    for (const write of writes) await expect(write()).rejects.toThrow(LeaseLost);
    await done(second, at(63));
    expect(await outbox.release(second, at(63))).toBe(false);
    expect(await outbox.state(workspace)).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('takes the words of many workers at once: who lost their mailbox writes nothing, and holds up nobody', async () => {
    const { outbox } = db.store;
    await add(...Array.from({ length: 8 }, (_, i) => [0, 1].map((each) => news(`k${i}-${each}`, { to: { channel: `C${i}` }, again: true }))).flat());
    const claims = (await outbox.claim(workspace, NOW, 8)).toSorted((a, b) => String(a.items[0]?.key).localeCompare(String(b.items[0]?.key)));
    await db.query('UPDATE mailboxes SET lease = lease + 1 WHERE id = $1', [claims[3]?.mailboxId]);
    // One is armed again between its post and our word of it.
    await add(news('k0-0', { to: { channel: 'C0' }, again: true }));
    const event = randomUUID();
    const words = claims.map(({ items: [first, second], ...claim }) => outbox.finish({ ...claim, items: [] }, { items: first ? [first] : [], state: 'DONE', outcome: 'sent', posted: true }, at(1),
      { items: second ? [second.id] : [], event, plan: { subject: claim.mailboxId }, at: at(1) }));
    const lost = (await Promise.allSettled(words)).flatMap((each, i) => (each.status === 'rejected' && each.reason instanceof LeaseLost ? [i] : []));
    expect(lost).toEqual([3]);
    const kept = await db.query(`SELECT key, state, event, plan->>'subject' = mailbox_id::text AS own FROM outbox WHERE workspace_id = $1 ORDER BY key`, [workspace]);
    expect(kept.map(({ key, state, event: of, own }) => [key, state, of === event && own])).toEqual(Array.from({ length: 8 }, (_, i) => [
      [`k${i}-0`, i === 0 || i === 3 ? 'WAITING' : 'DONE', false], [`k${i}-1`, 'WAITING', i !== 3],
    ]).flat());
  });

  it('loses nothing that is added while a mailbox is worked at', async () => {
    await add(news('a'));
    const held = await claim();
    await add(news('b'));
    await done(held);
    expect(await db.store.outbox.release(held, NOW)).toBe(true);
    expect(keys(await claim())).toEqual(['b']);
  });

  it('loses nothing that is added in the very moment in which it is let go', async () => {
    for (let i = 0; i < 20; i++) {
      await add(news(`a${i}`));
      const held = await claim(at(i));
      await done(held, at(i));
      await Promise.all([db.store.outbox.release(held, at(i)), add(news(`b${i}`))]);
      const next = await claim(at(i));
      expect(keys(next)).toEqual([`b${i}`]);
      await done(next, at(i));
      await db.store.outbox.release(next, at(i));
    }
  });

  it('does not take for done what was armed again meanwhile', async () => {
    await add(news('a', { again: true }));
    const held = await claim();
    await add(news('a', { again: true }));
    await done(held);
    await db.store.outbox.release(held, NOW);
    const again = await claim();
    expect(again.items).toMatchObject([{ key: 'a', attempts: 0, begun: undefined }]);
    await done(again);
    await db.store.outbox.release(again, NOW);
    expect(await claimed()).toEqual([]);
  });

  it('counts what was tried in vain, from the first time', async () => {
    await add(news('a'));
    for (const [i, expected] of [[0, undefined], [10, NOW], [20, NOW]] as const) {
      const held = await claim(at(i));
      expect(held).toMatchObject({ failures: i / 10, items: [{ attempts: i / 10, triedSince: expected }] });
      await db.store.outbox.release(held, at(i), { notBefore: at(i + 10), failed: held.items.map(({ id }) => id) });
      expect(await claimed(at(i + 9))).toEqual([]);
    }
  });

  it('gives nothing while the workspace pauses, and a shorter pause does not end a longer one', async () => {
    await add(news('a'));
    await db.store.outbox.pause(workspace, at(60), 'token_revoked');
    await db.store.outbox.pause(workspace, at(5), 'a limit');
    expect(await claimed(at(59))).toEqual([]);
    await db.store.outbox.resume(workspace);
    expect(await claimed()).toEqual(['a']);
  });

  it('keeps items of a kind it does not know for an instance that does', async () => {
    await add(news('a'), news('b'));
    await db.query("UPDATE outbox SET body = '{\"kind\": \"of tomorrow\"}' WHERE workspace_id = $1 AND key = 'a'", [workspace]);
    const held = await claim();
    expect([keys(held), held.unread.length]).toEqual([['b'], 1]);
  });

  it('forgets after a time what was said, and never what was not', async () => {
    await add(news('said'), news('dead', { to: { channel: 'C1' } }), news('waits', { dueAt: at(99) }));
    for (const held of await db.store.outbox.claim(workspace, NOW, 2)) {
      await db.store.outbox.finish(held, { items: held.items, state: 'operations' in held.to ? 'DONE' : 'DEAD', outcome: 'x', posted: false }, NOW);
      await db.store.outbox.release(held, NOW);
    }
    await db.store.outbox.purge(at(1));
    const left = await db.query('SELECT key FROM outbox WHERE workspace_id = $1 ORDER BY key', [workspace]);
    expect(left).toEqual([{ key: 'dead' }, { key: 'waits' }]);
  });

  describe('a card', () => {
    const record = (said: Partial<SendRecord>, now: Date) =>
      db.store.recorder.record(workspace, [numbered(1, { createdAt: NOW, observations: [{ status: { name: 'SHIPPED' }, at: NOW, approximate: false }], ...said })], { source: 'webhook', now, dryRun: false });
    /** Has the card of a send posted; `meanwhile` happens while it is on its way. */
    const post = async (meanwhile: () => Promise<unknown>): Promise<string> => {
      await record({}, NOW);
      const held = await claim(at(1));
      const [item] = held.items;
      if (item?.sendId === undefined) throw new Error('no news of a send');
      await meanwhile();
      const subject = `send:${item.sendId}`;
      const living = { subject, sendId: item.sendId, channel: 'D1', ts: '1.0', postedAt: at(2), shown: 'x', seen: item.sendChangedAt };
      await db.store.outbox.finish(held, { items: held.items, state: 'DONE', outcome: 'sent', posted: true, living }, at(2));
      await db.store.outbox.release(held, at(2));
      return `refresh:${subject}`;
    };

    it('whose send changed while it was on its way is brought up to date', async () => {
      const refresh = await post(() => record({ gift: 'Another mug' }, at(1)));
      expect(await claimed(at(3))).toEqual([refresh]);
    });

    it('is brought up to date also when somebody whose clock is behind, or who waited for the lock, changed its send', async () => {
      const refresh = await post(() => record({ tracking: { carrier: 'UPS', number: '1Z999AA10123456784' } }, at(-1)));
      expect(await claimed(at(3))).toEqual([refresh]);
    });

    it('whose send did not is left as it is, until it does', async () => {
      const refresh = await post(async () => undefined);
      expect(await claimed(at(3))).toEqual([]);
      await record({ gift: 'Another mug' }, at(4));
      expect(await claimed(at(5))).toEqual([refresh]);
    });

    it('is brought up to date when both happen at once', async () => {
      for (let i = 0; i < 10; i++) {
        workspace = (await db.store.workspaces.create('Corp', `R${++count}`)).id;
        let change: Promise<unknown> = Promise.resolve();
        const refresh = await post(async () => void (change = record({ gift: 'Another mug' }, at(1))));
        await change;
        expect(await claimed(at(3))).toEqual([refresh]);
      }
    });
  });
});
