import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { MOST_SAVED, type SavedQuery } from '../../src/domain/query/saved.ts';
import { memberId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { emailOf, numbered } from '../slack/frontDoor.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const EVERYTHING: SavedQuery = {
  view: 'stale', relative: { since: { date: '30d', edge: 'from' } },
  filter: {
    statuses: ['SHIPPED', 'UNKNOWN'], kinds: [{ family: 'EGIFT' }, { kind: 'Balloons' }], to: ['jane'], from: [{ me: true }, { text: 'sam' }], campaigns: ['=q4'], teams: ['emea'], test: 'no',
    since: new Date('2026-10-21T00:00:00Z'), until: new Date('2026-11-20T00:00:00Z'), cost: { min: 1, max: undefined }, text: ['mug'],
  },
};
const by = { actor: 'operator', door: 'CLI', at: NOW } as const;

describe.each(databases)('saved filters on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let sam: MemberId;
  let ana: MemberId;

  beforeAll(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    await db.store.members.save(workspace, ['Sam Lee', 'Ana Ruiz'].map((name) => ({ email: emailOf(name), name, role: 'ADMIN' as const, teams: undefined })), { dryRun: false, by });
    const ids = await db.query('SELECT id FROM members ORDER BY email DESC');
    [sam, ana] = [memberId(String(ids[0]?.['id'])), memberId(String(ids[1]?.['id']))];
  });
  afterAll(() => db.drop());
  const save = (member: MemberId, key: string, query = EVERYTHING, renames?: string) => db.store.savedFilters.save(workspace, member, { key, query, renames }, NOW);
  const keys = async (member: MemberId) => (await db.store.savedFilters.list(workspace, member)).map(({ key }) => key);

  it('come back as they were, to their owner alone', async () => {
    expect(await save(sam, 'late')).toBe('saved');
    expect(await db.store.savedFilters.list(workspace, sam)).toEqual([{ key: 'late', query: EVERYTHING }]);
    expect(await keys(ana)).toEqual([]);
  });

  it('take the place of one of their name, or of the one they rename', async () => {
    expect(await save(sam, 'late', { ...EVERYTHING, view: 'all' })).toBe('replaced');
    expect(await save(sam, 'early', EVERYTHING, 'late')).toBe('saved');
    expect(await keys(sam)).toEqual(['early']);
    expect(await db.store.savedFilters.remove(workspace, ana, 'early', NOW)).toBe(false);
    expect(await db.store.savedFilters.remove(workspace, sam, 'early', NOW)).toBe(true);
  });

  it('of another version are listed, and not understood', async () => {
    await save(sam, 'of-old');
    await db.query(`UPDATE saved_filters SET query = '{"v":99}'`);
    expect(await db.store.savedFilters.list(workspace, sam)).toEqual([{ key: 'of-old', query: undefined }]);
    await db.store.savedFilters.remove(workspace, sam, 'of-old', NOW);
  });

  it('are never more than one may have, however many are saved at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: MOST_SAVED + 5 }, (_, i) => save(ana, `no-${i}`)));
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(MOST_SAVED);
    expect(await keys(ana)).toHaveLength(MOST_SAVED);
  });

  it('that name somebody who is forgotten are gone', async () => {
    await db.store.recorder.record(workspace, [numbered(1, { recipientName: 'Jáne Park', recipientEmail: 'Jane@Acme.example' })], { source: 'CSV', now: NOW, dryRun: false });
    const naming = (said: Partial<SavedQuery['filter']>): SavedQuery => ({ view: 'all', relative: {}, filter: { ...NO_FILTER, ...said } });
    await save(sam, 'by-address', naming({ to: ['jane@acme.example'] }));
    await save(sam, 'by-name', naming({ text: ['jane park'] }));
    await save(sam, 'others', naming({ to: ['jane'], text: ['park'], campaigns: ['jane park'] }));
    await db.store.forgetting.recipient(workspace, 'jane@acme.example', by);
    expect(await keys(sam)).toEqual(['others']);
  });
});
