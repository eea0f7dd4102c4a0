import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StatusName } from '../../src/domain/status.ts';
import type { Answer, Channel, Person } from '../../src/sandbox/slack/index.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type Environment, type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const MINUTE = 60_000;
const PERSONAL = ['Jane', 'Acme', 'Sam', 'Mug', 'Springfield', 'Thank you', 'Q4'];

describe.each([quickest])('what channels hear, on $name', ({ open }) => {
  let door: FrontDoor;
  let mia: Person;
  let gifts: Channel;
  const start = async (settings: Environment = {}): Promise<void> => {
    door = await openFrontDoor(await open(), settings);
    [mia] = [await door.member('Mia Chen', 'MANAGER', ['EMEA']), await door.member('Sam Lee')];
    gifts = door.slack.channel({ name: 'gifts', members: [mia], withBot: true });
  };
  afterEach(() => door.close());
  type Known = Exclude<StatusName, 'UNKNOWN' | 'ON_HOLD'>;
  const becomes = async (number: number, name: Known, over: Partial<SendRecord> = {}): Promise<void> => {
    const said = numbered(number, { createdAt: door.now(), observations: [{ status: { name }, at: door.now(), approximate: false }], ...over });
    await door.store.recorder.record(door.workspaceId, [said], { source: 'webhook', now: door.now(), dryRun: false });
  };
  const said = () => door.slack.state.messages.history(gifts.id);
  const texts = (): string[] => said().map(({ text }) => text);
  const told = (person: Person): string[] => person.sees().map(({ visible }) => visible);
  const types = async (person: Person, text: string, place: Channel = gifts): Promise<string> => (await person.types(text, { in: place })).visible;
  const saveMember = (role: 'SENDER' | 'MANAGER' | 'ADMIN', teams: readonly string[], name = 'Mia Chen') =>
    door.store.members.save(door.workspaceId, [{ email: emailOf(name), name, role, teams }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });

  it('is news of matching sends, without anything personal: a card each, and what is new in its thread', async () => {
    await start();
    expect(await types(mia, '/sends subscribe status:shipped,undeliverable campaign:q4')).toMatch(/hears of sends from now on[^]*sends of EMEA, only: Shipped or Undeliverable · campaign “q4”/);
    await becomes(1, 'SHIPPED');
    await becomes(2, 'SHIPPED', { team: 'APAC' });
    await becomes(3, 'SHIPPED', { campaign: { name: 'Wine Club' } });
    await becomes(4, 'ORDER_RECEIVED');
    await door.delivered();
    expect(texts()).toEqual(['Send #1 is on its way']);
    await door.forward(MINUTE);
    await becomes(1, 'UNDELIVERABLE');
    await becomes(1, 'UNDELIVERABLE');
    await door.delivered();
    const [card, reply, ...more] = said();
    expect([more, card?.text, card?.edited]).toEqual([[], expect.stringContaining('Send #1 could not be delivered'), true]);
    expect(reply).toMatchObject({ threadTs: card?.ts, broadcast: true, text: expect.stringContaining('Send #1 could not be delivered') });
    await door.forward(MINUTE);
    await becomes(1, 'REFUNDED');
    await door.delivered();
    expect([said().length, said()[0]?.text]).toEqual([2, expect.stringContaining('refunded')]);
    expect(PERSONAL.filter((word) => JSON.stringify(said().map(({ text, blocks }) => [text, blocks])).includes(word))).toEqual([]);
    const audit = await door.store.audit.page(door.workspaceId, {}, { size: 100, after: undefined });
    expect(audit.filter(({ verb }) => verb === 'subscribed')).toMatchObject([{ door: 'command', after: { channel: gifts.id } }]);
  });

  it('folds: from the fourth routine one in 15 minutes on it is one message, edited as it grows', async () => {
    await start();
    await types(mia, '/sends subscribe');
    for (let i = 1; i <= 3; i++) await becomes(i, 'SHIPPED');
    await door.delivered();
    for (let i = 4; i <= 9; i++) await becomes(i, 'SHIPPED');
    await door.delivered();
    for (let i = 10; i <= 30; i++) await becomes(i, 'SHIPPED');
    await door.delivered();
    expect(texts()).toEqual(['Send #1 is on its way', 'Send #2 is on its way', 'Send #3 is on its way', expect.stringMatching(/^30 sends: 30 shipped$/)]);
    await door.forward(20 * MINUTE);
    await becomes(20, 'UNDELIVERABLE');
    await door.forward(16_000);
    const fold = said().find(({ text }) => text.startsWith('30 sends'));
    expect(fold?.text).toBe('30 sends: 29 shipped, 1 not deliverable');
    expect(texts().at(-1)).toBe('Send #20 could not be delivered');
    expect(PERSONAL.filter((word) => JSON.stringify(said().map(({ blocks }) => blocks)).includes(word))).toEqual([]);
  });

  it('shows of a message of many whoever clicks what they may see, page by page, and nobody else', async () => {
    await start();
    const [ana, ben, kai, gus] = [
      await door.member('Ana Ruiz', 'ADMIN'), await door.member('Ben Carter', 'MANAGER', ['APAC']), await door.member('Kai Moss'), door.slack.user({ name: 'Gus Guest', email: emailOf('Gus Guest'), restricted: true }),
    ];
    await types(ana, '/sends subscribe');
    for (let i = 1; i <= 16; i++) await becomes(i, 'SHIPPED', i > 14 ? { team: 'APAC', senderEmail: emailOf('Tom Berg'), senderName: 'Tom Berg', recipientName: 'Theirs' } : { senderEmail: emailOf('Kai Moss'), senderName: 'Kai Moss' });
    await door.delivered();
    const fold = mia.sees(gifts).find(({ text }) => text.startsWith('16 sends'));
    if (!fold) throw new Error('no fold');
    const numbers = ({ visible }: Answer): number => [...visible.matchAll(/#\d+/g)].length;
    const whose = async (person: Person): Promise<[number, number, number]> => {
      const first = await person.presses(fold, 'Show all');
      expect(first.ephemeral).toBe(true);
      const next = first.buttons.some(({ label }) => label === 'Next') ? await first.press('Next') : undefined;
      return [numbers(first), next ? numbers(next) : 0, [...first.visible.matchAll(/Theirs/g)].length];
    };
    expect(await whose(ana)).toEqual([10, 6, 2]);
    expect(await whose(mia)).toEqual([10, 4, 0]);
    expect(await whose(kai)).toEqual([10, 4, 0]);
    expect(await whose(ben)).toEqual([2, 0, 2]);
    await saveMember('MANAGER', [], 'Ben Carter');
    expect((await ben.presses(fold, 'Show all')).visible).toMatch(/^You may see none of these sends|\*You may see none of these sends\.\*/);
    expect((await gus.presses(fold, 'Show all')).visible).not.toMatch(/#\d|may see none/);
    expect(JSON.stringify(said().filter(({ ephemeralTo }) => ephemeralTo === undefined).map(({ blocks }) => blocks))).not.toContain('Theirs');
  });

  it('ends or rests at once with its channel, as Slack tells, which its owner hears once', async () => {
    await start();
    const secret = door.slack.channel({ name: 'secret', members: [mia], withBot: true, private: true });
    const old = door.slack.channel({ name: 'old', members: [mia], withBot: true });
    for (const place of [gifts, secret, old]) await types(mia, '/sends subscribe', place);
    const happens = async (type: string, { id: channel }: Channel): Promise<void> => {
      await door.slack.sendsUntilTaken({ type, channel });
      await door.slack.sendsUntilTaken({ type, channel });
    };
    const hears = (count: number): Promise<string> => vi.waitFor(async () => {
      await door.delivered();
      expect(told(mia)).toHaveLength(count);
      return told(mia).at(-1) ?? '';
    }, 5_000);
    // Late, or not so any more: Slack is asked.
    await happens('channel_left', gifts);
    await mia.removes(secret);
    expect(await hears(1)).toMatch(new RegExp(`I no longer tell <#${secret.id}[^]*not in it any more`));
    gifts.shared = true;
    await happens('channel_shared', gifts);
    expect(await hears(2)).toMatch(new RegExp(`I don’t tell <#${gifts.id}[^]*another organisation read it now`));
    old.archived = true;
    await happens('channel_archive', old);
    expect(await hears(3)).toMatch(new RegExp(`I no longer tell <#${old.id}[^]*It is archived`));
    expect((await door.store.subscriptions.list(door.workspaceId, {}, 10)).map(({ channel, paused }) => [channel, paused])).toEqual([[gifts.id, 'strangers']]);
  });

  it('is silent about a first import, about steps that nobody waits for, and where notifications are off', async () => {
    await start();
    await types(mia, '/sends subscribe');
    await door.sends(numbered(1), numbered(2));
    await becomes(3, 'ORDER_RECEIVED');
    await door.delivered();
    expect(said()).toEqual([]);
  });

  it('is a matter for Managers and Admins, of a channel that it is in and nobody else reads, not twice, and not without end', async () => {
    await start();
    const [sam, ana, nobody] = [await door.member('Sam Lee'), await door.member('Ana Ruiz', 'ADMIN'), await door.member('Ben Carter', 'MANAGER')];
    for (const person of [sam, nobody]) expect(await types(person, '/sends subscribe')).toContain('Managers and Admins can subscribe channels');
    expect(await types(ana, '/sends subscribe')).toContain('every send of the workspace, when they ship, arrive, end or are stuck');
    expect(await types(mia, '/sends subscribe')).toContain('hears of sends');
    expect(await types(mia, '/sends subscribe')).toContain('to the same already');
    expect(await types(mia, '/sends subscribe', door.slack.channel({ name: 'new', members: [mia] }))).toContain('`/invite @Send Tracker`');
    expect(await types(mia, '/sends subscribe', door.slack.channel({ name: 'both', members: [mia], withBot: true, shared: true }))).toContain('People of another organisation read');
    expect(await types(mia, '/sends subscribe', door.slack.state.directMessages(mia.id, door.slack.app.botUserId))).toContain('direct messages can’t');
    expect(await types(mia, '/sends subscribe staus:shipped')).toContain('/sends subscribe status:shipped');
    expect(await types(mia, '/sends unsubscribe')).toContain('It heard of all sends that you look after, when they ship, arrive, end or are stuck.');
    expect(await types(mia, '/sends subscribe campaign:q4')).toContain('sends of EMEA, only: campaign “q4”, when they ship, arrive, end or are stuck.');
    for (let i = 0; i < 8; i++) await types(mia, `/sends subscribe campaign:q${i}${i}`);
    expect(await types(mia, '/sends subscribe campaign:last')).toContain('This channel has 10 subscriptions already');
  });

  it('is listed: what it is about only for who subscribed and for Admins, who also end it', async () => {
    await start();
    const [ana, ben] = [await door.member('Ana Ruiz', 'ADMIN'), await door.member('Ben Carter', 'MANAGER', ['APAC'])];
    const other = door.slack.channel({ name: 'other', members: [ben], withBot: true });
    await types(mia, '/sends subscribe to:jane');
    expect(await types(ben, '/sends subscribe from:me', other)).toContain('from you');
    expect(await types(mia, '/sends subscriptions')).toMatch(/by you[^]*to “jane”[^]*\[End\]/);
    const forBen = await types(ben, '/sends subscriptions');
    expect([forBen.includes('by Mia Chen'), forBen.includes('jane'), forBen.includes('[End]')]).toEqual([true, false, false]);
    const all = await ana.types('/sends subscriptions', { in: gifts });
    expect(all.visible).toMatch(/by Mia Chen[^]*jane[^]*by Ben Carter[^]*from Ben Carter/);
    const after = await all.press('End');
    expect([after.visible.includes('Done.'), after.visible.includes('Mia Chen'), after.visible.includes('Ben Carter')]).toEqual([true, false, true]);
    await becomes(1, 'SHIPPED');
    await door.delivered();
    expect(said()).toEqual([]);
    expect(await types(mia, '/sends unsubscribe')).toContain('There is nothing here for you to end');
    expect(await types(ben, '/sends unsubscribe', other)).toContain('hears no more of these sends');
  });

  it('ends or narrows with its owner’s rights, who hears it once', async () => {
    await start();
    await saveMember('MANAGER', ['EMEA', 'APAC']);
    await types(mia, '/sends subscribe');
    await saveMember('MANAGER', ['EMEA']);
    await becomes(1, 'SHIPPED', { team: 'APAC' });
    await becomes(2, 'SHIPPED');
    await door.delivered();
    expect(texts()).toEqual(['Send #2 is on its way']);
    const heard = (): string[] => told(mia).filter((text) => text.includes('<#'));
    expect(heard()).toEqual([expect.stringContaining('hears of fewer sends now')]);
    await saveMember('MANAGER', ['EMEA', 'APAC']);
    await becomes(3, 'SHIPPED', { team: 'APAC' });
    await saveMember('SENDER', []);
    await becomes(4, 'SHIPPED');
    await door.delivered();
    await becomes(5, 'SHIPPED');
    await door.delivered();
    expect(texts()).toEqual(['Send #2 is on its way']);
    expect(heard().slice(1)).toEqual([expect.stringMatching(/I no longer tell <#\w+> of sends[^]*may not see these sends any more/)]);
  });

  it('rests while strangers read the channel, and ends where the bot is taken out, each told to the owner', async () => {
    await start();
    await types(mia, '/sends subscribe');
    gifts.shared = true;
    await door.forward(2 * MINUTE);
    await becomes(1, 'SHIPPED');
    await becomes(2, 'SHIPPED');
    await door.delivered();
    expect(said()).toEqual([]);
    expect(told(mia)).toEqual([expect.stringContaining('People of another organisation read it now')]);
    const list = await mia.types('/sends subscriptions', { in: gifts });
    expect(list.visible).toContain('On hold');
    expect((await list.press('Resume')).visible).toContain('People of another organisation read');
    gifts.shared = false;
    await (await mia.types('/sends subscriptions', { in: gifts })).press('Resume');
    await becomes(3, 'SHIPPED');
    await door.delivered();
    expect(texts()).toEqual(['Send #3 is on its way']);
    gifts.members.delete(door.slack.app.botUserId);
    await becomes(4, 'SHIPPED');
    await door.delivered();
    expect(told(mia).slice(1)).toEqual([expect.stringContaining('I no longer tell')]);
    expect(await door.store.subscriptions.list(door.workspaceId, {}, 10)).toEqual([]);
  });

  it('ends where Slack takes no message though the bot is there', async () => {
    await start();
    await types(mia, '/sends subscribe');
    // Within the minute in which it still believes to be welcome.
    gifts.archived = true;
    await becomes(1, 'SHIPPED');
    await door.delivered();
    expect(await door.store.subscriptions.list(door.workspaceId, {}, 10)).toEqual([]);
    expect(told(mia)).toEqual([expect.stringContaining('Slack takes no message of mine there')]);
  });

  it('ends where its filter names somebody who is to be forgotten', async () => {
    await start();
    await becomes(1, 'ORDER_RECEIVED');
    await types(mia, '/sends subscribe to:"Jane Park"');
    await types(mia, '/sends subscribe to:kim');
    await door.store.forgetting.recipient(door.workspaceId, 'jane@acme.example', { at: door.now(), actor: 'operator', door: 'CLI' });
    await door.delivered();
    expect((await door.store.subscriptions.list(door.workspaceId, {}, 10)).map(({ filter }) => filter.to)).toEqual([['kim']]);
    expect(told(mia)).toEqual([expect.stringContaining('whom this tracker was told to forget')]);
  });

  it('shows one card for a send that was shared there and is subscribed to', async () => {
    await start();
    await becomes(1, 'ORDER_RECEIVED', { createdAt: TODAY });
    await types(mia, '/sends subscribe');
    await (await mia.types('/send 1', { in: gifts })).press('Share');
    await door.delivered();
    await door.forward(MINUTE);
    await becomes(1, 'SHIPPED');
    await door.delivered();
    const [card, reply, ...more] = said();
    expect([more, reply?.threadTs, reply?.broadcast]).toEqual([[], card?.ts, false]);
  });
});
