import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { quickest } from '../support/databases.ts';
import { type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

const DAY = 24 * 3_600_000;
const PERSONAL = ['Jane', 'Acme', 'Sam', 'Mug', 'Springfield', 'Thank you, Jane'];

describe.each([quickest])('sharing a send, on $name', ({ open }) => {
  let door: FrontDoor;
  let sam: Person;
  let eve: Person;
  const start = async (): Promise<void> => {
    door = await openFrontDoor(await open());
    [sam, eve] = [await door.member('Sam Lee'), await door.member('Eve Stone')];
    await door.sends(numbered(1234));
  };
  afterEach(() => door.close());
  const audited = async () => (await door.store.audit.page(door.workspaceId, {}, { size: 100, after: undefined })).filter(({ verb }) => verb === 'shared');

  it('puts its card into the channel without anything personal; it lives, and answers each in their own right', async () => {
    await start();
    const gifts = door.slack.channel({ name: 'gifts', members: [sam, eve], withBot: true });
    const answer = await (await sam.types('/send 1234', { in: gifts })).press('Share');
    expect([answer.ephemeral, answer.visible]).toEqual([true, expect.stringContaining('I’m sharing the gift to Jane Park in <#')]);
    await door.delivered();
    const cards = () => eve.sees(gifts);
    expect(cards().map(({ visible }) => visible)).toEqual([expect.stringContaining('Send #1234 is on its way')]);
    await door.forward(60_000);
    await door.store.recorder.record(door.workspaceId, [numbered(1234, { observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] })], { source: 'webhook', now: door.now(), dryRun: false });
    await door.delivered();
    const [card] = cards();
    if (!card) throw new Error('no card');
    expect(card.visible).toContain('Delivered');
    expect(PERSONAL.filter((word) => JSON.stringify([card.blocks, card.text]).includes(word))).toEqual([]);
    expect((await eve.presses(card, 'Show card')).visible).toContain('I don’t find this send');
    expect((await sam.presses(card, 'Show card')).visible).toContain('Jane Park');
    expect(await audited()).toMatchObject([{ verb: 'shared', door: 'card', after: { channel: gifts.id } }]);
  });

  it('is once for a channel: the card that stands there is linked, also for somebody else, until it is taken away', async () => {
    await start();
    const ana = await door.member('Ana Ruiz', 'ADMIN');
    const gifts = door.slack.channel({ name: 'gifts', members: [sam, ana], withBot: true });
    const card = await sam.types('/send 1234', { in: gifts });
    await Promise.all([card.press('Share'), card.press('Share')]);
    await door.delivered();
    const said = () => door.slack.state.messages.history(gifts.id);
    expect(said()).toHaveLength(1);
    const again = await (await ana.types('/send 1234', { in: gifts })).press('Share');
    expect(again.visible).toMatch(/stands in <#\w+> already[^]*<https:\/\/corp-local\.slack\.com\/archives\//);
    await door.delivered();
    expect([said().length, (await audited()).length]).toEqual([1, 1]);
    const [posted] = said();
    if (posted) door.slack.state.messages.remove(posted);
    await card.press('Share');
    await door.delivered();
    expect(said()).toHaveLength(1);
    await door.forward(31 * DAY);
    await card.press('Share').catch(() => undefined);
    await door.delivered();
    expect(said()).toHaveLength(2);
  });

  it('asks from direct messages where to, and offers no channel that strangers read', async () => {
    await start();
    const gifts = door.slack.channel({ name: 'gifts', members: [sam, eve], withBot: true });
    const card = await sam.types('/send 1234', { in: door.slack.state.directMessages(sam.id, door.slack.app.botUserId) });
    await card.press('Share');
    const dialog = await sam.modalFilled('The gift to Jane Park');
    expect(JSON.stringify(dialog.blocks)).toContain('"exclude_external_shared_channels":true');
    const { modal } = await sam.submits({ channel: { send_share_channel: gifts.id } });
    expect(modal?.visible).toContain('I’m sharing the gift to Jane Park');
    await door.delivered();
    expect(eve.sees(gifts)).toHaveLength(1);
    expect(await audited()).toMatchObject([{ door: 'dialog' }]);
  });

  it('says how to invite it where it is not, and nothing where strangers read or where it can’t tell', async () => {
    await start();
    const share = async (place: Parameters<typeof door.slack.channel>[0]): Promise<string> => {
      const channel = door.slack.channel({ members: [sam], ...place });
      const { visible } = await (await sam.types('/send 1234', { in: channel })).press('Share');
      await door.delivered();
      expect(door.slack.state.messages.history(channel.id)).toEqual([]);
      return visible;
    };
    expect(await share({ name: 'new' })).toMatch(/Invite me to <#\w+> first[^]*`\/invite @Send Tracker`/);
    expect(await share({ name: 'closed', private: true })).toContain('Invite me');
    expect(await share({ name: 'both', withBot: true, shared: true })).toContain('People of another organisation read');
    expect(await share({ name: 'old', withBot: true, archived: true })).toContain('is archived');
    door.slack.app.scopes = ['chat:write', 'commands', 'users:read', 'users:read.email', 'im:write'];
    expect(await share({ name: 'unsure', withBot: true })).toContain('I can’t tell who reads this conversation');
    expect(await audited()).toEqual([]);
  });

  it('works once it is invited, and tells who shared when the channel closes meanwhile', async () => {
    await start();
    const gifts = door.slack.channel({ name: 'gifts', members: [sam] });
    const card = await sam.types('/send 1234', { in: gifts });
    expect((await card.press('Share')).visible).toContain('Invite me');
    sam.invites(gifts);
    expect((await card.press('Share')).visible).toContain('I’m sharing');
    gifts.members.delete(door.slack.app.botUserId);
    await door.delivered();
    expect(sam.sees().map(({ visible }) => visible)).toEqual([expect.stringContaining('I could not share send #1234 in <#')]);
  });

  it('is taken back where strangers come to read the channel', async () => {
    await start();
    const gifts = door.slack.channel({ name: 'gifts', members: [sam, eve], withBot: true });
    await (await sam.types('/send 1234', { in: gifts })).press('Share');
    await door.delivered();
    gifts.shared = true;
    await door.forward(2 * 60_000);
    await door.store.recorder.record(door.workspaceId, [numbered(1234, { observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] })], { source: 'webhook', now: door.now(), dryRun: false });
    await door.delivered();
    const [card] = eve.sees(gifts);
    expect(card?.visible).not.toMatch(/1234|Delivered|Shipped/);
  });
});
