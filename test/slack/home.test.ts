import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MemberId } from '../../src/domain/ids.ts';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { statusOf, type StatusName } from '../../src/domain/status.ts';
import type { Answer, Person } from '../../src/sandbox/slack/index.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import type { WantedPerson } from '../../src/usecases/ports/people.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';
import { slackUserId } from './slackUserId.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Opens Home, and waits for more than that it is being looked up. */
const opens = (person: Person) => person.opensHome(({ visible }) => !visible.includes('Looking up your gifts'));
const DAY = 24 * 3600 * SECOND;

describe.each([quickest])('the Home tab, on $name', ({ open }) => {
  let door: FrontDoor;
  let numbers = 5000;
  beforeAll(async () => {
    door = await openFrontDoor(await open(), { NOTIFICATIONS: 'off', CANCEL_MODE: 'tracker' });
    await door.store.workspaces.markSourceRead(door.workspaceId, 'CSV', door.now());
  });
  afterAll(() => door.close());

  type Said = Partial<SendRecord> & { daysAgo?: number };
  const sendOf = (sender: string, status: Exclude<StatusName, 'UNKNOWN'>, { daysAgo = 1, ...said }: Said = {}): SendRecord => numbered(numbers++, {
    senderEmail: emailOf(sender), senderName: sender, recipientName: `Recipient ${numbers}`,
    observations: [{ status: statusOf(status, ''), at: new Date(door.now().getTime() - daysAgo * DAY), approximate: false }], ...said,
  });
  const happens = (...records: SendRecord[]) => door.store.recorder.record(door.workspaceId, records, { source: 'webhook', now: door.now(), dryRun: false });
  const published = ({ id }: Person): number => door.slack.calls.filter(({ method, args, ok }) => method === 'views.publish' && args['user_id'] === id && ok && !JSON.stringify(args).includes('Looking up your gifts')).length;

  it('shows a Sender what needs them, the counts, what is new and how old it is', async () => {
    const sam = await door.member('Sam Home');
    await happens(sendOf('Sam Home', 'SHIPPED'), sendOf('Sam Home', 'DELIVERED'), sendOf('Sam Home', 'UNDELIVERABLE', { recipientName: 'Jane Park' }), sendOf('Sam Home', 'DELIVERED'));
    const home = await opens(sam);
    expect(home.surface).toBe('home');
    const order = ['4 in all, 1 needs you, 1 on their way', 'What needs you first', 'Jane Park', 'Your sends by status', '*Delivered* 2 · 50% `▇▇▇▇▇▇▇▇▇▇▇▇▇▇`', 'Your recent sends', 'Data as of', '[Refresh]'];
    expect(order.map((text) => home.visible.indexOf(text))).toEqual(order.map((text) => home.visible.indexOf(text)).toSorted((a, b) => a - b));
    expect(home.visible.match(/Jane Park/g)).toHaveLength(1);
    expect(home.visible).not.toMatch(/Springfield|Thank you, Jane|Your teams|whole workspace/);
    expect(home.buttons.map(({ label }) => label)).toEqual(['Refresh', 'Filter…', 'Find a send…', 'All my sends', 'My figures', 'Export', 'Settings…', 'Help']);
    expect(door.slack.invalid).toEqual([]);
  });

  it('shows a Manager the teams, with the money that does not move or came back, each currency for itself', async () => {
    const mia = await door.member('Mia Home', 'MANAGER', ['Nordics']);
    const cost = (cents: number, currency = 'USD') => ({ team: 'Nordics', cost: { cents, currency } });
    await happens(
      sendOf('Kai', 'ORDER_RECEIVED', { daysAgo: 9, ...cost(2_500) }), sendOf('Kai', 'ORDER_RECEIVED', { daysAgo: 12, ...cost(10_000) }), sendOf('Kai', 'FULFILLMENT_ISSUE', { daysAgo: 4, ...cost(7_000, 'EUR') }),
      sendOf('Kai', 'ORDER_RECEIVED', { daysAgo: 2, ...cost(999_900) }), sendOf('Kai', 'UNDELIVERABLE', { daysAgo: 3, ...cost(4_200) }), sendOf('Kai', 'UNDELIVERABLE', { daysAgo: 40, ...cost(999_900) }),
      sendOf('Kai', 'ORDER_RECEIVED', { daysAgo: 9, cost: { cents: 77_700, currency: 'USD' }, team: 'Elsewhere' }),
    );
    const { visible, press } = await opens(mia);
    expect(visible).toContain('You have no sends yet');
    expect(visible).toContain('Your teams');
    expect(visible).toContain('6 in all, 4 need attention');
    expect(visible).toContain('3 stuck: *125.00 USD* · *70.00 EUR*');
    expect(visible).toContain('1 came back within a month: *42.00 USD*');
    expect(visible).not.toContain('777');
    const stuck = await press('What is stuck');
    expect(stuck.surface).toBe('modal');
    expect((await mia.modalFilled('3 gifts are stuck')).visible.match(/From Kai\./g)).toHaveLength(3);
  });

  it('leads to all that its counts say needs somebody, a page at a time, as do lists and the command, and to nobody else', async () => {
    const held = (i: number): SendRecord => sendOf('Nora Home', 'ON_HOLD', { team: 'Held', daysAgo: 40 - i, recipientName: `Held ${String(i).padStart(2, '0')}` });
    await happens(...Array.from({ length: 12 }, (_, i) => held(i)));
    const [nora, max, eve] = [await door.member('Nora Home'), await door.member('Max Held', 'MANAGER', ['Held']), await door.member('Eve Held')];
    const heldIn = (text: string): string[] => text.match(/Held \d\d/g) ?? [];
    expect((await (await opens(nora)).press('Show the 12 that need you')).surface).toBe('modal');
    expect(heldIn((await nora.modalFilled('12 gifts need you')).visible)).toEqual(Array.from({ length: 10 }, (_, i) => `Held ${String(i).padStart(2, '0')}`));
    const all = await (await nora.types('/sends')).press('Show the 12 that need you');
    expect(heldIn((await all.press('Next')).visible)).toEqual(['Held 10', 'Held 11']);
    await (await opens(max)).press('Show the 12 that need attention');
    expect((await max.modalFilled('12 gifts need attention')).visible).toContain('from Nora Home');
    expect((await max.types('/sends needs')).visible).toContain('Nothing needs you right now');
    expect((await max.types('/sends needs team to:"Held 03"')).visible).toMatch(/1 gift needs attention[^]*Only: to “held 03”[^]*Held 03/);
    expect((await eve.types('/sends needs all')).visible).toContain('Nothing needs you right now');
  });

  it('is brought up to date when something of mine changes: once for all that changes within seconds, and nobody else’s', async () => {
    const [ana, tom] = [await door.member('Ana Home'), await door.member('Tom Home')];
    const [first, second] = [sendOf('Ana Home', 'ORDER_RECEIVED', { team: 'West' }), sendOf('Ana Home', 'ORDER_RECEIVED', { team: 'West' })];
    await happens(first, second, sendOf('Tom Home', 'ORDER_RECEIVED', { team: 'West' }));
    await opens(ana);
    await opens(tom);
    await door.forward(60 * SECOND);
    expect([published(ana), published(tom)]).toEqual([1, 1]);
    const moved = (send: SendRecord, status: 'SHIPPED' | 'DELIVERED'): SendRecord => ({ ...send, observations: [{ status: { name: status }, at: door.now(), approximate: false }] });
    await happens(moved(first, 'SHIPPED'));
    await happens(moved(second, 'SHIPPED'));
    await door.forward(SECOND);
    expect(published(ana)).toBe(1);
    await door.forward(2 * SECOND);
    expect([published(ana), published(tom)]).toEqual([2, 1]);
    expect(ana.home?.visible).toContain('2 in all, 2 on their way');
    // What changes while it is published waits its turn; what changes nothing it shows publishes nothing.
    await happens(moved(first, 'DELIVERED'));
    await door.forward(3 * SECOND);
    await door.forward(60 * SECOND);
    expect(published(ana)).toBe(3);
    await happens({ ...first, message: 'Another message', observations: [] });
    await door.forward(60 * SECOND);
    expect(published(ana)).toBe(3);
  });

  it('is left alone when nobody has looked at it for half an hour, and is right when it is opened again', async () => {
    const lea = await door.member('Lea Home');
    const send = sendOf('Lea Home', 'SHIPPED');
    await happens(send);
    await opens(lea);
    await door.forward(31 * 60 * SECOND);
    await happens({ ...send, observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] });
    await door.forward(60 * SECOND);
    expect(published(lea)).toBe(1);
    expect((await opens(lea)).visible).toContain('*Delivered* 1');
  });

  it('is published to a Manager a quarter of a minute apart, however much changes in the teams', async () => {
    const max = await door.member('Max Home', 'MANAGER', ['Busy']);
    await opens(max);
    for (let second = 0; second < 20; second++) {
      await happens(sendOf('Ann', 'SHIPPED', { team: 'Busy' }));
      await door.forward(SECOND);
    }
    expect(published(max)).toBe(2);
    await door.forward(15 * SECOND);
    expect(published(max)).toBe(3);
    expect(max.home?.visible).toContain('20 in all, 20 on their way');
  });

  it('turns the pages of recent sends in place, and keeps the page when something changes', async () => {
    const pia = await door.member('Pia Home');
    const sends = Array.from({ length: 12 }, (_, i) => sendOf('Pia Home', 'SHIPPED', { recipientName: `Row ${String(i).padStart(2, '0')}`, createdAt: new Date(door.now().getTime() - i * DAY) }));
    await happens(...sends);
    const home = await opens(pia);
    const rowsOf = (text: string | undefined): string[] => text?.match(/Row \d\d/g) ?? [];
    expect(rowsOf(home.visible)).toEqual(['Row 00', 'Row 01', 'Row 02', 'Row 03', 'Row 04']);
    const second = await home.press('Next');
    expect(second.surface).toBe('home');
    expect(rowsOf(second.visible)).toEqual(['Row 05', 'Row 06', 'Row 07', 'Row 08', 'Row 09']);
    expect(second.visible).toContain('Page 2');
    await happens(...sends.slice(6, 7).map((send): SendRecord => ({ ...send, observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] })));
    await door.forward(3 * SECOND);
    expect(pia.home?.visible).toContain('*Delivered* 1');
    expect(rowsOf(pia.home?.visible)).toEqual(['Row 05', 'Row 06', 'Row 07', 'Row 08', 'Row 09']);
    expect(rowsOf((await second.now().press('Previous')).visible)).toEqual(rowsOf(home.visible));
  });

  it('answers its buttons in dialogs: details, a card, a search, a list, the help; canceling shows on it by itself', async () => {
    const eva = await door.member('Eva Home');
    await happens(sendOf('Eva Home', 'CONFIRMING_ADDRESS', { recipientName: 'Jane Park' }));
    const home = await opens(eva);
    await home.choose('Jane Park', 'Details');
    expect((await eva.modalFilled('Recipient info')).visible).toContain('1 Main St, Springfield');
    await eva.closes();
    await home.choose('Jane Park', 'Show card');
    await eva.modalFilled('waits for an address');
    await eva.closes();
    await home.press('All my sends');
    await eva.modalFilled('1 in all');
    await eva.closes();
    await home.press('Help');
    await eva.modalFilled('Find one gift');
    await eva.closes();
    await home.press('Filter…');
    const field = (await eva.modalFilled('a saved filter goes on')).blocks.flatMap((block) => (JSON.stringify(block).includes('filter_name') ? [block.block_id] : []));
    await eva.submits(Object.fromEntries(field.map((block) => [block, { filter_name: 'everything-of-mine' }])));
    await eva.closes();
    await door.forward(3 * SECOND);
    await eva.home?.choose('sends_show_saved', 'everything-of-mine');
    await eva.modalFilled('1 in all');
    await eva.closes();
    await home.press('Find a send…');
    expect((await eva.submits({ search: { send_search_text: String(numbers - 1) } })).modal?.visible).toContain('Jane Park');
    await eva.closes();
    await home.choose('Jane Park', 'Cancel…');
    await eva.modalFilled('Jane Park');
    await eva.submits();
    await door.forward(3 * SECOND);
    expect(eva.home?.visible).toContain('*Canceled* 1');
    expect(door.slack.invalid).toEqual([]);
  });

  it('an event that is told twice publishes once; two openings at once leave the newest', async () => {
    const joe = await door.member('Joe Home');
    await happens(sendOf('Joe Home', 'SHIPPED'));
    const event = { type: 'app_home_opened', user: joe.id, tab: 'home' };
    await Promise.all([door.slack.sends(event, { number: 0, eventId: 'Ev0TWICE' }), door.slack.sends(event, { number: 1, eventId: 'Ev0TWICE' })]);
    await door.slack.idle({ quietMs: 300 });
    expect(published(joe)).toBe(1);
    await Promise.all([door.slack.sends(event), door.slack.sends(event)]);
    await door.slack.idle({ quietMs: 300 });
    expect(joe.home?.visible).toContain('1 in all');
    await door.slack.sends({ ...event, tab: 'messages' });
    await door.slack.idle();
    expect(published(joe)).toBe(3);
  });

  it.each([
    ['Slack takes no more views', { kind: 'rate limited', retryAfter: 7 }], ['something else stands there', { kind: 'refused', error: 'hash_conflict' }],
    ['it is taken and not answered', { kind: 'half the json' }], ['Slack is ill', { kind: 'http', status: 503 }],
  ] as const)('is made up for when %s', async (what, fails) => {
    const name = `Ida ${what}`;
    const ida = await door.member(name);
    const send = sendOf(name, 'SHIPPED');
    await happens(send);
    const stop = door.slack.misbehave({ on: 'views.publish', fails, times: 1 });
    await ida.opensTab('home');
    await door.slack.idle({ quietMs: 300 });
    stop();
    await door.forward(10 * SECOND);
    await door.forward(30 * SECOND);
    expect(ida.home?.visible).toContain('1 in all, 1 on their way');
    // The same when it is brought up to date by itself.
    const again = door.slack.misbehave({ on: 'views.publish', fails, times: 1 });
    await happens({ ...send, observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] });
    await door.forward(4 * SECOND);
    again();
    await door.forward(30 * SECOND);
    expect(ida.home?.visible).toContain('*Delivered* 1');
  });

  it('shows a send to who becomes its sender', async () => {
    const [nia, old] = [await door.member('Nia Home'), await door.member('Old Home')];
    await opens(old);
    const send = sendOf('Old Home', 'SHIPPED', { recipientName: 'Passed On' });
    await happens(send);
    expect((await opens(nia)).visible).not.toContain('Passed On');
    await happens({ ...send, senderEmail: emailOf('Nia Home'), senderName: 'Nia Home' });
    await door.forward(4 * SECOND);
    expect(nia.home?.visible).toContain('Passed On');
  });

  it('is given up, and kept for operators, where Slack fails for a day to take what has to leave it', async () => {
    const ned = await door.member('Ned Home', 'MANAGER', ['Nordics']);
    await opens(ned);
    const stop = door.slack.misbehave({ on: 'views.publish', fails: { kind: 'http', status: 503 } });
    await door.store.members.save(door.workspaceId, [{ email: emailOf('Ned Home'), name: 'Ned Home', role: 'SENDER', teams: [] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });
    await door.forward(20 * SECOND);
    const waits = async () => {
      const { waiting, dead } = await door.store.outbox.state(door.workspaceId);
      return { waiting, dead };
    };
    expect(await waits()).toMatchObject({ dead: 0 });
    await door.forward(25 * 3600 * SECOND);
    expect(await waits()).toMatchObject({ dead: 1 });
    stop();
    expect(await door.store.outbox.retryDead(door.workspaceId, 'all', door.now())).toBe(1);
    await door.forward(20 * SECOND);
    expect(await waits()).toMatchObject({ dead: 0 });
    await door.forward(-25 * 3600 * SECOND);
  });

  it('what Slack never takes holds up nothing else of that person', async () => {
    const uma = await door.member('Uma Home');
    const send = sendOf('Uma Home', 'SHIPPED');
    await happens(send);
    await opens(uma);
    const stop = door.slack.misbehave({ on: 'views.publish', fails: { kind: 'refused', error: 'not_enabled' } });
    await happens({ ...send, observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] });
    await door.forward(4 * SECOND);
    stop();
    const { waiting, dead } = await door.store.outbox.state(door.workspaceId);
    expect({ waiting, dead }).toEqual({ waiting: 0, dead: 0 });
    expect((await opens(uma)).visible).toContain('*Delivered* 1');
  });

  it.each([
    ['unmapped', {}, 'I don’t know you as a sender yet'], ['a guest', { restricted: true }, 'Guests see no sends here'], ['a stranger', { teamId: 'T0STRANGER' }, 'This tracker is for another organisation'],
  ])('somebody who is %s reads why nothing is shown, and nothing else', async (who, user, sentence) => {
    const person = door.slack.user({ name: `Pat ${who}`, email: emailOf(`Pat ${who}`), ...user });
    const { visible, buttons } = await opens(person);
    expect(visible).toContain(sentence);
    expect({ buttons, digits: /\d/.test(visible) }).toEqual({ buttons: [], digits: false });
  });

  it('is taken back from somebody who becomes a guest, and given back', async () => {
    const ivy = await door.member('Ivy Home');
    await happens(sendOf('Ivy Home', 'SHIPPED'));
    await opens(ivy);
    const told = async (restricted: boolean): Promise<void> => {
      ivy.user.restricted = restricted;
      await door.slack.sendsUntilTaken({ type: 'user_change', user: { id: ivy.id, deleted: false, is_restricted: restricted, profile: { email: ivy.user.email } } });
    };
    const reads = (text: string): Promise<void> => vi.waitFor(() => expect(ivy.home?.visible).toContain(text), 10_000);
    await told(true);
    await reads('Guests see no sends here');
    await told(false);
    await reads('1 in all');
  });

  /** Their Home, long after they looked last, and once `change` was made by an Admin or in Slack. */
  const afterwards = async (name: string, person: Person, change: (id: MemberId) => Promise<unknown>): Promise<string> => {
    await opens(person);
    await door.forward(HOUR);
    const { id = expect.fail('nobody') } = await door.store.people.byEmail(door.workspaceId, emailOf(name)) ?? {};
    await change(id);
    await door.forward(15 * SECOND);
    return person.home?.visible ?? '';
  };
  const changed = async (id: MemberId, to: Partial<WantedPerson>): Promise<void> => {
    await door.member('Ana Admin', 'ADMIN');
    const ana = await door.store.people.byEmail(door.workspaceId, emailOf('Ana Admin')) ?? expect.fail('no Admin');
    const person = await door.store.people.get(door.workspaceId, id) ?? expect.fail('nobody');
    const teams = person.teams === 'every' ? person.teams : person.teams.map((team) => team.id);
    const seen = { role: person.role, teams, slackUser: person.tie?.slackUser, suspended: person.tie?.suspended !== undefined };
    const by = { at: door.now(), actor: { member: ana.id }, door: 'dialog' } as const;
    expect(await door.store.people.change(door.workspaceId, id, seen, { role: person.role, teams, tie: 'as-it-is', ...to }, by)).toEqual({ result: 'changed' });
  };

  it.each([
    ['whom an Admin disconnects', (id: MemberId) => changed(id, { tie: 'none' })],
    ['who is freed at the command line', (_id: MemberId, name: string) => door.store.members.untie(door.workspaceId, emailOf(name), { actor: 'operator', door: 'CLI', at: door.now() })],
    ['whose place another Slack user takes', (id: MemberId, name: string) => changed(id, { tie: { slackUser: slackUserId(door.slack.user({ name: `New ${name}`, email: `new.${emailOf(name)}` }).id), email: `new.${emailOf(name)}` } })],
    ['whose e-mail a second Slack user asks with', async (_id: MemberId, name: string) => door.store.members.tie(door.workspaceId, emailOf(name), slackUserId(door.slack.user({ name: `Twin ${name}`, email: `twin.${emailOf(name)}` }).id), 'Twin', door.now())],
  ])('is taken back from somebody %s, though they do not look', async (who, change) => {
    const name = `Ned ${who.replaceAll(/[^a-z]/gi, '')}`;
    const ned = await door.member(name);
    await happens(sendOf(name, 'SHIPPED', { recipientName: 'Jane Taken' }));
    const left = await afterwards(name, ned, (id) => change(id, name));
    expect(left).toContain('Nothing is shown here for now');
    expect(left).not.toContain('Jane Taken');
    expect(door.slack.invalid).toEqual([]);
  });

  it('is not emptied for somebody who was let in again and looked meanwhile', async () => {
    const name = 'Ned Again';
    const ned = await door.member(name);
    await happens(sendOf(name, 'SHIPPED'));
    expect(await afterwards(name, ned, async (id) => {
      await changed(id, { tie: 'none' });
      await door.forward(SECOND);
      await opens(ned);
    })).toContain('1 in all');
  });

  it('shows what is left to somebody whose role changes, though they do not look', async () => {
    const kay = await door.member('Kay Home', 'MANAGER', ['Kays']);
    await happens(sendOf('Joy', 'SHIPPED', { team: 'Kays' }));
    expect(await afterwards('Kay Home', kay, (id) => changed(id, { role: 'SENDER', teams: [] }))).not.toContain('Your teams');
  });

  it('keeps no recipient who is to be forgotten, though nobody looks', async () => {
    const [kit, ada] = [await door.member('Kit Home'), await door.member('Ada Home', 'MANAGER', ['Kits'])];
    await happens(sendOf('Kit Home', 'SHIPPED', { team: 'Kits', recipientName: 'Jane Forgotten', recipientEmail: 'jane.forgotten@acme.example' }));
    expect((await opens(ada)).visible).toContain('Jane Forgotten');
    const left = await afterwards('Kit Home', kit, () => door.store.forgetting.recipient(door.workspaceId, 'jane.forgotten@acme.example', { at: door.now(), actor: 'operator', door: 'CLI' }));
    expect(left).toContain('1 in all');
    expect([left, ada.home?.visible].join()).not.toContain('Jane Forgotten');
  });

  it('no longer offers a saved filter that was deleted', async () => {
    const sid = await door.member('Sid Home');
    await happens(sendOf('Sid Home', 'SHIPPED'));
    await opens(sid);
    const { id = expect.fail('nobody') } = await door.store.people.byEmail(door.workspaceId, emailOf('Sid Home')) ?? {};
    await door.store.savedFilters.save(door.workspaceId, id, { key: 'gone-soon', query: { view: 'mine', filter: NO_FILTER, relative: {} }, renames: undefined }, door.now());
    await door.forward(4 * SECOND);
    expect(JSON.stringify(sid.home?.blocks)).toContain('gone-soon');
    await door.store.savedFilters.remove(door.workspaceId, id, 'gone-soon', door.now());
    await door.forward(4 * SECOND);
    expect(JSON.stringify(sid.home?.blocks)).not.toContain('gone-soon');
  });

  it('shows what somebody may see from then on when their role changes', async () => {
    const kim = await door.member('Kim Home', 'MANAGER', ['Kims']);
    await happens(sendOf('Joy', 'SHIPPED', { team: 'Kims' }));
    expect((await opens(kim)).visible).toContain('Your teams');
    await door.member('Kim Home', 'SENDER');
    await door.forward(15 * SECOND);
    expect(kim.home?.visible).not.toContain('Your teams');
  });
});

