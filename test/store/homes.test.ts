import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts';
import type { MemberRecord, SendRecord } from '../../src/usecases/ports.ts';
import { sendId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const by = { actor: 'operator', door: 'CLI', at: NOW } as const;
const emailOf = (name: string): string => `${name}@corp.example`;

/** Who looks at Home, and the teams they have. */
const LOOKING: Readonly<Record<string, Pick<MemberRecord, 'role' | 'teams'>>> = {
  sender: { role: 'SENDER', teams: [] }, other: { role: 'SENDER', teams: ['EMEA'] }, manager: { role: 'MANAGER', teams: ['EMEA'] }, elsewhere: { role: 'MANAGER', teams: ['APAC'] },
  teamless: { role: 'MANAGER', teams: [] }, every: { role: 'MANAGER', teams: 'every' }, admin: { role: 'ADMIN', teams: [] }, 'no more': { role: 'ADMIN', teams: [] },
};

describe.each(databases)('Homes that are looked at, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  const members = new Map<string, MemberId>();
  const idOf = (name: string): MemberId => {
    const found = members.get(name);
    if (found === undefined) throw new Error(`no member ${name}`);
    return found;
  };
  beforeAll(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    await db.store.members.save(workspace, Object.entries(LOOKING).map(([name, rights]) => ({ email: emailOf(name), name, ...rights })), { dryRun: false, by });
    for (const name of Object.keys(LOOKING)) {
      const person = await db.store.people.byEmail(workspace, emailOf(name));
      if (person) members.set(name, person.id);
      await db.store.homes.opened(workspace, idOf(name), 'Ev1', name === 'no more' ? at(-31) : NOW);
    }
  });
  afterAll(() => db.drop());

  let numbers = 1;
  const said = (team: string | undefined): SendRecord => ({
    names: [{ scheme: 'number', value: String(numbers++) }], senderEmail: emailOf('sender'), kind: 'Inventoried Sends', ...(team !== undefined && { team }),
    observations: [{ status: { name: 'SHIPPED' }, at: NOW, approximate: false }],
  });
  const refreshed = async (): Promise<string[]> => {
    const found = await db.query("SELECT m.address FROM outbox o JOIN mailboxes m ON m.workspace_id = o.workspace_id AND m.id = o.mailbox_id WHERE o.kind = 'home' AND o.state = 'WAITING'");
    const addresses = new Set(found.map((row) => row['address']));
    await db.query("DELETE FROM outbox WHERE kind = 'home'");
    return [...members].flatMap(([name, id]) => (addresses.has(`member:${id}`) ? [name] : []));
  };

  it.each([
    ['of a team', 'EMEA', ['sender', 'manager', 'every', 'admin']], ['of no team', undefined, ['sender', 'admin']],
  ])('a new send %s brings up to date those who may see it, and a change of it the same', async (_, team, seers) => {
    const record = said(team);
    const write = (more: Partial<SendRecord> = {}) => db.store.recorder.record(workspace, [{ ...record, ...more }], { source: 'webhook', now: NOW, dryRun: false });
    await write();
    expect(await refreshed()).toEqual(seers);
    await write({ observations: [{ status: { name: 'DELIVERED' }, at: at(1), approximate: false }] });
    expect(await refreshed()).toEqual(seers);
    await write({ observations: [{ status: { name: 'DELIVERED' }, at: at(1), approximate: false }] });
    expect(await refreshed()).toEqual([]);
  });

  it('an opening counts once however often it is told; a page is kept until Home is opened anew', async () => {
    const { homes } = db.store;
    const member = idOf('other');
    expect(await homes.opened(workspace, member, 'Ev2', at(1))).toMatchObject({ openedAt: at(1), turn: undefined, shown: '' });
    const told = await Promise.all(Array.from({ length: 5 }, () => homes.opened(workspace, member, 'Ev3', at(2))));
    expect(told.filter((each) => each !== undefined)).toHaveLength(1);
    const turn = { to: 'next', number: 2, cursor: { at: NOW, id: sendId('0198a000-0000-7000-8000-000000000001') } } as const;
    expect(await homes.turned(workspace, member, turn, at(3))).toMatchObject({ openedAt: at(3), turn });
    expect(await homes.view(workspace, member)).toMatchObject({ turn });
    expect(await homes.opened(workspace, member, 'Ev4', at(4))).toMatchObject({ turn: undefined });
  });

  it('what was published last stands, in whatever order that is noted; those not opened for long are forgotten', async () => {
    const { homes } = db.store;
    const member = idOf('manager');
    await homes.published(workspace, member, { shown: 'b', hash: '2' }, at(2));
    await homes.published(workspace, member, { shown: 'a', hash: '1' }, at(1));
    expect(await homes.view(workspace, member)).toMatchObject({ shown: 'b', hash: '2', publishedAt: at(2) });
    await homes.unknown(workspace, member);
    expect(await homes.view(workspace, member)).toMatchObject({ shown: '', hash: '', publishedAt: at(2) });
    await homes.forget(NOW);
    expect([await homes.view(workspace, idOf('no more')), (await homes.view(workspace, member))?.openedAt]).toEqual([undefined, NOW]);
  });
});
