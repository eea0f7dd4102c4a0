import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SlackUserId, WorkspaceId } from '../../src/domain/ids.ts';
import { parseStatus } from '../../src/domain/status.ts';
import type { Doer } from '../../src/usecases/ports/audit.ts';
import type { MemberRecord } from '../../src/usecases/ports.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const slackUser = (text: string) => z.custom<SlackUserId>((value) => typeof value === 'string').parse(text);
const NOW = new Date('2026-11-20T12:00:00Z');
const operator: Doer = { actor: 'operator', door: 'CLI', at: NOW };
const aMember = (email: string, said: Partial<MemberRecord> = {}): MemberRecord => ({ email, name: undefined, role: undefined, teams: undefined, ...said });

describe.each(databases)('members, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let other: WorkspaceId;
  beforeAll(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    other = (await db.store.workspaces.create('Other', 'T2')).id;
  });
  afterAll(() => db.drop());
  const save = (...members: MemberRecord[]) => db.store.members.save(workspace, members, { dryRun: false, by: operator });

  it('are saved by e-mail, whatever its case, and again without a change', async () => {
    const ana = aMember('Ana@Corp.example', { name: 'Ana Ruiz', role: 'MANAGER', teams: ['EMEA', 'Apac', 'emea'] });
    expect(await save(ana)).toEqual([{ result: 'new' }]);
    expect(await save(ana)).toEqual([{ result: 'unchanged' }]);
    expect(await save(aMember('ana@corp.example'))).toEqual([{ result: 'unchanged' }]);
    expect(await save(aMember('ana@corp.example', { teams: 'every' }))).toEqual([{ result: 'changed' }]);
  });

  it('in a dry run are only looked at', async () => {
    expect(await db.store.members.save(workspace, [aMember('dry@corp.example', { teams: ['New Team'] })], { dryRun: true })).toEqual([{ result: 'new' }]);
    expect(await save(aMember('dry@corp.example'))).toEqual([{ result: 'new' }]);
    expect(await db.query("SELECT 1 FROM teams WHERE key = 'new team'")).toEqual([]);
  });

  it('are tied to a Slack user by their e-mail, once', async () => {
    await save(aMember('sam@corp.example', { name: 'Sam Lee', role: 'MANAGER', teams: ['EMEA'] }));
    const tied = await db.store.members.tie(workspace, 'Sam@corp.example', slackUser('U1'), 'Sam from Slack', NOW);
    expect(tied).toMatchObject({ result: 'tied', member: { actor: { name: 'Sam Lee', role: 'MANAGER' }, tiedEmail: 'sam@corp.example', suspended: false } });
    expect(await db.store.members.tie(workspace, 'sam@corp.example', slackUser('U1'), 'Sam', NOW)).toMatchObject({ result: 'tied' });
    expect(await db.store.members.bySlackUser(workspace, slackUser('U1'))).toMatchObject({ actor: { email: 'sam@corp.example' } });
    expect(await db.store.members.bySlackUser(other, slackUser('U1'))).toBeUndefined();
  });

  it('who ask at the same time are told apart, workspace by workspace', async () => {
    await save(aMember('ida@corp.example'), aMember('joe@corp.example'));
    for (const name of ['ida', 'joe']) await db.store.members.tie(workspace, `${name}@corp.example`, slackUser(`UX${name.toUpperCase()}`), name, NOW);
    const asked = [[workspace, 'UXJOE'], [workspace, 'UXIDA'], [workspace, 'UXNONE'], [other, 'UXJOE'], [workspace, 'UXJOE']] as const;
    const found = await Promise.all(asked.map(([where, user]) => db.store.members.bySlackUser(where, slackUser(user))));
    expect(found.map((member) => member?.actor.email)).toEqual(['joe@corp.example', 'ida@corp.example', undefined, undefined, 'joe@corp.example']);
  });

  it('suspend a tie when a second Slack user comes with the same e-mail', async () => {
    await save(aMember('twin@corp.example'));
    await db.store.members.tie(workspace, 'twin@corp.example', slackUser('U2'), 'Twin', NOW);
    expect(await db.store.members.tie(workspace, 'twin@corp.example', slackUser('U3'), 'Twin', NOW)).toEqual({ result: 'taken' });
    expect(await db.store.members.bySlackUser(workspace, slackUser('U2'))).toMatchObject({ suspended: true });
    expect(await db.store.members.untie(workspace, 'twin@corp.example', operator)).toBe(true);
    expect(await db.store.members.tie(workspace, 'twin@corp.example', slackUser('U3'), 'Twin', NOW)).toMatchObject({ result: 'tied', member: { suspended: false } });
  });

  it('are nobody for an unknown address, and in another workspace', async () => {
    expect(await db.store.members.tie(workspace, 'nobody@corp.example', slackUser('U9'), 'Nobody', NOW)).toEqual({ result: 'no-member' });
    expect(await db.store.members.tie(other, 'sam@corp.example', slackUser('U9'), 'Sam', NOW)).toEqual({ result: 'no-member' });
  });

  it('tied by two Slack users at once end with one tie, suspended', async () => {
    await save(aMember('race@corp.example'));
    const outcomes = await Promise.all(['U10', 'U11'].map((user) => db.store.members.tie(workspace, 'race@corp.example', slackUser(user), 'Race', NOW)));
    expect(outcomes.map(({ result }) => result).toSorted()).toEqual(['taken', 'tied']);
  });

  it('get a name from their first record or from Slack, and keep it', async () => {
    const record = (senderName?: string) =>
      db.store.recorder.record(workspace, [{
        names: [{ scheme: 'number', value: '1' }], senderEmail: 'late@corp.example', ...(senderName === undefined ? {} : { senderName }),
        observations: [{ status: parseStatus('Sent'), at: new Date('2026-10-01T00:00:00Z'), approximate: false }],
      }], { source: 'CSV', now: new Date('2026-11-01T00:00:00Z'), dryRun: false });
    await record();
    await record('Late Comer');
    await record('Somebody Else');
    const [row] = await db.query("SELECT name, search_text, role FROM members WHERE email = 'late@corp.example'");
    expect(row).toEqual({ name: 'Late Comer', search_text: 'late comer late@corp.example', role: 'SENDER' });
    await save(aMember('slack@corp.example'));
    await db.store.members.tie(workspace, 'slack@corp.example', slackUser('U77'), 'Sla Ck', NOW);
    expect(await db.query("SELECT name, search_text FROM members WHERE email = 'slack@corp.example'")).toEqual([{ name: 'Sla Ck', search_text: 'sla ck slack@corp.example' }]);
  });

  it('keep the name that one record of a batch gives, when the next gives none', async () => {
    const said = (value: string, name: object) => ({
      names: [{ scheme: 'number' as const, value }], senderEmail: 'batch@corp.example', ...name,
      observations: [{ status: parseStatus('Sent'), at: new Date('2026-10-01T00:00:00Z'), approximate: false }],
    });
    const options = { source: 'CSV', now: new Date('2026-11-01T00:00:00Z'), dryRun: false };
    await db.store.recorder.record(workspace, [said('2', { senderName: 'Bat Ch' }), said('3', {})], options);
    expect(await db.query("SELECT name FROM members WHERE email = 'batch@corp.example'")).toEqual([{ name: 'Bat Ch' }]);
  });

  it('name the managers of a team and the Admins', async () => {
    await save(
      aMember('boss@corp.example', { name: 'Bo Boss', role: 'ADMIN' }), aMember('m1@corp.example', { name: 'Mia One', role: 'MANAGER', teams: ['West'] }),
      aMember('m2@corp.example', { name: 'Ned Every', role: 'MANAGER', teams: 'every' }), aMember('s1@corp.example', { name: 'Sue', role: 'SENDER', teams: ['West'] }),
    );
    const [west] = await db.query("SELECT id FROM teams WHERE key = 'west'");
    const managers = await db.store.members.managersOf(workspace, String(west?.['id']), 10);
    expect(managers.map(({ name }) => name)).toContain('Mia One');
    expect(managers.map(({ name }) => name)).toContain('Ned Every');
    expect(managers.map(({ name }) => name)).not.toContain('Sue');
    expect(await db.store.members.admins(workspace, 5)).toEqual([{ name: 'Bo Boss', slackUser: undefined }]);
    expect(await db.store.members.admins(other, 5)).toEqual([]);
  });
});
