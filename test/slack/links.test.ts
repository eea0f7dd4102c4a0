import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Channel, Person } from '../../src/sandbox/slack/index.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

const ADDRESS = 'https://gifts.corp.example/sends';

describe.each([quickest])('a link to a send, posted in a channel, on $name', ({ open }) => {
  let door: FrontDoor;
  let sam: Person;
  let eve: Person;
  let ana: Person;
  let gifting: Channel;
  let number = 3000;

  /** A send of Sam's nobody has linked to yet. */
  const fresh = async (): Promise<number> => {
    number += 1;
    await door.sends(numbered(number));
    return number;
  };
  const textsIn = (channel: Channel): string[] => ana.sees(channel).map(({ visible }) => visible);
  const unfurls = (): number => door.slack.calls.filter(({ method }) => method === 'chat.unfurl').length;
  /** Posts, and waits until what is beneath it stands there. */
  const shows = async (who: Person, text: string, channel: Channel): Promise<string> => {
    await who.says(text, { in: channel });
    await vi.waitFor(() => expect(textsIn(channel).at(-1)).toMatch(/\nSend #/), 5000);
    return textsIn(channel).at(-1) ?? '';
  };
  /** How often something is shown for a message: what shows nothing is known when nothing goes on any more. */
  const shownBy = async (text: string, who = sam, channel = gifting): Promise<number> => {
    const before = unfurls();
    await who.says(text, { in: channel });
    await door.slack.idle({ quietMs: 150 });
    return unfurls() - before;
  };

  beforeAll(async () => {
    const db = await open();
    door = await openFrontDoor(db, { TRACKER_URL: `${ADDRESS}/{id}` });
    door.slack.app.unfurlDomains = ['gifts.corp.example'];
    [sam, eve, ana] = [await door.member('Sam Lee'), await door.member('Eve Other'), await door.member('Ana Ruiz', 'ADMIN')];
    gifting = door.slack.channel({ name: 'gifting', members: [sam, eve, ana], withBot: true });
    await door.sends(numbered(1234));
    for (const each of [sam, eve, ana]) await each.types('/sends whoami');
  });
  afterAll(() => door.close());

  it('shows its number and status, and nothing of anybody', async () => {
    const shown = await shows(sam, `Look: ${ADDRESS}/1234?utm_source=mail`, gifting);
    expect(shown).toMatch(/^Look: .*\nSend #1234: \*Shipped\*, since <!date[^\n]*\n\[Details\]$/);
    expect(JSON.stringify(door.slack.calls.findLast(({ method }) => method === 'chat.unfurl')?.args)).not.toMatch(/Jane|Acme|Sam|Mug|Thank|Main St/);
  });

  it('has Details, which open what the clicker may see', async () => {
    const card = ana.sees(gifting).at(-1);
    if (!card) throw new Error('nothing there');
    await sam.presses(card, 'Details');
    expect((await sam.modalFilled('Recipient')).visible).toContain('Jane Park');
    await eve.presses(card, 'Details');
    expect((await eve.modalFilled('I don’t find this send')).visible).not.toContain('Jane');
  });

  it('shows a send once in half an hour in a channel, whoever posts it and however often Slack tells of it; elsewhere, and later, again', async () => {
    const id = await fresh();
    await shows(sam, `${ADDRESS}/${id}`, gifting);
    expect(await shownBy(`again ${ADDRESS}/${id}/`, ana)).toBe(0);
    expect(await shownBy(`${ADDRESS}/${id}#notes`)).toBe(0);
    const event = { type: 'link_shared', channel: gifting.id, user: sam.id, message_ts: '1.2', source: 'conversations_history', links: [{ domain: 'gifts.corp.example', url: `${ADDRESS}/${id}` }] };
    const before = unfurls();
    await Promise.all([door.slack.sends(event, { number: 0, eventId: 'EvL' }), door.slack.sends(event, { number: 1, eventId: 'EvL' })]);
    await door.slack.idle({ quietMs: 150 });
    expect(unfurls()).toBe(before);
    await shows(sam, `${ADDRESS}/${id}`, door.slack.channel({ name: `other-${id}`, members: [sam, ana] }));
    await door.forward(30 * 60_000 + 1);
    await shows(sam, `${ADDRESS}/${id}`, gifting);
  });

  it('shows one of two tellings of a new link', async () => {
    const id = await fresh();
    const message = await sam.says(`x ${id}`, { in: gifting });
    message.text = `<${ADDRESS}/${id}>`;
    const event = { type: 'link_shared', channel: gifting.id, user: sam.id, message_ts: message.ts, source: 'conversations_history', links: [{ domain: 'gifts.corp.example', url: `${ADDRESS}/${id}` }] };
    const before = unfurls();
    await Promise.all([door.slack.sends(event, { number: 0, eventId: 'EvM' }), door.slack.sends(event, { number: 1, eventId: 'EvM' })]);
    await door.slack.idle({ quietMs: 150 });
    expect(unfurls()).toBe(before + 1);
  });

  it.each([
    ['another’s send', () => `${ADDRESS}/1234`, () => eve], ['a send that does not exist', () => `${ADDRESS}/99999`, () => sam], ['another page of the host', () => 'https://gifts.corp.example/help/1234', () => ana],
    ['another host', () => 'https://gifts.corp.example.evil.example/sends/1234', () => ana], ['nothing', () => `${ADDRESS}/`, () => ana], ['an odd address', () => `${ADDRESS}/%E0%A4%A`, () => ana],
  ])('shows nothing of %s', async (_, text, who) => {
    const channel = door.slack.channel({ name: `quiet-${number++}`, members: [sam, eve, ana], withBot: true });
    expect(await shownBy(text(), who(), channel)).toBe(0);
  });

  it.each([
    ['a guest', { restricted: true }], ['a stranger', { teamId: 'T0STRANGER' }], ['somebody deactivated', { deleted: true }], ['a bot', { bot: true }], ['somebody unmapped', { email: 'nobody@corp.example' }],
  ])('shows nothing to %s', async (who, said) => {
    const channel = door.slack.channel({ name: `shut-${number++}`, members: [ana], withBot: true });
    const person = door.slack.user({ name: who, email: emailOf('Sam Lee'), ...said });
    channel.members.add(person.id);
    expect(await shownBy(`${ADDRESS}/1234`, person, channel)).toBe(0);
  });

  it.each([
    ['is shared with strangers', { shared: true, withBot: true }], ['is private, and the bot is not in it: nobody knows who reads it', { private: true, withBot: false }],
  ])('shows no more than the number where a channel %s', async (_, said) => {
    const channel = door.slack.channel({ name: `shared-${number++}`, members: [sam, ana], ...said });
    expect(await shows(sam, `${ADDRESS}/1234`, channel)).toMatch(/\nSend #1234\n\[Details\]$/);
  });

  it('shows nothing while somebody writes, in the direct messages with the bot (which answers), and of its own messages', async () => {
    const id = await fresh();
    const event = { type: 'link_shared', user: sam.id, links: [{ domain: 'gifts.corp.example', url: `${ADDRESS}/${id}` }] };
    const before = unfurls();
    await door.slack.sends({ ...event, channel: 'COMPOSER', message_ts: 'Uabc-1', unfurl_id: 'Uabc-1', source: 'composer' });
    await door.slack.sends({ ...event, channel: gifting.id, message_ts: '1.2', user: door.slack.app.botUserId, source: 'conversations_history' });
    const answers = sam.sees().length;
    await sam.says(`${ADDRESS}/${id}`);
    await vi.waitFor(() => expect(sam.sees().length).toBe(answers + 2), 5000);
    expect(sam.sees().at(-1)?.visible).toContain(`#${id}`);
    await door.slack.idle({ quietMs: 150 });
    expect(unfurls()).toBe(before);
  });

  it('leads from the details to its page', async () => {
    const card = await sam.types('/send 1234');
    await card.press('Details');
    expect((await sam.modalFilled('Recent updates')).visible).toContain(`<${ADDRESS}/1234|Open in Send Tracker>`);
    await sam.closes();
  });

  it.each([
    ['would not take it', { kind: 'refused', error: 'cannot_find_service' }], ['was too busy for it', { kind: 'rate limited', retryAfter: 30 }],
  ] as const)('is shown the next time where Slack %s', async (_, fails) => {
    const id = await fresh();
    const stop = door.slack.misbehave({ on: 'chat.unfurl', fails });
    await sam.says(`${ADDRESS}/${id}`, { in: gifting });
    await door.slack.idle({ quietMs: 150 });
    stop();
    await shows(sam, `${ADDRESS}/${id}`, gifting);
    expect(door.slack.invalid).toEqual([]);
  });
});
