import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/domain/ids.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/domain/notice/preferences.ts';
import { type Status, statusOf } from '../../src/domain/status.ts';
import type { Answer, LocalSlack, Person } from '../../src/sandbox/slack/index.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import type { RecordOptions } from '../../src/usecases/ports/recorder.ts';
import { writeDigests } from '../../src/usecases/writeDigests.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const THRESHOLDS = { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };

type Someone = { name: string; person: Person };

describe.each([quickest])('what a sender hears, on $name', ({ open }) => {
  let door: FrontDoor;
  let ops: LocalSlack['general'];
  let numbers = 1000;
  beforeAll(async () => {
    door = await openFrontDoor(await open(), (slack) => ({ OPS_CHANNEL: slack.channel({ name: 'gift-ops', withBot: true }).id }));
    ops = channelOf('gift-ops');
    for (const source of ['CSV', 'API']) await door.store.workspaces.markSourceRead(door.workspaceId, source, TODAY);
  });
  afterAll(() => door.close());

  const channelOf = (name: string) => {
    const found = [...door.slack.state.channels.values()].find((channel) => channel.name === name);
    if (!found) throw new Error(`no channel ${name}`);
    return found;
  };
  const who = async (name: string, tz = 'UTC'): Promise<Someone> => {
    await door.store.members.save(door.workspaceId, [{ email: emailOf(name), name, role: 'SENDER', teams: [] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });
    return { name, person: door.slack.user({ name, email: emailOf(name), tz }) };
  };
  type Said = Partial<SendRecord> & { hoursAgo?: number };
  const recordOf = (sender: string, number: number, status: Status | string, { hoursAgo = 0, ...said }: Said = {}): SendRecord => numbered(number, {
    senderEmail: emailOf(sender), senderName: sender,
    observations: [{ status: typeof status === 'string' ? statusOf(status, '') : status, at: new Date(door.now().getTime() - hoursAgo * HOUR), approximate: false }], ...said,
  });
  const tell = (records: readonly SendRecord[], options: Partial<RecordOptions> = {}) =>
    door.store.recorder.record(door.workspaceId, records, { source: 'webhook', now: door.now(), dryRun: false, ...options });
  const happens = async (sender: string, number: number, status: Status | string, said: Said = {}, options: Partial<RecordOptions> = {}): Promise<void> => {
    await tell([recordOf(sender, number, status, said)], options);
    await door.delivered();
  };
  /** What they chose, as the dialog would keep it. */
  const prefers = async (name: string, chosen: Partial<Preferences>, zone = 'UTC'): Promise<MemberId> => {
    const id = (await door.store.people.byEmail(door.workspaceId, emailOf(name)))?.id;
    if (id === undefined) throw new Error(`no member ${name}`);
    await door.store.notices.saveSettings(door.workspaceId, id, { preferences: { ...DEFAULT_PREFERENCES, ...chosen }, zone });
    return id;
  };
  const until = (moment: string): Promise<void> => door.forward(Date.parse(moment) - door.now().getTime());
  const dms = ({ person }: Someone): Answer[] => person.sees();
  const said = (whom: Someone): string[] => dms(whom).map(({ visible }) => visible);
  const thread = (answer: Answer | undefined) => (answer && 'message' in answer.source ? answer.source.message : undefined);
  const morning = async (): Promise<void> => {
    await writeDigests({ ...door.store, thresholds: THRESHOLDS })(door.now());
    await door.delivered();
  };

  it('a gift ships: one card, with why they hear it the first time; the next has no such line', async () => {
    const sam = await who('Sam Lee');
    const number = numbers++;
    await happens('Sam Lee', number, 'ORDER_RECEIVED', { hoursAgo: 1 });
    expect(said(sam)).toEqual([]);
    await happens('Sam Lee', number, 'SHIPPED', { tracking: { carrier: 'UPS', number: '1Z999AA10123456784' } });
    const [card] = dms(sam);
    expect(card?.visible).toContain('*Your gift to Jane Park is on its way*');
    expect(card?.visible).toContain('`/sends settings` changes what comes, and when.');
    expect(card?.visible).not.toContain('Springfield');
    expect(card?.buttons.map(({ label }) => label)).toEqual(['Details', 'Track', 'Share', 'Mute']);
    await happens('Sam Lee', numbers++, 'SHIPPED');
    expect(said(sam)).toHaveLength(2);
    expect(said(sam)[1]).not.toContain('You hear this because');
  });

  it('a gift arrives: the card is edited, a quiet reply stands in its thread, and the morning tells it', async () => {
    const mia = await who('Mia Chen');
    const number = numbers++;
    await happens('Mia Chen', number, 'SHIPPED');
    await door.forward(HOUR);
    await happens('Mia Chen', number, 'DELIVERED');
    const [card, reply, ...others] = dms(mia);
    expect(others).toEqual([]);
    expect(card?.visible).toContain('*Your gift to Jane Park arrived*');
    expect(card?.menus.flatMap(({ options }) => options.map(({ label }) => label))).toEqual(['Tomorrow', 'In 3 days', 'On a date…']);
    expect(reply?.visible).toContain('Your gift to Jane Park arrived.');
    expect(thread(reply)).toMatchObject({ threadTs: thread(card)?.ts, broadcast: false });
    await happens('Mia Chen', number, 'UNDELIVERABLE');
    expect(thread(dms(mia)[2])).toMatchObject({ threadTs: thread(card)?.ts, broadcast: true });
    expect(dms(mia)[2]?.visible).toContain('could not be delivered');
  });

  it('API and webhook name it at slightly different times: it is told once', async () => {
    const tom = await who('Tom Berg');
    const number = numbers++;
    await happens('Tom Berg', number, 'ORDER_RECEIVED', { hoursAgo: 2 });
    await Promise.all([tell([recordOf('Tom Berg', number, 'SHIPPED')]), tell([recordOf('Tom Berg', number, 'SHIPPED', { hoursAgo: 0.001 })], { source: 'API' })]);
    await door.delivered();
    await happens('Tom Berg', number, 'SHIPPED', { hoursAgo: 0.002 }, { source: 'API' });
    expect(said(tom)).toHaveLength(1);
  });

  it('a campaign ships 200: three cards, five that need them, and one message of all, which grows', async () => {
    const ana = await who('Ana Holm');
    const wave = (from: number, count: number, status: string) => Array.from({ length: count }, (_, i) => recordOf('Ana Holm', from + i, status, { recipientName: `Person ${from + i}` }));
    const from = 10_000;
    await tell([...wave(from, 100, 'SHIPPED'), ...wave(from + 100, 9, 'UNDELIVERABLE')]);
    await door.delivered();
    expect(said(ana)).toHaveLength(9);
    const fold = dms(ana)[8];
    expect(fold?.visible).toContain('*Q4 Thank You: 100 shipped, 9 need you*');
    expect(fold?.visible.match(/Support can look into it/g)).toHaveLength(9);
    await door.forward(5 * MINUTE);
    await tell(wave(from + 200, 87, 'SHIPPED'));
    await door.delivered();
    expect(said(ana)).toHaveLength(9);
    expect(fold?.now().visible).toContain('*Q4 Thank You: 187 shipped, 9 need you*');
    const nine = await fold?.now().press('Show the 9');
    expect(nine?.visible.match(/Person \d+/g)).toHaveLength(9);
    const page = await fold?.now().press('Show all');
    expect((await page?.press('Next'))?.visible).toContain('Page 2');
    await door.forward(MINUTE);
    await happens('Ana Holm', from + 300, 'FULFILLMENT_ISSUE', { recipientName: 'Late Lou' });
    const more = dms(ana).at(-1);
    expect(more?.visible).toContain('Late Lou');
    expect(thread(more)).toMatchObject({ threadTs: thread(fold)?.ts, broadcast: true });
    expect(fold?.now().visible).toContain('10 need you');
  });

  it('what stands in one message of all moves on: it is redrawn, once for however much', async () => {
    const ivy = await who('Ivy Wave');
    const from = 11_000;
    const wave = (start: number, count: number, status: string, hoursAgo = 0) => Array.from({ length: count }, (_, i) => recordOf('Ivy Wave', start + i, status, { recipientName: `Person ${start + i}`, hoursAgo }));
    await tell([...wave(from, 20, 'SHIPPED', 1), ...wave(from + 100, 9, 'UNDELIVERABLE', 1)]);
    await door.delivered();
    const fold = dms(ivy).at(-1);
    expect(fold?.visible).toContain('*Q4 Thank You: 20 shipped, 9 need you*');
    let edits = 0;
    const stop = door.slack.state.subscribe((change) => {
      if (change.kind === 'message' && change.how === 'changed' && change.message.ts === thread(fold)?.ts) edits += 1;
    });
    for (let i = 0; i < 9; i++) await tell(wave(from + 100 + i, 1, 'DELIVERED'));
    for (let i = 10; i < 20; i++) await tell(wave(from + i, 1, 'DELIVERED'));
    await door.delivered();
    await door.forward(15_000);
    expect(fold?.now().visible).toContain('*Q4 Thank You: 19 delivered, 10 shipped*');
    expect(fold?.now().buttons.map(({ label }) => label)).toEqual(['Show all', 'Export']);
    expect(edits).toBe(1);
    stop();
    await tell(wave(from + 1, 1, 'DELIVERED'));
    await door.forward(15_000);
    expect(fold?.now().visible).toContain('*Q4 Thank You: 20 delivered, 9 shipped*');
  });

  it('choose it: settings open at once, are checked, kept, and hold', async () => {
    const ida = await who('Ida Holm', 'Europe/Berlin');
    await ida.person.types('/sends settings');
    const dialog = await ida.person.modalFilled('Times are in Europe/Berlin');
    expect(dialog.visible).toContain('Could not be delivered');
    expect((await ida.person.submits({ quiet_from: { notice_quiet_from: '22:00' } })).errors).toEqual({ quiet_to: expect.stringContaining('need a beginning and an end') });
    const { modal, errors } = await ida.person.submits({
      quiet_from: { notice_quiet_from: '22:00' }, quiet_to: { notice_quiet_to: '07:00' }, event_delivered: { notice_event_delivered: 'now' }, event_shipped: { notice_event_shipped: 'off' },
    });
    expect(errors).toEqual({});
    expect(modal?.visible).toContain('Quiet from 22:00 until 07:00.');
    const number = numbers++;
    await happens('Ida Holm', number, 'SHIPPED');
    expect(said(ida)).toEqual([]);
    await happens('Ida Holm', number, 'DELIVERED');
    expect(said(ida)).toEqual([expect.stringContaining('arrived')]);
  });

  it('quiet hours delay and merge: what was overtaken in the night is told as it is in the morning', async () => {
    const kim = await who('Kim Roe', 'Europe/Berlin');
    await prefers('Kim Roe', { quiet: { from: 22 * 60, to: 7 * 60 } });
    await until('2026-11-21T23:30:00Z');
    const number = numbers++;
    await happens('Kim Roe', number, 'SHIPPED');
    await door.forward(2 * HOUR);
    await happens('Kim Roe', number, 'UNDELIVERABLE');
    await until('2026-11-22T05:59:00Z');
    expect(said(kim)).toEqual([]);
    await until('2026-11-22T06:00:00Z');
    expect(said(kim)).toEqual([expect.stringContaining('could not be delivered')]);
  });

  it('the morning: what needs them and what moved, once, at their nine o’clock; nothing for whom there is nothing', async () => {
    const [lou, eve] = [await who('Lou Ames', 'America/New_York'), await who('Eve Nil', 'America/New_York')];
    await happens('Lou Ames', numbers++, 'DELIVERED', { recipientName: 'Deb Arrived' });
    await happens('Lou Ames', numbers++, 'FULFILLMENT_ISSUE', { recipientName: 'Paul Paused' });
    expect(said(lou)).toHaveLength(1);
    await until('2026-11-23T09:00:00Z');
    await morning();
    expect(said(lou)).toHaveLength(1);
    await until('2026-11-23T14:00:00Z');
    await morning();
    await morning();
    const [, digest, ...others] = said(lou);
    expect(others).toEqual([]);
    expect(digest).toContain('*Good morning*');
    expect(digest).toContain('1 needs you, 1 delivered');
    expect(digest).toContain('Paul Paused');
    expect(digest).toContain('Deb Arrived');
    expect(said(eve)).toEqual([]);
    expect((await dms(lou)[1]?.choose('Deb Arrived', 'Remind me in 3 days'))?.visible).toContain('I’ll remind you of the gift to Deb Arrived');
  });

  it('a manager’s morning has their teams’; one written before Slack told where they live waits for theirs', async () => {
    await door.store.members.save(door.workspaceId, [{ email: emailOf('Tia Lead'), name: 'Tia Lead', role: 'MANAGER', teams: ['Nordics'] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });
    const tia = { name: 'Tia Lead', person: door.slack.user({ name: 'Tia Lead', email: emailOf('Tia Lead'), tz: 'Asia/Tokyo' }) };
    await who('Nils Nord');
    await happens('Nils Nord', numbers++, 'SHIPPED', { team: 'Nordics' });
    await happens('Nils Nord', numbers++, 'DELIVERED', { team: 'Nordics' });
    await happens('Nils Nord', numbers++, 'UNDELIVERABLE', { team: 'Nordics' });
    await until('2026-11-24T09:00:00Z');
    await morning();
    expect(said(tia)).toEqual([]);
    await until('2026-11-24T23:59:00Z');
    expect(said(tia)).toEqual([]);
    await until('2026-11-25T00:00:00Z');
    expect(said(tia)).toEqual([expect.stringContaining('Your teams: 1 needs attention, 1 shipped, 1 delivered, 1 not deliverable')]);
    await until('2026-11-25T09:00:00Z');
    await morning();
    expect(said(tia)).toHaveLength(1);
  });

  it('a gift with another sender by now goes to that one', async () => {
    const [old, other] = [await who('Old Owner'), await who('New Owner')];
    const number = numbers++;
    await tell([recordOf('Old Owner', number, 'SHIPPED', { hoursAgo: 1 })]);
    await tell([recordOf('New Owner', number, 'SHIPPED')]);
    await door.delivered();
    expect(said(old)).toEqual([]);
    expect(said(other)).toHaveLength(1);
  });

  it('a first import is silent, and so is what is old; what still asks them to act comes late, together', async () => {
    const max = await who('Max Roy');
    const from = 20_000;
    const many = (status: string, hoursAgo: number) => Array.from({ length: 12 }, (_, i) => recordOf('Max Roy', from + i, status, { hoursAgo }));
    await tell(many('ORDER_RECEIVED', 200), { source: 'CSV' });
    await tell(many('UNDELIVERABLE', 100), { source: 'CSV' });
    await tell([recordOf('Max Roy', from + 50, 'ORDER_RECEIVED', { hoursAgo: 200 })]);
    await tell([recordOf('Max Roy', from + 50, 'SHIPPED', { hoursAgo: 100 })]);
    await door.delivered();
    expect(said(max)).toEqual([expect.stringContaining('*12 gifts still need you*')]);
    await tell(many('REFUNDED', 0));
    await door.forward(15_000);
    expect(dms(max)[0]?.now().visible).toContain('*Nothing here needs you any more: 12 refunded*');
  });

  it('a status is taken back: they hear that it turned out not to have shipped', async () => {
    const ben = await who('Ben Ash');
    const number = numbers++;
    await happens('Ben Ash', number, 'SHIPPED', { hoursAgo: 2 });
    await happens('Ben Ash', number, 'ORDER_RECEIVED', { hoursAgo: 1 });
    const [card, reply] = said(ben);
    expect(card).toContain('*It turned out not to have shipped.*');
    expect(reply).toContain('A correction: Your gift to Jane Park turned out not to have shipped.');
  });

  it('the way to the warehouse is never told as shipped', async () => {
    const amy = await who('Amy Zon');
    await happens('Amy Zon', numbers++, 'AMAZON_SHIPPED', { kind: 'Amazon' });
    expect(said(amy)).toEqual([]);
    await prefers('Amy Zon', { events: { progress: 'now' } });
    await happens('Amy Zon', numbers++, 'AMAZON_SHIPPED', { kind: 'Amazon' });
    expect(said(amy)).toEqual([expect.stringContaining('is on its way to the warehouse')]);
  });

  it('their own doing is not told to them', async () => {
    const pat = await who('Pat Own');
    const member = await prefers('Pat Own', { events: { ended: 'now' } });
    await happens('Pat Own', numbers++, 'CANCELED', {}, { by: member });
    expect(said(pat)).toEqual([]);
    await happens('Pat Own', numbers++, 'CANCELED');
    expect(said(pat)).toHaveLength(1);
  });

  it('mute: no more of this gift, and again after unmuting', async () => {
    const joy = await who('Joy Mut');
    const number = numbers++;
    await happens('Joy Mut', number, 'SHIPPED');
    await dms(joy)[0]?.press('Mute');
    await door.slack.idle();
    await door.delivered();
    expect(said(joy)).toContainEqual(expect.stringContaining('You hear no more of the gift to Jane Park'));
    expect(dms(joy)[0]?.buttons.map(({ label }) => label)).toContain('Unmute');
    const before = said(joy).length;
    await happens('Joy Mut', number, 'UNDELIVERABLE');
    expect(said(joy)).toHaveLength(before);
    await dms(joy)[0]?.now().press('Unmute');
    await door.slack.idle();
    await happens('Joy Mut', number, 'FAILED', { hoursAgo: -0.05 });
    expect(said(joy).filter((text) => text.includes('failed'))).not.toEqual([]);
  });

  it('remind me: tomorrow, in three days or on a date, in their morning', async () => {
    const rob = await who('Rob Min', 'America/New_York');
    const number = numbers++;
    await prefers('Rob Min', { digest: false, events: { delivered: 'now' } });
    await happens('Rob Min', number, 'DELIVERED');
    const card = dms(rob)[0];
    expect((await card?.choose(0, 'Tomorrow'))?.visible).toContain('I’ll remind you of the gift to Jane Park');
    await card?.choose(0, 'On a date…');
    expect((await rob.person.submits({ remind_on: { notice_remind_date: '2026-11-20' } })).modal?.visible).toContain('Choose a day after today');
    const { modal } = await rob.person.submits({ remind_on: { notice_remind_date: '2026-12-24' } });
    expect(modal?.visible).toContain('I’ll remind you');
    const reminders = () => said(rob).filter((text) => text.includes('You asked me to remind you'));
    await until('2026-11-26T13:59:00Z');
    expect(reminders()).toEqual([]);
    await until('2026-11-26T14:00:00Z');
    expect(reminders()).toHaveLength(1);
    await until('2026-12-24T14:00:00Z');
    expect(reminders()).toHaveLength(2);
  });

  it('a sender who can’t be reached: the team’s managers hear it, marked; nobody: operations, by number only', async () => {
    await door.store.members.save(door.workspaceId, [{ email: emailOf('Meg Ager'), name: 'Meg Ager', role: 'MANAGER', teams: ['Field'] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });
    const meg = { name: 'Meg Ager', person: door.slack.user({ name: 'Meg Ager', email: emailOf('Meg Ager') }) };
    door.slack.user({ name: 'Gone Guy', email: emailOf('Gone Guy'), deleted: true });
    await happens('Gone Guy', numbers++, 'SHIPPED', { team: 'Field' });
    expect(said(meg)).toEqual([expect.stringContaining('For Gone Guy')]);
    expect(said(meg)[0]).toContain('Gone Guy’s gift to Jane Park is on its way');
    await happens('Nobody Known', numbers++, 'SHIPPED', { team: 'Nowhere' });
    const heard = door.slack.state.messages.history(ops.id).map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('News of a send whose sender I can’t reach in Slack');
    expect(heard[0]).toContain(`#${numbers - 1} · Shipped`);
    expect(heard[0]).not.toMatch(/Jane|Nobody|Mug|Q4/);
  });

  it('daylight saving: quiet until seven is until seven in the night that loses an hour', async () => {
    const dan = await who('Dan Sun', 'Europe/Berlin');
    await prefers('Dan Sun', { quiet: { from: 22 * 60, to: 7 * 60 } });
    await until('2027-03-27T22:00:00Z');
    await happens('Dan Sun', numbers++, 'SHIPPED');
    await until('2027-03-28T04:59:00Z');
    expect(said(dan)).toEqual([]);
    await until('2027-03-28T05:00:00Z');
    expect(said(dan)).toHaveLength(1);
  });

  it('nothing of it was beyond Slack’s limits', () => {
    expect(door.slack.invalid).toEqual([]);
  });
});

describe.each([quickest])('with NOTIFICATIONS=off', ({ open }) => {
  it('nobody is told anything of their sends, not what waited either, nor in the morning', async () => {
    const door = await openFrontDoor(await open(), { NOTIFICATIONS: 'off' });
    const sam = await door.member('Sam Lee');
    await door.sends();
    await door.store.recorder.record(door.workspaceId, [numbered(1, { observations: [{ status: { name: 'UNDELIVERABLE' }, at: TODAY, approximate: false }] })], { source: 'webhook', now: TODAY, dryRun: false });
    await door.delivered();
    await writeDigests({ ...door.store, thresholds: THRESHOLDS })(door.now());
    await door.delivered();
    expect(sam.sees()).toEqual([]);
    expect((await sam.types('/send 1')).visible).toContain('could not be delivered');
    await door.close();
  });
});
