import { beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { someDeps } from './someDeps.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

describe.each([quickest])('tracker outbox, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  beforeEach(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    return () => db.drop();
  });

  const call = async (...words: string[]) => {
    const printed: string[] = [];
    const deps = someDeps(db.store, (line) => printed.push(line), { clock: () => NOW });
    const code = await run(deps, ['outbox', ...words], (line) => printed.push(line));
    return { code, printed: printed.join('\n') };
  };
  /** So many messages that could not be delivered. */
  const dead = async (...sources: string[]): Promise<string[]> => {
    await db.store.outbox.add(workspace, sources.map((source) => ({
      to: { operations: true }, key: source, dueAt: NOW, body: { kind: 'source-health', source, well: false, since: NOW, reason: 'none' },
    })), NOW);
    const [claim] = await db.store.outbox.claim(workspace, NOW, 1);
    if (!claim) throw new Error('nothing to claim');
    await db.store.outbox.finish(claim, { items: claim.items, state: 'DEAD', outcome: 'nobody to tell: there is no operations channel', posted: false }, NOW);
    await db.store.outbox.release(claim, NOW);
    return claim.items.map(({ id }) => id);
  };

  it('says when there is nothing to see', async () => {
    expect(await call()).toEqual({ code: 0, printed: 'Nothing waits.\nNothing failed.' });
  });

  it('lists what could not be delivered, without a word of it', async () => {
    const [id] = await dead('the API');
    expect(await call()).toEqual({
      code: 0, printed: `Nothing waits.\n1 could not be delivered:\n  ${id}  source-health for operations, written 2026-11-20 12:00 UTC, given up 2026-11-20 12:00 UTC: nobody to tell: there is no operations channel`,
    });
  });

  it('has one of them tried again, or all', async () => {
    const [first] = await dead('a', 'b', 'c');
    expect(await call('--retry', first ?? '')).toEqual({ code: 0, printed: 'One message is tried again.' });
    expect((await call()).printed).toContain('1 waiting; the next is due 2026-11-20 12:00 UTC.\n2 could not be delivered:');
    expect(await call('--retry', 'all')).toEqual({ code: 0, printed: '2 messages are tried again.' });
    expect((await db.store.outbox.claim(workspace, NOW, 5)).map(({ items }) => items.length)).toEqual([3]);
  });

  it('knows no other message', async () => {
    for (const id of ['0198a000-0000-7000-8000-000000000001', 'x']) {
      expect(await call('--retry', id)).toEqual({ code: 1, printed: `There is no undelivered message ${id} in "Corp".` });
    }
    expect((await call('now')).code).toBe(2);
  });

  it('says that nothing leaves, and why', async () => {
    await db.store.outbox.pause(workspace, new Date(NOW.getTime() + 60_000), 'token_revoked');
    expect((await call()).printed).toContain('Nothing leaves before 2026-11-20 12:01 UTC: token_revoked.');
  });
});
