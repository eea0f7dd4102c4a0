import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LocalProviderOptions } from '../../../src/sandbox/provider/index.ts';
import type { Store } from '../../../src/usecases/ports.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { aStage, NOW, type Stage } from './stage.ts';

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe.each(databases)('reading the provider on $name', ({ open }) => {
  let db: TestDatabase;
  let stage: Stage;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  afterEach(() => stage.provider.stop());

  const set = async (sends: number, options?: LocalProviderOptions): Promise<void> => {
    stage = await aStage(db, options);
    for (let i = 0; i < sends; i++) stage.provider.add.send();
  };
  it('reads every send of every page, once', async () => {
    await set(250);
    expect(await stage.instance().sweep()).toEqual({ result: 'done', counts: { read: 350, new: 250, changed: 0, unchanged: 100, aside: 0 } });
    expect(await stage.known()).toEqual(range(1, 250));
  });

  it('keeps what the API says as heard from the API, and the status as it follows from all of it', async () => {
    await set(0);
    const { send_gid } = stage.provider.add.send({ status: 'Processing', created_at: '2026-11-10T09:00:00-08:00' });
    stage.provider.add.update(send_gid, 'Shipped', '2026-11-12T10:00:00Z');
    await stage.instance().sweep();
    expect(await stage.one('SELECT o.status, o.source, o.approximate FROM observations o WHERE o.workspace_id = $1 ORDER BY o.at')).toEqual([
      { status: 'ORDER_RECEIVED', source: 'API', approximate: false }, { status: 'SHIPPED', source: 'API', approximate: false },
    ]);
    expect(await stage.one('SELECT status, kind, campaign_id IS NOT NULL AS campaign, team_id IS NOT NULL AS team FROM sends WHERE workspace_id = $1')).toEqual([
      { status: 'SHIPPED', kind: 'Inventoried Sends', campaign: true, team: true },
    ]);
  });

  it('misses no send that is there all along, whatever comes in at the head while it reads', async () => {
    await set(700, { latency: 5 });
    let shifts = 0;
    stage.provider.onPage((page) => {
      if (page > 1 && shifts < 20) {
        shifts += 1;
        stage.provider.add.send();
      }
    });
    const reader = stage.instance();
    expect(await reader.sweep()).toMatchObject({ result: 'done', counts: { aside: 0 } });
    expect((await stage.known()).filter((number) => number <= 700)).toEqual(range(1, 700));
    stage.provider.onPage(() => undefined);
    await reader.readNew();
    expect(await stage.known()).toEqual(range(1, 700 + shifts));
  });

  it('misses no send when others vanish while it reads', async () => {
    await set(700, { latency: 5 });
    const newest = stage.provider.state.sends.slice(0, 2).flatMap((send) => (typeof send === 'object' && send !== null && 'send_gid' in send ? [String(send.send_gid)] : []));
    stage.provider.onPage((page) => {
      const gid = page === 3 || page === 5 ? newest.pop() : undefined;
      if (gid !== undefined) stage.provider.add.remove(gid);
    });
    await stage.instance().sweep();
    expect(newest).toEqual([]);
    expect((await stage.known()).filter((number) => number <= 698)).toEqual(range(1, 698));
  });

  it('looks at the head until a page tells nothing new', async () => {
    await set(150);
    const reader = stage.instance();
    await reader.sweep();
    for (let i = 0; i < 120; i++) stage.provider.add.send();
    const before = stage.provider.seen.length;
    expect(await reader.readNew()).toMatchObject({ result: 'done', counts: { new: 120 } });
    expect(stage.provider.seen.slice(before).map(({ page }) => page)).toEqual([1, 2, 3]);
    expect(await stage.known()).toEqual(range(1, 270));
  });

  it('asks for the head once more while the last page of a sweep is still being stored', async () => {
    await set(250);
    let looked = 0;
    let again = (): void => undefined;
    const lookedAgain = new Promise<void>((resolve) => { again = resolve; });
    let held = false;
    stage.provider.onPage((page) => {
      if (page === 1 && ++looked === 2) again();
    });
    const recorder: Store['recorder'] = {
      ...db.store.recorder,
      record: async (workspaceId, records, options) => {
        if (records.some(({ names }) => names.some(({ value }) => value === '1'))) {
          held = true;
          await lookedAgain;
        }
        return db.store.recorder.record(workspaceId, records, options);
      },
    };
    expect(await stage.instance({ store: { ...db.store, recorder } }).sweep()).toMatchObject({ result: 'done', counts: { read: 350, new: 250 } });
    expect(held).toBe(true);
    expect(await stage.known()).toEqual(range(1, 250));
  });

  it('finds what is new at the end of the list where the list is oldest first', async () => {
    await set(250);
    stage.provider.state.sends.reverse();
    const reader = stage.instance();
    await reader.sweep();
    const made = stage.provider.add.send();
    stage.provider.state.sends.shift();
    stage.provider.state.sends.push(made);
    expect(await reader.readNew()).toMatchObject({ result: 'done', counts: { new: 1 } });
  });

  it('hears of updates of old sends in the next sweep', async () => {
    await set(150);
    const reader = stage.instance();
    await reader.sweep();
    const [oldest] = await stage.one("SELECT value FROM send_names WHERE workspace_id = $1 AND scheme = 'provider' AND send_id = (SELECT id FROM sends WHERE workspace_id = $1 AND number = '1')");
    stage.provider.add.update(String(oldest?.['value']), 'Delivered', '2026-11-19T10:00:00Z');
    expect(await reader.sweep()).toMatchObject({ counts: { new: 0, changed: 1, unchanged: 249 } });
    expect(await stage.one("SELECT status FROM sends WHERE workspace_id = $1 AND number = '1'")).toEqual([{ status: 'DELIVERED' }]);
  });

  it('writes nothing but where it stands when there is nothing new', async () => {
    await set(150);
    stage.provider.add.oddity({ send_gid: 'no status', touch: 7, shiny: true });
    stage.provider.add.touch('Q4 Thank You');
    const group = stage.provider.add.group('EMEA');
    stage.provider.add.user({ email: 'jo@corp.example', team_group_id: group.id });
    const reader = stage.instance();
    await reader.sweep();
    await reader.readNew();
    const versions = async (): Promise<string> => {
      const tables = ['workspaces', 'members', 'teams', 'memberships', 'team_assignments', 'campaigns', 'sends', 'send_names', 'observations', 'trackings', 'unknown_fields', 'set_aside'];
      const all = await Promise.all(tables.map(async (table) => db.query(`SELECT '${table}' AS name, ctid::text, xmin::text, xmax::text FROM ${table} ORDER BY 2`)));
      return JSON.stringify(all);
    };
    const before = await versions();
    expect(await reader.sweep()).toMatchObject({ result: 'done', counts: { new: 0, changed: 0 } });
    expect(await reader.readNew()).toMatchObject({ result: 'done', counts: { new: 0, changed: 0 } });
    // The very same row versions: not even locked.
    expect(await versions()).toBe(before);
  });

  it('sets aside what cannot be used, with its reason, and takes the rest', async () => {
    await set(3);
    stage.provider.add.oddity('not even an object');
    stage.provider.add.oddity({ status: 'Shipped' });
    stage.provider.add.send({ sender: { id: 1, name: 'Nobody', email: 'nobody', team_id: 1, team_name: 'EMEA' } });
    stage.provider.add.send();
    const reader = stage.instance();
    expect(await reader.sweep()).toMatchObject({ result: 'done', counts: { new: 4 } });
    const aside = await db.store.syncs.aside(stage.workspaceId, 'API', 10);
    expect(aside.latest.map(({ reason }) => reason).toSorted()).toEqual(['has neither id nor send_gid', 'is not an object', 'names no sender whose e-mail address can be read']);
    // Mended at their side, it is taken and no longer aside.
    const send = stage.provider.state.sends[1];
    if (typeof send === 'object' && send !== null && 'sender' in send) Object.assign(send, { sender: { id: 1, name: 'Sam', email: 'sam.lee@corp.example', team_id: 1, team_name: 'EMEA' } });
    await reader.sweep();
    expect(await db.store.syncs.aside(stage.workspaceId, 'API', 10)).toMatchObject({ count: 2 });
    expect(await stage.known()).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes a send whose only update lies in the future by the status it has now, and the update when it is due', async () => {
    await set(0);
    stage.provider.add.send({ status: 'Processing', created_at: '2026-11-21T09:00:00Z' });
    const reader = stage.instance();
    expect(await reader.sweep()).toMatchObject({ counts: { new: 1, aside: 0 } });
    expect(await reader.sweep()).toMatchObject({ counts: { new: 0, changed: 0 } });
    const query = 'SELECT status, status_approximate, status_since FROM sends WHERE workspace_id = $1';
    expect(await stage.one(query)).toEqual([{ status: 'ORDER_RECEIVED', status_approximate: true, status_since: NOW }]);
    await db.store.recorder.applyDue(new Date('2026-11-21T09:00:01Z'), 100);
    expect(await stage.one(query)).toEqual([{ status: 'ORDER_RECEIVED', status_approximate: false, status_since: new Date('2026-11-21T09:00:00Z') }]);
  });

  it('takes what is odd about a send for what it is worth', async () => {
    await set(0);
    const sender = { id: 9, name: 'Sam Again', email: '  SAM.Lee@Corp.Example ', team_id: 7, team_name: 'EMEA' };
    stage.provider.add.send();
    stage.provider.add.send({ sender, current_total_cost: '-12.0', status: 'Collecting recipient info', status_updates: [] });
    expect(await stage.instance().sweep()).toMatchObject({ counts: { new: 2, aside: 0 } });
    // Two senders with one address, whatever its case and spaces, are one member; a negative cost says nothing; an unknown status is kept as it came.
    expect(await stage.one('SELECT s.number, m.email, s.cost_cents::int AS cents, s.status, s.status_detail FROM sends s JOIN members m ON m.id = s.sender_id WHERE s.workspace_id = $1 ORDER BY 1')).toEqual([
      { number: '1', email: 'sam.lee@corp.example', cents: 2500, status: 'ORDER_RECEIVED', status_detail: '' },
      { number: '2', email: 'sam.lee@corp.example', cents: null, status: 'UNKNOWN', status_detail: 'Collecting recipient info' },
    ]);
  });

  it('keeps fields it does not know, and values it cannot read, within bounds', async () => {
    await set(0);
    stage.provider.add.send({ shiny: { new: [1, 'two\0'] }, current_total_cost: '-5.0', recipient: { name: 'Jane', email: 'jane@acme.example', company_name: 'Acme', mood: 'good' } });
    stage.provider.add.send({ long: 'x'.repeat(10_000), short: 'y' });
    await stage.instance().sweep();
    expect((await stage.one('SELECT u.fields FROM unknown_fields u JOIN sends s ON s.id = u.send_id WHERE u.workspace_id = $1 ORDER BY s.number')).map(({ fields }) => fields)).toEqual([
      { shiny: { new: [1, 'two'] }, current_total_cost: '-5.0', 'recipient.mood': 'good' }, { short: 'y', 'left out': 1 },
    ]);
  });

  it('makes members, teams and campaigns of what the provider lists, and gives nobody a role or a sight', async () => {
    await set(1);
    const emea = stage.provider.add.group('EMEA');
    const sales = stage.provider.add.group('Sales');
    stage.provider.add.user({ email: ' Jo@Corp.Example ', first_name: 'Jo', last_name: 'Kim', team_group_id: emea.id });
    stage.provider.add.user({ email: 'boss@corp.example', first_name: 'Bo', last_name: 'Ss', team_group_id: sales.id });
    stage.provider.add.user({ email: 'not an address' });
    stage.provider.add.touch('Q4 Thank You', 'Archived');
    stage.provider.add.touch('Onboarding');
    await db.store.members.save(stage.workspaceId, [{ email: 'boss@corp.example', name: 'Boss', role: 'MANAGER', teams: ['EMEA'] }], { dryRun: false, by: { at: NOW, actor: 'operator', door: 'CLI' } });
    await stage.instance().sweep();
    const people = `SELECT m.email, m.name, m.role, (SELECT string_agg(t.name, ',') FROM team_assignments a JOIN teams t ON t.id = a.team_id WHERE a.member_id = m.id) AS sees,
      (SELECT string_agg(t.name, ',') FROM memberships a JOIN teams t ON t.id = a.team_id WHERE a.member_id = m.id) AS works_in
      FROM members m WHERE m.workspace_id = $1 ORDER BY m.email`;
    expect(await stage.one(people)).toEqual([
      { email: 'boss@corp.example', name: 'Bo Ss', role: 'MANAGER', sees: 'EMEA', works_in: 'Sales' },
      { email: 'jo@corp.example', name: 'Jo Kim', role: 'SENDER', sees: null, works_in: 'EMEA' },
      { email: 'sam.lee@corp.example', name: 'Sam Lee', role: 'SENDER', sees: null, works_in: null },
    ]);
    expect(await stage.one('SELECT name, state FROM campaigns WHERE workspace_id = $1 ORDER BY name')).toEqual([
      { name: 'Onboarding', state: 'ACTIVE' }, { name: 'Q4 Thank You', state: 'ARCHIVED' },
    ]);
  });

  it('goes on where it was cut off', async () => {
    await set(1300);
    const cut = new AbortController();
    stage.provider.onPage((page) => {
      if (page === 12) cut.abort();
    });
    expect(await stage.instance({ signal: cut.signal }).sweep()).toEqual({ result: 'stopped' });
    const { page = 0 } = await db.store.syncs.position(stage.workspaceId, 'API');
    expect(page).toBeGreaterThan(1);
    const before = stage.provider.seen.length;
    // Not begun anew: gone on with, one page earlier, by whoever comes next.
    expect(await stage.instance({ me: 'two' }).sweep(false)).toMatchObject({ result: 'done' });
    const pages = stage.provider.seen.slice(before).flatMap(({ route, page }) => (route === '/send' && page !== undefined ? [page] : []));
    expect(Math.min(...pages.filter((each) => each > 1))).toBe(Math.max(2, page - 1));
    expect(pages.filter((each) => each === 1)).toHaveLength(page > 2 ? 1 : 2); // the head
    expect(await stage.known()).toEqual(range(1, 1300));
  });

  it('is done by one instance at a time', async () => {
    await set(400, { latency: 5 });
    const [one, two] = await Promise.all([stage.instance().sweep(), stage.instance({ me: 'two' }).sweep()]);
    expect([one.result, two.result].toSorted()).toEqual(['busy', 'done']);
  });

  it('has nothing to go on with when no sweep is under way, and begins the first one by itself', async () => {
    await set(10);
    expect(await stage.instance().sweep(false)).toMatchObject({ result: 'done', counts: { new: 10 } });
    expect(await stage.instance().sweep(false)).toEqual({ result: 'idle' });
    const later = stage.instance({ clock: () => new Date(NOW.getTime() + 40 * 3_600_000), access: { kind: 'token', token: stage.provider.oauth.grant() } });
    expect(await later.sweep(false)).toMatchObject({ result: 'done' });
  });
});
