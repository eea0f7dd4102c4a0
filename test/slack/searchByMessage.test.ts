import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

const recipient = (name: string, company: string, said = {}) => ({ recipientName: name, recipientEmail: `${name.split(' ')[0]?.toLowerCase()}@${company.toLowerCase().replaceAll(' ', '')}.example`, recipientCompany: company, ...said });

describe.each([quickest])('typing into the direct messages with the bot, on $name', ({ open }) => {
  let db: TestDatabase;
  let door: FrontDoor;
  let sam: Person;
  let ana: Person;

  /** What the bot answers to a message, read from top to bottom; several where it says several. */
  const asks = async (who: Person, text: string): Promise<string> => {
    const before = who.sees().length;
    await who.says(text);
    await vi.waitFor(() => expect(who.sees().length).toBeGreaterThan(before + 1), 5_000);
    return who.sees().slice(before + 1).map(({ visible }) => visible).join('\n---\n');
  };
  const numbersIn = (answer: string): string[] => [...new Set([...answer.matchAll(/#(\d+)/g)].map(([, number = '']) => number))];

  beforeAll(async () => {
    db = await open();
    door = await openFrontDoor(db);
    [sam, ana] = [await door.member('Sam Lee'), await door.member('Ana Ruiz', 'ADMIN')];
    const at = (day: number) => ({ createdAt: new Date(Date.UTC(2026, 9, day)) });
    await door.sends(
      numbered(1234, { ...at(1), tracking: { carrier: 'UPS', number: '1Z999AA10123456784' } }),
      numbered(1235, { ...at(2), ...recipient('Jane Doe', 'Globex') }),
      numbered(1236, { ...at(3), ...recipient('Janet Acme', 'Initech') }),
      numbered(1237, { ...at(4), ...recipient('José Núñez', 'Müller & Söhne') }),
      numbered(1238, { ...at(5), ...recipient('Jane Park', 'Globex'), campaign: { name: 'Spring Launch' } }),
      numbered(1239, { ...at(6), ...recipient('Zebediah Secret', 'Hidden Works'), senderEmail: emailOf('Eve Other'), senderName: 'Eve Other', team: 'APAC' }),
      { names: [{ scheme: 'number', value: '1240' }, { scheme: 'provider', value: 'gid-abc' }], ...at(7), ...recipient('Li Wei', 'Wayne'), tracking: {} },
    );
  });
  afterAll(() => door.close());

  it.each(['1234', '#1234', '  1234  ', '1Z999AA10123456784', '1z 999 aa1 01 2345 6784', 'where is 1234?', 'https://www.ups.com/track?tracknum=1Z999AA10123456784'])('%s shows the card of that send', async (text) => {
    const answer = await asks(sam, text);
    expect(numbersIn(answer)).toEqual(['1234']);
    expect(answer).toContain('Details');
    expect(answer).not.toMatch(/Main St|Thank you, Jane/);
  });
  it('names who sent a gift where it is not the reader', async () => {
    expect(await asks(sam, '1234, 1235')).not.toContain('from Sam Lee');
    expect(await asks(ana, '1234, 1235')).toContain('from Sam Lee');
  });
  it('finds by a provider’s id', async () => expect(numbersIn(await asks(sam, 'gid-abc'))).toEqual(['1240']));

  it.each([
    ['several numbers', '1235, 1234 1Z999AA10123456784,9999\nnobody-7', ['1235', '1234'], 'Not found among the ones you may see: `9999`, `nobody-7`.'],
    ['a number twice', '1235 #1235', ['1235'], 'Details'],
  ])('%s give a row each, in the order typed, and name what is not found', async (_, text, numbers, says) => {
    const answer = await asks(sam, text);
    expect(numbersIn(answer)).toEqual(numbers);
    expect(answer).toContain(says);
  });

  it.each([
    ['words in any order, whole ones before their beginnings', 'acme jane', ['1234', '1236']],
    ['what fits best before what is newer', 'jane', ['1238', '1235', '1234', '1236']],
    ['accents left out', 'jose nunez', ['1237']],
    ['accents typed', 'JOSÉ MULLER', ['1237']],
    ['part of a word', 'glob', ['1238', '1235']],
    ['a campaign', 'spring launch', ['1238']],
    ['a possessive and what people write around it', "where is Jane Doe's gift?", ['1235']],
    ['an address', '<mailto:jane@globex.example|jane@globex.example>', ['1238', '1235']],
  ])('finds by %s', async (_, text, numbers) => expect(numbersIn(await asks(sam, text))).toEqual(numbers));

  it.each([
    ['two letters swapped, in a short word', 'jnae doe', ['1235']],
    ['a wrong letter', 'jame globex', ['1238', '1235']],
    ['letters left out', 'globx', ['1238', '1235']],
    ['two slips in a long word', 'inittehc', ['1236']],
    ['a slip and an accent', 'nunes', ['1237']],
  ])('forgives %s', async (_, text, numbers) => {
    const answer = await asks(sam, text);
    expect(answer).toContain('as typed; this comes near');
    expect(numbersIn(answer)).toEqual(numbers);
  });

  it('says so where no send has all of the words', async () => {
    const answer = await asks(sam, 'spring initech');
    expect(answer).toContain('No send has all of “spring initech”; this has part of it');
    expect(numbersIn(answer)).toEqual(['1236', '1238']);
  });

  it('finds by who sent it, for those who see others’ sends', async () => {
    expect(numbersIn(await asks(ana, 'eve other'))).toEqual(['1239']);
    expect(numbersIn(await asks(ana, 'eev othre'))).toEqual(['1239']);
  });

  it.each(['zebediah', 'zebediah secret', 'zebedaih', 'hidden works', '1239', 'eve other', 'zebediah jane'])('says of another’s send (%s) what it says of none', async (text) => {
    const none = text.replaceAll(/zebediah|zebedaih|secret|hidden|works|eve|other/g, (word) => 'q'.repeat(word.length)).replace('1239', '9239');
    const [answer, otherwise] = [await asks(sam, text), await asks(sam, none)];
    expect(answer.replaceAll(text, none)).toBe(otherwise);
    expect(numbersIn(await asks(ana, text))).toContain('1239');
  });

  it('says what can be typed, and how old the data is, where nothing is found', async () => {
    expect(await asks(sam, 'xylophone')).toMatch(/I found nothing for “xylophone” among the sends you may see\.[^]*Type a number[^]*Data as of/);
    expect(await asks(sam, 'li')).toContain('three letters at least');
  });

  it.each([['help', 'I find your sends'], ['Hi!', 'I find your sends'], ['???', 'I find your sends'], ['stale', '`/sends stale`'], ['sends status:shipped', '`/sends status:shipped`']])('%s gets a short answer', async (text, says) => {
    expect(await asks(sam, text)).toContain(says);
  });

  it.each([['x'.repeat(1001), 'A thousand characters'], [Array.from({ length: 21 }, (_, i) => 5000 + i).join(' '), 'Twenty numbers'], ['one two three four five six seven', 'Six words']])('too much is refused plainly', async (text, says) => {
    expect(await asks(sam, text)).toContain(says);
  });

  it('answers nobody it does not know with the one sentence', async () => {
    const nina = door.slack.user({ name: 'Nina Vogel', email: 'nina@corp.example' });
    expect(await asks(nina, '1234')).toContain('I don’t know you as a sender yet');
    expect(await asks(door.slack.user({ name: 'Gail', email: 'gail@corp.example', restricted: true }), '1234')).toContain('Guests see no sends here');
  });

  it('answers a message once, however often it is told of it, also another instance; edits and its own messages not at all', async () => {
    const channel = door.slack.state.directMessages(sam.id, door.slack.app.botUserId).id;
    const event = { type: 'message', channel_type: 'im', channel, user: sam.id, text: '1234', ts: '1.2', event_ts: '1.2' };
    const before = sam.sees().length;
    await door.slack.sends(event, { number: 1, eventId: 'Ev0001' });
    await door.slack.sends(event, { number: 2, eventId: 'Ev0001' });
    await door.slack.sends({ ...event, subtype: 'message_changed', message: event });
    await door.slack.sends({ ...event, bot_id: 'B1' });
    await door.slack.sends({ ...event, subtype: 'bot_message' });
    // One conversation's messages are answered in their order: by now those before are done with.
    expect(await asks(sam, 'help')).toContain('I find your sends');
    expect(sam.sees().length - before).toBe(3);
  });

  it('answers in the thread it was asked in', async () => {
    await asks(sam, '1234');
    const { ts } = door.slack.state.messages.seenBy(sam.id, door.slack.state.directMessages(sam.id, door.slack.app.botUserId).id).at(-1) ?? { ts: '' };
    await sam.says({ text: '1235', threadTs: ts });
    await vi.waitFor(() => expect(door.slack.state.messages.all.at(-1)?.user).toBe(door.slack.app.botUserId));
    expect(door.slack.state.messages.all.at(-1)).toMatchObject({ threadTs: ts, user: door.slack.app.botUserId });
  });

  it('takes a burst in its order, and says once that it was too much', async () => {
    const before = sam.sees().length;
    await Promise.all(Array.from({ length: 14 }, (_, i) => sam.says(String(1234 + (i % 5)))));
    expect(await asks(ana, 'help')).toContain('I find your sends');
    const answers = () => sam.sees().slice(before).map(({ visible }) => visible).filter((visible) => /Data as of|lot at once/.test(visible));
    await vi.waitFor(() => expect(answers().length).toBeGreaterThanOrEqual(11), 10_000);
    expect(answers().filter((each) => each.includes('lot at once')).length).toBeLessThanOrEqual(1);
    expect(answers().slice(0, 10).map((each) => numbersIn(each)[0])).toEqual(Array.from({ length: 10 }, (_, i) => String(1234 + (i % 5))));
  });

  it('keeps words of those who are there, and none of who was forgotten', async () => {
    const words = async () => (await db.query("SELECT word FROM search_words WHERE word IN ('zebediah', 'secret', 'works', 'jane')")).map(({ word }) => word).toSorted();
    expect(await words()).toEqual(['jane', 'secret', 'works', 'zebediah']);
    await door.store.forgetting.recipient(door.workspaceId, 'zebediah@hiddenworks.example', { actor: 'operator', door: 'CLI', at: door.now() });
    expect(await words()).toEqual(['jane']);
    expect(door.slack.invalid).toEqual([]);
  });
});
