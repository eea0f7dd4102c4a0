import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/domain/ids.ts';
import { DEFAULT_PREFERENCES } from '../../src/domain/notice/preferences.ts';
import type { KnownStatus } from '../../src/domain/status.ts';
import type { Answer, Person } from '../../src/sandbox/slack/index.ts';
import type { MemberRecord } from '../../src/usecases/ports.ts';
import { memberId } from '../support/builders.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { dialogOf, emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each([quickest])('following a gift of somebody else’s, on $name', ({ open }) => {
  let db: TestDatabase;
  let door: FrontDoor;
  let sam: Person;
  let mia: Person;
  let miaId: MemberId;
  let number = 100;

  const idOf = async (name: string): Promise<MemberId> => memberId(String((await db.query('SELECT id FROM members WHERE email = $1', [emailOf(name)]))[0]?.['id']));
  const is = (name: string, role: MemberRecord['role'], teams: MemberRecord['teams']) =>
    door.store.members.save(door.workspaceId, [{ email: emailOf(name), name, role, teams }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });
  beforeAll(async () => {
    db = await open();
    door = await openFrontDoor(db);
    await door.sends(numbered(1, { recipientName: 'Nobody' }));
    sam = await door.member('Sam Lee');
    mia = await door.member('Mia Chen', 'MANAGER', ['EMEA']);
    miaId = await idOf('Mia Chen');
    await sam.types('/sends');
    await mia.types('/sends');
  });
  afterAll(() => door.close());
  // Every test has a gift of its own, in its own hour: nothing folds.
  beforeEach(async () => {
    number += 1;
    await door.forward(HOUR);
    await is('Mia Chen', 'MANAGER', ['EMEA']);
    await door.store.notices.saveSettings(door.workspaceId, miaId, { preferences: DEFAULT_PREFERENCES, zone: 'UTC' });
    await door.sends(gift('ORDER_RECEIVED'));
    await door.delivered();
  });

  const gift = (name: Exclude<KnownStatus, 'ON_HOLD'>) =>
    numbered(number, { recipientName: `Jane ${number}`, observations: [{ status: { name }, at: door.now(), approximate: false }], createdAt: new Date('2026-11-19T00:00:00Z') });
  const becomes = async (name: Exclude<KnownStatus, 'ON_HOLD'>, by?: MemberId): Promise<void> => {
    await door.forward(MINUTE);
    await door.store.recorder.record(door.workspaceId, [gift(name)], { source: 'CSV', now: door.now(), dryRun: false, ...(by && { by }) });
    await door.delivered();
  };
  const heard = (person: Person): string[] => person.sees().map(({ text }) => text).filter((text) => text.includes(`Jane ${number}`));
  const follows = async () => Number((await db.query('SELECT count(*)::int AS n FROM follows f JOIN sends s ON s.id = f.send_id WHERE s.number = $1', [String(number)]))[0]?.['n']);

  it('is a button on its card, which shows it, and its news come like its sender’s', async () => {
    const card = await mia.types(`/send ${number}`);
    await card.press('Follow');
    expect(card.now().visible).toContain('You follow this gift');
    expect(card.now().buttons.map(({ label }) => label)).toContain('Unfollow');
    await becomes('SHIPPED');
    expect(heard(sam)).toHaveLength(1);
    expect(heard(mia)).toHaveLength(1);
    const [dm] = mia.sees().slice(-1);
    expect(dm?.buttons.map(({ label }) => label)).not.toContain('Mute');
    await becomes('DELIVERED');
    expect(mia.sees().slice(-1)[0]?.text).toContain('arrived');
    await card.now().press('Unfollow');
    expect(card.now().visible).not.toContain('You follow this gift');
    expect(await follows()).toBe(0);
  });

  it('can be typed, and its sender hears anyway', async () => {
    expect((await mia.types(`/send ${number} follow`)).visible).toContain(`You follow the gift to Jane ${number}`);
    expect((await mia.types(`/send follow ${number}`)).visible).toContain(`You follow the gift to Jane ${number}`);
    expect(await follows()).toBe(1);
    expect((await mia.types(`/send ${number} unfollow`)).visible).toContain(`You don’t follow the gift to Jane ${number}`);
    expect((await sam.types(`/send ${number} follow`)).visible).toContain('is yours');
    expect((await sam.types(`/send ${number}`)).buttons.map(({ label }) => label)).not.toContain('Follow');
    await becomes('SHIPPED');
    expect(heard(mia)).toEqual([]);
  });

  it('stands in the details, too', async () => {
    const card = await mia.types(`/send ${number}`);
    await card.press('Details');
    const details = await mia.modalFilled('Recent updates');
    expect((await details.press('Follow')).visible).toContain(`You follow the gift to Jane ${number}`);
    expect(await follows()).toBe(1);
  });

  describe('is two clicks away from every row, as sharing and muting are,', () => {
    const offered = (answer: Answer): string[] => answer.menus.flatMap(({ row, options }) => (row.includes(`Jane ${number}`) ? options.map(({ label }) => label) : []));

    it('of another’s: followed, unfollowed, and asked anew who may', async () => {
      const list = await mia.types(`/sends all ${number}`);
      expect(offered(list)).toEqual(['Details', 'Show card', 'Follow', 'Share']);
      expect((await list.choose(`Jane ${number}`, 'Follow')).visible).toContain(`You follow the gift to Jane ${number}`);
      expect(list.now().visible).toBe(list.visible);
      expect(offered(await mia.types(`/sends team ${number}`))).toContain('Unfollow');
      await is('Mia Chen', 'MANAGER', ['APAC']);
      expect((await list.choose(`Jane ${number}`, 'Follow')).visible).toContain('I don’t find this send');
      expect((await list.choose(`Jane ${number}`, 'Share')).visible).toContain('I don’t find this send');
    });

    it('of one’s own: muted, on Home, too, and heard of again from its card', async () => {
      const home = await sam.opensHome();
      expect(offered(home)).toEqual(['Details', 'Show card', 'Mute', 'Share']);
      await home.choose(`Jane ${number}`, 'Mute');
      expect(await dialogOf(sam)).toContain(`You hear no more of the gift to Jane ${number}`);
      await sam.closes();
      await door.forward(5_000);
      expect(offered(sam.home ?? home)).toContain('Unmute');
      await becomes('FULFILLMENT_ISSUE');
      expect(heard(sam)).toEqual([]);
      const card = await sam.types(`/send ${number}`);
      expect(card.visible).toContain('You muted this gift');
      await card.press('Unmute');
      expect([card.now().visible.includes('You muted this gift'), card.now().buttons.map(({ label }) => label).includes('Mute')]).toEqual([false, true]);
      expect((await sam.types(`/send mute ${number}`)).visible).toContain(`You hear no more of the gift to Jane ${number}`);
      expect((await sam.types(`/send ${number} unmute`)).visible).toContain(`the gift to Jane ${number}`);
      await card.now().press('Details');
      const details = await sam.modalFilled('Recent updates');
      expect(details.buttons.map(({ label }) => label)).toEqual(expect.arrayContaining(['Mute', 'Share']));
      await sam.closes();
      await becomes('SHIPPED');
      expect(heard(sam)).toHaveLength(1);
    });

    it('in what was searched for, and by several numbers', async () => {
      await door.sends(numbered(`${number}0`, { recipientName: `Jane ${number}`, observations: [{ status: { name: 'ORDER_RECEIVED' }, at: door.now(), approximate: false }] }));
      expect(offered(await mia.types(`/send ${number}, ${number}0`))).toEqual(['Details', 'Show card', 'Follow', 'Share', 'Details', 'Show card', 'Follow', 'Share']);
      await mia.says(`${number}, ${number}0`);
      await expect.poll(() => mia.sees().slice(-1).map(offered)).toEqual([['Details', 'Show card', 'Follow', 'Share', 'Details', 'Show card', 'Follow', 'Share']]);
      await mia.sees().slice(-1)[0]?.choose(`Jane ${number}`, 'Share');
      expect((await mia.modalFilled('#')).text).toBe('Share a send');
      await mia.closes();
    });
  });

  it('does not echo what they did themselves, and heeds what they chose', async () => {
    await mia.types(`/send ${number} follow`);
    await becomes('SHIPPED', miaId);
    expect(heard(mia)).toEqual([]);
    expect(heard(sam)).toHaveLength(1);
    await door.store.notices.saveSettings(door.workspaceId, miaId, { preferences: { ...DEFAULT_PREFERENCES, events: { delivered: 'off' } }, zone: 'UTC' });
    await becomes('DELIVERED');
    expect(heard(mia)).toEqual([]);
  });

  it('ends without a word when they may not see it any more', async () => {
    await mia.types(`/send ${number} follow`);
    await is('Mia Chen', 'MANAGER', ['APAC']);
    await becomes('SHIPPED');
    expect(heard(mia)).toEqual([]);
    expect(heard(sam)).toHaveLength(1);
    expect(await follows()).toBe(0);
    await is('Mia Chen', 'MANAGER', ['EMEA']);
    await becomes('UNDELIVERABLE');
    expect(heard(mia)).toEqual([]);
  });

  it('is theirs alone: nobody hears in their place', async () => {
    const ben = await door.member('Ben Carter', 'MANAGER', ['EMEA']);
    await ben.types('/sends');
    await mia.types(`/send ${number} follow`);
    mia.user.deleted = true;
    await door.slack.sends({ type: 'user_change', user: { id: mia.id, deleted: true } });
    await becomes('SHIPPED');
    mia.user.deleted = false;
    await door.slack.sends({ type: 'user_change', user: { id: mia.id, deleted: false } });
    expect([heard(mia), heard(ben)]).toEqual([[], []]);
    expect(heard(sam)).toHaveLength(1);
  });

  it('is for 50 at most', async () => {
    await db.query(`INSERT INTO members (workspace_id, id, email, name, search_text) SELECT $1::uuid, gen_random_uuid(), 'f' || g || '-' || $2 || '@corp.example', 'F', 'f' FROM generate_series(1, 49) g`, [door.workspaceId, String(number)]);
    await db.query(`INSERT INTO follows (workspace_id, send_id, member_id, followed_at) SELECT s.workspace_id, s.id, m.id, now() FROM sends s, members m WHERE s.number = $1 AND m.email LIKE 'f%-' || $1 || '@corp.example'`, [String(number)]);
    const ana = await door.member('Ana Ruiz', 'ADMIN');
    const answers = await Promise.all([mia, ana].map((person) => person.types(`/send ${number} follow`)));
    expect(answers.map(({ visible }) => /You follow|As many follow/.exec(visible)?.[0]).toSorted()).toEqual(['As many follow', 'You follow']);
    expect(await follows()).toBe(50);
  });

  it('is nothing that Slack would refuse', () => expect(door.slack.invalid).toEqual([]));
});