describe.each([quickest])('Home with Slack’s charts wanted, on $name', ({ open }) => {
  let door: FrontDoor;
  beforeAll(async () => {
    door = await openFrontDoor(await open(), { CHARTS: 'on' });
    await door.sends({ senderEmail: emailOf('Sam Chart') });
  });
  afterAll(() => door.close());

  const charts = ({ home }: Person): number => home?.blocks.filter(({ type }) => type === 'data_visualization').length ?? 0;
  const tried = (): number => door.slack.calls.filter(({ method, args }) => method === 'views.publish' && JSON.stringify(args).includes('data_visualization')).length;

  it('draws them where Slack takes them, with the same in words', async () => {
    const sam = await door.member('Sam Chart');
    door.slack.app.homeBlocks = ['data_visualization'];
    expect((await opens(sam)).visible).toContain('1 Shipped');
    expect(charts(sam)).toBe(1);
  });

  it('draws them in answers, too, and as text in dialogs and from the first refusal there on', async () => {
    const sam = door.slack.user({ name: 'Sam Chart', email: emailOf('Sam Chart') });
    await door.store.members.untie(door.workspaceId, emailOf('Sam Chart'), { actor: 'operator', door: 'CLI', at: door.now() });
    const drawn = ({ blocks }: Answer): unknown[] => blocks.filter(({ type }) => type === 'data_visualization');
    const figures = await sam.types('/sends stats kind:inventoried');
    expect(drawn(figures)).toEqual([]); // a single status is no chart
    await door.sends({ names: [{ scheme: 'number', value: '77' }], senderEmail: emailOf('Sam Chart'), tracking: {}, observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] });
    const [chart, ...more] = drawn(await sam.types('/sends stats'));
    expect([chart, more]).toEqual([expect.objectContaining({ title: 'By status', chart: expect.objectContaining({ type: 'bar' }) }), []]);
    expect((await sam.types('/sends stats')).visible).toMatch(/1 Shipped · 1 Delivered|1 Delivered · 1 Shipped/);
    await (await opens(sam)).press('My figures');
    const dialog = await sam.modalFilled('2 sends');
    expect([drawn(dialog), dialog.visible.includes('1 Shipped')]).toEqual([[], true]);
    await sam.closes();
    door.slack.misbehave({ on: 'response_url', fails: { kind: 'http', status: 400 }, times: 1 });
    const words = await sam.types('/sends stats');
    expect([drawn(words), words.visible.includes('2 sends')]).toEqual([[], true]);
    expect(drawn(await sam.types('/sends stats'))).toEqual([]);
    expect(door.slack.invalid).toEqual([]);
  });

  it('draws them as text from the first refusal on, and asks no more', async () => {
    const sam = door.slack.user({ name: 'Sam Chart', email: emailOf('Sam Chart') });
    door.slack.app.homeBlocks = [];
    await door.store.members.untie(door.workspaceId, emailOf('Sam Chart'), { actor: 'operator', door: 'CLI', at: door.now() });
    expect((await opens(sam)).visible).toContain('*Shipped* 1 · 50% `▇');
    await door.slack.idle();
    const before = tried();
    await opens(sam);
    expect([charts(sam), tried() - before]).toEqual([0, 0]);
  });
});
