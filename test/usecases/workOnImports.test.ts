import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts';
import { openSends } from '../../src/sources/csv/read.ts';
import { beginImport } from '../../src/usecases/beginImport.ts';
import { decideImport } from '../../src/usecases/decideImport.ts';
import { UserFacingError } from '../../src/usecases/errors.ts';
import { workOnImports } from '../../src/usecases/workOnImports.ts';
import { anActor } from '../support/builders.ts';
import { bytesOf } from '../support/bytes.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { z } from 'zod';

const NOW = new Date('2026-11-20T12:00:00Z');
const HEADER = 'Send ID,Status,Sender Email,Recipient Name,Colour\n';
const FILE = `${HEADER}1,Shipped,sam@corp.example,Jane,red\n2,Shipped,tom@corp.example,Li,blue\n3,Shipped,not an address,X,red\n`;

describe.each(databases)('files on their way in, on $name', ({ open }) => {
  let database: TestDatabase;
  let workspace: WorkspaceId;
  let ana: ReturnType<typeof anActor>;
  let next = 1;
  beforeAll(async () => {
    database = await open();
    workspace = (await database.store.workspaces.create('Corp', 'T1')).id;
    await database.store.members.save(workspace, [
      { email: 'ana@corp.example', name: 'Ana Ruiz', role: 'ADMIN', teams: undefined }, { email: 'sam@corp.example', name: 'Sam Lee', role: 'SENDER', teams: undefined },
    ], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: NOW } });
    const [row] = await database.query(`SELECT id FROM members WHERE email = 'ana@corp.example'`);
    const memberId = z.custom<MemberId>((value) => typeof value === 'string').parse(row?.['id']);
    ana = anActor({ workspaceId: workspace, memberId, role: 'ADMIN' });
  });
  afterAll(() => database.drop());

  const worker = (contents: Readonly<Record<string, string | Error>>, more: { now?: Date; signal?: AbortSignal; broken?: (error: unknown) => string } = {}) =>
    workOnImports({
      ...database.store, openSheet: openSends, clock: () => more.now ?? NOW, signal: more.signal ?? new AbortController().signal,
      broken: more.broken ?? (() => 'abc123'),
      fetchFile: async (id) => {
        const content = contents[id] ?? new UserFacingError('The file is no longer in Slack. Drop it again.');
        if (content instanceof Error) throw content;
        return bytesOf(content);
      },
    });
  const dropped = async (): Promise<{ slackFileId: string; find: () => ReturnType<TestDatabase['store']['imports']['find']> }> => {
    const slackFileId = `F${next++}`;
    const begun = await beginImport({ ...database.store, clock: () => NOW })(ana, { slackFileId, fileName: 'sends.csv' });
    expect(begun.result).toBe('begun');
    const [row] = await database.query('SELECT id FROM imports WHERE slack_file_id = $1', [slackFileId]);
    const id = z.custom<Parameters<TestDatabase['store']['imports']['find']>[1]>((value) => typeof value === 'string').parse(row?.['id']);
    return { slackFileId, find: () => database.store.imports.find(workspace, id) };
  };
  const decide = async (job: Awaited<ReturnType<Awaited<ReturnType<typeof dropped>>['find']>>, to: 'IMPORTING' | 'DISCARDED') => {
    if (!job) throw new Error('no job');
    return decideImport({ ...database.store, clock: () => NOW })(ana, job.id, to);
  };

  it('are looked through first, and nothing is written until their Admin says so', async () => {
    const { slackFileId, find } = await dropped();
    await worker({ [slackFileId]: FILE })();
    const looked = await find();
    expect(looked).toMatchObject({
      state: 'READY', total: 3,
      summary: { rows: 3, new: 2, bad: 1, ignored: ['Colour'], senders: { unknown: 1, named: ['tom@corp.example'], untied: 1 }, problems: [{ line: 4, column: 'Sender Email' }] },
    });
    expect(await database.query('SELECT 1 FROM sends')).toEqual([]);
    expect(await decide(looked, 'IMPORTING')).toEqual({ result: 'decided' });
    expect(await decide(looked, 'DISCARDED')).toMatchObject({ result: 'was', job: { state: 'IMPORTING' } });
    await worker({ [slackFileId]: FILE })();
    expect(await find()).toMatchObject({ state: 'DONE', summary: { new: 2, bad: 1 } });
    expect(await database.query('SELECT 1 FROM sends')).toHaveLength(2);
    const roles = await database.query('SELECT email, role FROM members ORDER BY email');
    expect(roles.map(({ role }) => role)).toEqual(['ADMIN', 'SENDER', 'SENDER']);
  });

  it('are taken once, however often Slack tells of them', async () => {
    const { slackFileId } = await dropped();
    const again = await beginImport({ ...database.store, clock: () => NOW })(ana, { slackFileId, fileName: 'sends.csv' });
    expect(again).toEqual({ result: 'known' });
    await worker({ [slackFileId]: FILE })();
  });

  it('are only for Admins, who are named to everybody else', async () => {
    const sam = anActor({ workspaceId: workspace, role: 'MANAGER', teams: 'every' });
    const refused = await beginImport({ ...database.store, clock: () => NOW })(sam, { slackFileId: 'F-sam', fileName: 'sends.csv' });
    expect(refused).toEqual({ result: 'not-yours', admins: ['Ana Ruiz'] });
    const { find, slackFileId } = await dropped();
    await worker({ [slackFileId]: FILE })();
    const job = await find();
    expect(job && (await decideImport({ ...database.store, clock: () => NOW })(sam, job.id, 'IMPORTING'))).toEqual({ result: 'not-yours' });
    expect(await find()).toMatchObject({ state: 'READY' });
  });

  it('that were discarded stay so', async () => {
    const { find, slackFileId } = await dropped();
    await worker({ [slackFileId]: FILE })();
    await decide(await find(), 'DISCARDED');
    await worker({ [slackFileId]: FILE })();
    expect(await find()).toMatchObject({ state: 'DISCARDED' });
    expect(await decide(await find(), 'IMPORTING')).toMatchObject({ result: 'was', job: { state: 'DISCARDED' } });
  });

  it.each([
    ['are no sends', 'Name,Colour\nJane,red\n', /Status/],
    ['are gone', new UserFacingError('The file is no longer in Slack. Drop it again.'), /no longer in Slack/],
    ['break something', new TypeError('secret words'), /^Something broke \(ref abc123\)/],
  ])('that %s say so', async (_, content, sentence) => {
    const { find, slackFileId } = await dropped();
    await worker({ [slackFileId]: content })();
    const job = await find();
    expect(job?.state).toBe('FAILED');
    expect(job?.problem).toMatch(sentence);
    expect(job?.problem).not.toContain('secret words');
  });

  it('that were under way in a crash are begun anew by whoever asks next, and not by two', async () => {
    const { find, slackFileId } = await dropped();
    const crashed = await database.store.imports.claim(NOW, 60_000);
    expect(crashed?.slackFileId).toBe(slackFileId);
    expect(await worker({ [slackFileId]: FILE })()).toBe(0);
    const later = new Date(NOW.getTime() + 60_001);
    expect(await worker({ [slackFileId]: FILE }, { now: later })()).toBe(1);
    expect(await find()).toMatchObject({ state: 'READY' });
    // Whoever seemed dead comes back: its word counts no more.
    if (!crashed) throw new Error('nothing was claimed');
    expect(await database.store.imports.finish(crashed, { state: 'FAILED', problem: 'late' }, later)).toBe(false);
    expect(await database.store.imports.progress(crashed, 5, later, 60_000)).toBe(false);
    expect(await find()).toMatchObject({ state: 'READY' });
    await decide(await find(), 'DISCARDED');
  });

  it('are given back at once when the process stops', async () => {
    const { find, slackFileId } = await dropped();
    const stopping = new AbortController();
    const stopped = workOnImports({
      ...database.store, openSheet: openSends, clock: () => NOW, signal: stopping.signal, broken: () => 'x',
      fetchFile: async () => {
        stopping.abort();
        return bytesOf(FILE);
      },
    });
    await stopped();
    expect(await find()).toMatchObject({ state: 'LOOKING' });
    expect(await worker({ [slackFileId]: FILE })()).toBe(1);
    expect(await find()).toMatchObject({ state: 'READY' });
  });
});
