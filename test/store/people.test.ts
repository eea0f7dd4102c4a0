import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts';
import { openStore } from '../../src/store/open.ts';
import type { Doer } from '../../src/usecases/ports/audit.ts';
import type { Person } from '../../src/domain/person.ts';
import type { SeenPerson, WantedPerson } from '../../src/usecases/ports/people.ts';
import type { MemberRecord, Store } from '../../src/usecases/ports.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { slackUserId } from '../slack/slackUserId.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const operator: Doer = { actor: 'operator', door: 'CLI', at: NOW };
const by = ({ id }: Person) => ({ actor: { member: id }, door: 'dialog' as const, at: NOW });
const seen = ({ role, teams, tie }: Person): SeenPerson =>
  ({ role, teams: teams === 'every' ? teams : teams.map(({ id }) => id), slackUser: tie?.slackUser, suspended: tie?.suspended !== undefined });
const still = (person: Person, wanted: Partial<WantedPerson> = {}): WantedPerson => ({ role: person.role, teams: seen(person).teams, tie: 'as-it-is', ...wanted });

describe.each(databases)('people, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let next = 0;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    workspace = (await db.store.workspaces.create('Corp', `T${next++}`)).id;
  });
  const person = async (name: string, role: MemberRecord['role'] = 'SENDER', teams: MemberRecord['teams'] = []): Promise<Person> => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@corp.example`;
    await db.store.members.save(workspace, [{ email, name, role, teams }], { dryRun: false, by: operator });
    const found = await db.store.people.byEmail(workspace, email);
    if (!found) throw new Error('not saved');
    return found;
  };
  const get = async (id: MemberId): Promise<Person> => {
    const found = await db.store.people.get(workspace, id);
    if (!found) throw new Error('gone');
    return found;
  };
  const verbs = async () => (await db.store.audit.page(workspace, {}, { size: 100, after: undefined })).map(({ verb }) => verb);

  it('are found by name or address, in the order of names, page by page and back', async () => {
    for (const name of ['Dee Fox', 'Ana Ruiz', 'Cy Fox', 'Bob Fox', 'Eve Fox']) await person(name);
    const search = (text: string, place = {}, size = 2) => db.store.people.search(workspace, { text, onHold: false }, place, size);
    const names = ({ people }: { people: readonly Person[] }) => people.map(({ name }) => name);
    const first = await search('fox');
    expect(names(first)).toEqual(['Bob Fox', 'Cy Fox']);
    expect(first).toMatchObject({ total: { count: 4, more: false }, previous: undefined });
    const second = await search('fox', { after: first.next });
    expect(names(second)).toEqual(['Dee Fox', 'Eve Fox']);
    expect(second.next).toBeUndefined();
    expect(names(await search('fox', { before: second.previous }))).toEqual(['Bob Fox', 'Cy Fox']);
    expect(names(await search('ana.ruiz@'))).toEqual(['Ana Ruiz']);
    expect(names(await search('nobody'))).toEqual([]);
    expect(names(await search('', {}, 10))).toHaveLength(5);
  });

  it('of another workspace are never found, named or changed', async () => {
    const ana = await person('Ana Ruiz', 'ADMIN');
    const sam = await person('Sam Lee');
    const elsewhere = (await db.store.workspaces.create('Other', `T${next++}`)).id;
    expect((await db.store.people.search(elsewhere, { text: '', onHold: false }, {}, 10)).people).toEqual([]);
    expect(await db.store.people.get(elsewhere, sam.id)).toBeUndefined();
    expect(await db.store.people.names(elsewhere, [sam.id])).toEqual(new Map());
    expect(await db.store.people.change(elsewhere, sam.id, seen(sam), still(sam, { role: 'MANAGER' }), by(ana))).toEqual({ result: 'not-admin' });
    expect(await get(sam.id)).toEqual(sam);
  });

  it('change as an Admin wants it, once, with an entry of before and after', async () => {
    const ana = await person('Ana Ruiz', 'ADMIN');
    const sam = await person('Sam Lee', 'SENDER', ['EMEA']);
    await person('Tom Berg', 'MANAGER', ['APAC']);
    const teams = (await db.store.people.teams(workspace, 10)).map(({ id }) => id);
    const change = () => db.store.people.change(workspace, sam.id, seen(sam), still(sam, { role: 'MANAGER', teams }), by(ana));
    expect(await change()).toEqual({ result: 'changed' });
    const after = await get(sam.id);
    expect(after).toMatchObject({ role: 'MANAGER', teams: [{ name: 'APAC' }, { name: 'EMEA' }] });
    expect(await change()).toEqual({ result: 'moved-on' });
    expect(await db.store.people.change(workspace, sam.id, seen(after), still(after), by(ana))).toEqual({ result: 'unchanged' });
    const [entry, ...more] = (await db.store.audit.page(workspace, { member: sam.id }, { size: 10, after: undefined })).filter(({ verb }) => verb === 'role-changed');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      actor: { member: ana.id }, door: 'dialog', member: sam.id, before: { role: 'SENDER', teams: seen(sam).teams }, after: { role: 'MANAGER', teams: teams.toSorted() },
    });
  });

  it('are tied to a Slack user, to one only, and freed again', async () => {
    const ana = await person('Ana Ruiz', 'ADMIN');
    const [sam, tom] = [await person('Sam Lee'), await person('Tom Berg')];
    const tie = { slackUser: slackUserId('U1'), email: 'Sam@private.example' };
    expect(await db.store.people.change(workspace, sam.id, seen(sam), still(sam, { tie }), by(ana))).toEqual({ result: 'changed' });
    expect(await get(sam.id)).toMatchObject({ tie: { slackUser: 'U1', email: 'sam@private.example', since: NOW, suspended: undefined } });
    expect(await db.store.people.change(workspace, tom.id, seen(tom), still(tom, { tie }), by(ana))).toEqual({ result: 'taken', by: 'Sam Lee' });
    expect(await db.store.people.change(workspace, sam.id, seen(await get(sam.id)), still(sam, { tie: 'none' }), by(ana))).toEqual({ result: 'changed' });
    expect(await get(sam.id)).toMatchObject({ tie: undefined });
    expect(await verbs()).toEqual(expect.arrayContaining(['tied', 'untied']));
  });

  it('whose tie is on hold are listed on their own, with the reason, and are let in again by an Admin', async () => {
    const ana = await person('Ana Ruiz', 'ADMIN');
    const sam = await person('Sam Lee');
    await db.store.members.tie(workspace, sam.email, slackUserId('U1'), 'Sam', NOW);
    expect(await db.store.members.suspendTie(workspace, slackUserId('U1'), 'guest', NOW)).toBe(true);
    expect(await db.store.members.suspendTie(workspace, slackUserId('U1'), 'email-changed', NOW)).toBe(true);
    expect(await db.store.members.suspendTie(workspace, slackUserId('U1'), 'deactivated', NOW)).toBe(false);
    expect(await db.store.members.resumeTie(workspace, slackUserId('U1'), NOW)).toBe(false);
    const { people, onHold } = await db.store.people.search(workspace, { text: '', onHold: true }, {}, 10);
    expect(people).toMatchObject([{ name: 'Sam Lee', tie: { suspended: { why: 'email-changed', at: NOW } } }]);
    expect(onHold).toBe(1);
    const held = await get(sam.id);
    const tie = { slackUser: slackUserId('U1'), email: 'new@corp.example' };
    expect(await db.store.people.change(workspace, sam.id, seen(held), still(held, { tie }), by(ana))).toEqual({ result: 'changed' });
    expect(await get(sam.id)).toMatchObject({ tie: { email: 'new@corp.example', suspended: undefined } });
    expect(await verbs()).toEqual(['member-created', 'member-created', 'tied', 'tie-suspended', 'tie-suspended', 'tie-resumed']);
  });

  it('are given back what Slack took and gave back', async () => {
    const sam = await person('Sam Lee');
    await db.store.members.tie(workspace, sam.email, slackUserId('U1'), 'Sam', NOW);
    await db.store.members.suspendTie(workspace, slackUserId('U1'), 'deactivated', NOW);
    expect(await db.store.members.resumeTie(workspace, slackUserId('U1'), NOW)).toBe(true);
    expect(await db.store.members.resumeTie(workspace, slackUserId('U1'), NOW)).toBe(false);
    expect(await get(sam.id)).toMatchObject({ tie: { suspended: undefined } });
  });

  it('who are connected hear of their own change once, whoever made it, and of nothing they did themselves', async () => {
    const told = async () => db.query(`SELECT m.address, o.body FROM outbox o JOIN mailboxes m ON m.workspace_id = o.workspace_id AND m.id = o.mailbox_id
      WHERE o.workspace_id = $1 AND o.kind = 'role-changed' ORDER BY m.address`, [workspace]);
    const [ana, sam, tom] = [await person('Ana Ruiz', 'ADMIN'), await person('Sam Lee'), await person('Tom Berg')];
    await db.store.people.change(workspace, tom.id, seen(tom), still(tom, { role: 'MANAGER' }), by(ana));
    expect(await told()).toEqual([]);
    const tie = { slackUser: slackUserId('U1'), email: sam.email };
    await db.store.people.change(workspace, sam.id, seen(sam), still(sam, { tie }), by(ana));
    expect(await told()).toEqual([{ address: `member:${sam.id}`, body: { kind: 'role-changed', what: 'tie', by: ana.id } }]);
    const saved = await person('Sam Lee', 'MANAGER', ['EMEA']);
    expect(await told()).toEqual([{ address: `member:${sam.id}`, body: { kind: 'role-changed', what: 'rights' } }]);
    await db.store.people.change(workspace, ana.id, seen(ana), still(ana, { tie: { slackUser: slackUserId('U2'), email: ana.email } }), by(ana));
    await db.store.people.change(workspace, sam.id, seen(saved), still(saved, { tie: 'none', role: 'SENDER' }), by(ana));
    expect(await told()).toHaveLength(1);
  });

  it('are changed by Admins only, as they are at that moment', async () => {
    const [ana, tom] = [await person('Ana Ruiz', 'ADMIN'), await person('Tom Berg', 'ADMIN')];
    const sam = await person('Sam Lee', 'MANAGER');
    expect(await db.store.people.change(workspace, sam.id, seen(sam), still(sam, { role: 'ADMIN' }), by(sam))).toEqual({ result: 'not-admin' });
    await db.store.people.change(workspace, ana.id, seen(ana), still(ana, { role: 'SENDER' }), by(tom));
    expect(await db.store.people.change(workspace, sam.id, seen(sam), still(sam, { role: 'ADMIN' }), by(ana))).toEqual({ result: 'not-admin' });
  });

  it('keep their last Admin, whoever asks', async () => {
    const ana = await person('Ana Ruiz', 'ADMIN');
    expect(await db.store.people.change(workspace, ana.id, seen(ana), still(ana, { role: 'MANAGER' }), by(ana))).toEqual({ result: 'last-admin' });
    const save = (...roles: [string, MemberRecord['role']][]) => db.store.members.save(
      workspace, roles.map(([email, role]) => ({ email, name: undefined, role, teams: undefined })), { dryRun: false, by: operator });
    expect(await save(['sam@corp.example', 'SENDER'], ['ana.ruiz@corp.example', 'SENDER'])).toEqual([{ result: 'new' }, { result: 'refused', why: 'last-admin' }]);
    expect(await save(['ana.ruiz@corp.example', 'SENDER'], ['sam@corp.example', 'ADMIN'])).toEqual([{ result: 'changed' }, { result: 'changed' }]);
    expect(await get(ana.id)).toMatchObject({ role: 'SENDER' });
  });

  it('of whom five Admins take the role from each other at once, and a file takes it from all, keep one', async () => {
    const admins = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => person(name, 'ADMIN')));
    const stores: Store[] = db.url === undefined ? [db.store] : [db.store, await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a test' })];
    const demotions = admins.map((admin, i) => {
      const other = admins[(i + 1) % admins.length] ?? admin;
      const store = stores[i % stores.length] ?? db.store;
      return store.people.change(workspace, other.id, seen(other), still(other, { role: 'SENDER' }), by(admin));
    });
    const file = admins.map(({ email }) => ({ email, name: undefined, role: 'SENDER' as const, teams: undefined }));
    await Promise.all([...demotions, db.store.members.save(workspace, file, { dryRun: false, by: operator })]);
    const [left] = await db.query("SELECT count(*)::int AS admins FROM members WHERE workspace_id = $1 AND role = 'ADMIN'", [workspace]);
    expect(left).toEqual({ admins: 1 });
    await Promise.all(stores.slice(1).map((store) => store.close()));
  });
});
