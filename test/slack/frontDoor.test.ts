import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePage, encodeSend } from '../../src/slack/ids.ts';
import { SEARCH_INPUT } from '../../src/slack/views/searchModal.ts';
import { aSend } from '../support/builders.ts';
import { databases, quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor, type Over, record } from './frontDoor.ts';

/** On every database over HTTP, and once more over Socket Mode: it is the same door. */
const doors: { name: string; over: Over; open: typeof databases[number]['open'] }[] = [
  ...databases.map((database) => ({ ...database, over: 'HTTP' as const })),
  { ...quickest, over: 'Socket Mode' },
];

describe.each(doors)('the front door on $name, over $over', ({ open, over }) => {
  let door: FrontDoor;
  let people: Record<'sam' | 'mia' | 'ana' | 'tom', Awaited<ReturnType<FrontDoor['member']>>>;
  beforeAll(async () => {
    door = await openFrontDoor(await open(), {}, { over });
    await door.sends(
      record({ names: [{ scheme: 'number', value: '1234' }, { scheme: 'provider', value: 'Z2lkOi8x' }] }),
      numbered(2000, {
        senderEmail: emailOf('Tom Berg'), senderName: 'Tom Berg', team: 'APAC', recipientName: 'Li Wei',
        tracking: { carrier: 'UPS', number: '1Z999AA10123456784' },
      }),
      numbered(3000, {
        recipientName: 'Stuck Sue', createdAt: new Date('2026-11-02T09:00:00Z'),
        observations: [{ status: { name: 'ORDER_RECEIVED' }, at: new Date('2026-11-10T12:00:00Z'), approximate: false }],
      }),
      ...Array.from({ length: 23 }, (_, i) => numbered(4000 + i, { recipientName: `Person ${i}`, createdAt: new Date(Date.UTC(2026, 9, 1, i)) })),
    );
    people = {
      ana: door.slack.user({ name: 'Ana Ruiz', email: emailOf('Ana Ruiz') }),
      sam: await door.member('Sam Lee', 'SENDER'),
      mia: await door.member('Mia Chen', 'MANAGER', ['EMEA']),
      tom: await door.member('Tom Berg', 'SENDER'),
    };
  });
  afterAll(() => door.close());

  describe('/send', () => {
    it.each(['1234', '#1234', 'Z2lkOi8x', '1Z 999 AA1 0123 456 784', '1234, 9999'])('%s finds the send by any of its names', async (asked) => {
      expect((await people.sam.types(`/send ${asked}`)).visible).toContain('Jane Park');
    });

    it('answers with a card that only the asker sees', async () => {
      const card = await people.sam.types('/send 1234');
      expect(card.ephemeral).toBe(true);
      expect(card.visible).toContain('*Your gift to Jane Park is on its way*');
      expect(card.buttons.map(({ label }) => label)).toEqual(['Details', 'Track', 'Mute', 'Share', 'Refresh']);
      expect(card.visible).not.toContain('Springfield');
    });

    it('says the same of what may not be seen as of what does not exist', async () => {
      const words = async (number: number): Promise<string> => (await people.sam.types(`/send ${number}`)).visible.replaceAll(String(number), 'N');
      expect(await words(2000)).toBe(await words(9999));
    });

    it('lists the several sends that share a tracking number', async () => {
      const answer = await people.ana.types('/send 1Z999AA10123456784');
      expect(answer.visible).toContain('Jane Park');
      expect(answer.visible).toContain('Li Wei');
    });

    it('alone opens a dialog to search in, whose result takes its place', async () => {
      const dialog = await people.sam.types('/send');
      expect(dialog.visible).toContain('This tracks gifts, it never sends one.');
      const { modal } = await people.sam.submits({ [SEARCH_INPUT.block]: { [SEARCH_INPUT.action]: '1234' } });
      expect(modal?.visible).toContain('Your gift to Jane Park is on its way');
      await modal?.press('Details');
      expect((await people.sam.modalFilled('Recipient info')).visible).toContain('1 Main St, Springfield');
    });

    it.each([
      ['words', '/send jnae park', 'Jane Park'], ['several numbers', '/send 1234 4000', '2 sends by these numbers'], ['what to do, mistyped', '/send 1234 cancle', 'Did you mean `/send 1234 cancel`?'],
      ['another command', '/send stale', 'Did you mean `/sends stale`?'], ['a call for help', '/send help', 'Find one gift'], ['words in vain', '/send zzyzx', 'I found nothing for “zzyzx” among the sends you may see'],
    ])('understands %s', async (_, typed, says) => expect((await people.sam.types(typed)).visible).toContain(says));

    it('keeps its dialog open when nothing is found, to be tried again', async () => {
      await people.sam.types('/send');
      const search = (text: string) => people.sam.submits({ [SEARCH_INPUT.block]: { [SEARCH_INPUT.action]: text } });
      expect((await search('2000')).modal?.visible).toContain('I found no send “2000” among the ones you may see.');
      expect((await search('stuck sue')).modal?.visible).toContain('gift to Stuck Sue');
    });

    it('alone tells somebody unknown why there is nothing', async () => {
      const eve = door.slack.user({ name: 'Eve', email: 'eve@corp.example' });
      await eve.types('/send');
      expect((await eve.modalFilled('I don’t know you as a sender yet')).visible).toContain('Ana Ruiz (Admin) can connect you.');
    });
  });

  describe('details', () => {
    it('open from the card and from a list’s menu, with the five groups', async () => {
      await (await people.sam.types('/send 1234')).press('Details');
      const details = await people.sam.modalFilled('Recent updates');
      expect(details.visible).toContain('Thank you, Jane');
      await (await people.sam.types('/sends to:jane')).choose('Jane Park', 'Details');
      expect((await people.sam.modalFilled('Recent updates')).visible).toContain('1 Main St, Springfield');
    });

    it('of a send that the person who clicks may not see are not found', async () => {
      const [send] = await door.store.sends.lookUp(door.workspaceId, { everything: true }, '1234', 1);
      await people.tom.types('/sends');
      await people.tom.clicks({ action_id: 'send_details', value: encodeSend('details', send?.id ?? aSend().id) });
      const shown = await people.tom.modalFilled('I don’t find this send');
      expect(shown.visible).not.toMatch(/Jane|Springfield/);
    });
  });

  describe('/sends', () => {
    it('pages through one’s own, keeps the filter, and comes back', async () => {
      const first = await people.sam.types('/sends from:me status:shipped');
      expect(first.visible).toContain('24 match');
      const second = await first.press('Next');
      expect(second.visible).toContain('Page 2');
      const third = await second.press('Next');
      expect(third.buttons.map(({ label }) => label)).toEqual(['Previous', 'Export', 'Filter…']);
      const names = [first, second, third].flatMap(({ visible }) => [...visible.matchAll(/^\*([^*]+)\* ·/gm)].map(([, name]) => name));
      expect(new Set(names).size).toBe(24);
      expect((await (await third.press('Previous')).press('Previous')).visible).toBe(first.visible);
    });

    it('counts on top and puts what needs one first', async () => {
      const { visible } = await people.sam.types('/sends');
      expect(visible).toContain('25 in all, 1 needs you, 24 on their way');
      const [before, needing, newest] = visible.split(/\*What needs you first\*|\*Newest first\*/);
      expect([before, needing, newest].map((part) => part?.includes('Stuck Sue'))).toEqual([false, true, false]);
      expect(newest).toContain('Jane Park');
    });

    it('stale shows how long and what to do', async () => {
      const { visible } = await people.mia.types('/sends stale');
      expect(visible).toContain('1 gift is stuck');
      expect(visible).toContain('Day 10, past the 7 it should take. Support can find out why.');
    });

    it.each<[keyof typeof people, string, number]>([
      ['sam', 'mine', 25], ['sam', 'team', 25], ['sam', 'all', 25], ['tom', 'all', 1], ['mia', 'mine', 0], ['mia', 'team', 25], ['mia', 'all', 25], ['ana', 'all', 26],
    ])('%s sees in %s exactly %i', async (who, view, count) => {
      const { visible } = await people[who].types(`/sends ${view}`);
      expect(visible).toMatch(count > 0 ? new RegExp(`^${count} in all`, 'm') : /You have no sends yet/);
    });

    it('whoami, help, and a near miss as a command to copy', async () => {
      expect((await people.mia.types('/sends whoami')).visible).toContain('You are Mia Chen, Manager');
      expect((await people.mia.types('/sends help')).visible).toContain('`/sends stale`');
      expect((await people.mia.types('/sends statsu:shipped')).visible).toContain('Try `/sends status:shipped`');
    });
  });

  describe('who is kept out', () => {
    it.each<[string, Parameters<FrontDoor['slack']['user']>[0], string]>([
      ['somebody unknown', { name: 'Eve', email: 'eve@corp.example' }, 'I looked for `eve@corp.example`'],
      ['a guest', { name: 'Gus', email: emailOf('Tom Berg'), restricted: true }, 'Guests see no sends here'],
      ['a stranger', { name: 'Sid', email: emailOf('Tom Berg'), teamId: 'T0OTHER' }, 'for another organisation'],
      ['a bot', { name: 'Bot', email: emailOf('Tom Berg'), bot: true }, 'Apps see no sends here'],
      ['somebody deactivated', { name: 'Dan', email: emailOf('Tom Berg'), deleted: true }, 'deactivated'],
      ['an unconfirmed e-mail', { name: 'Una', email: emailOf('Tom Berg'), emailConfirmed: false }, 'not confirmed'],
    ])('%s sees nothing, by command or by click', async (_who, user, says) => {
      const person = door.slack.user(user);
      const said = [await person.types('/send 1234'), await person.types('/sends all'), await person.types('/sends help')];
      const value = encodePage({ question: 'all', to: 'next', number: 2, cursor: { at: new Date(), id: aSend().id } }) ?? '';
      said.push(await person.clicks({ action_id: 'sends_page_next', value }));
      for (const { visible } of said) {
        expect(visible).toContain(says);
        expect(visible).not.toMatch(/Jane|#1234|in all/);
      }
    });

    it('hears of a changed e-mail at once, and stays out', async () => {
      const ida = await door.member('Ida Holm');
      expect((await ida.types('/sends')).visible).toContain('You have no sends yet');
      ida.user.email = 'ida.new@corp.example';
      await door.slack.sends({ type: 'user_change', user: { id: ida.id } });
      expect((await ida.types('/sends')).visible).toContain('your Slack e-mail is now `ida.new@corp.example`');
    });
  });

  describe('old and forged', () => {
    it.each([
      ['send_details', 'v0:1234', 'This card is from an older version'],
      ['send_menu', '{"v":1}', 'This card is from an older version'],
      ['sends_page_next', '', 'This card is from an older version'],
      ['send_explode', 'x', 'I don’t know this button or command'],
      ['constructor', 'x', 'I don’t know this button or command'],
    ])('a click on %s with %j is answered plainly', async (action_id, value, says) => {
      const list = await people.sam.types('/sends');
      expect((await people.sam.clicks({ on: list, action_id, value })).visible).toContain(says);
    });

    it('a refreshed card takes the place of the old one', async () => {
      const card = await people.sam.types('/send 1234');
      await card.press('Refresh');
      expect(card.now().visible).toContain('Jane Park');
    });
  });

  it('every payload was within Slack’s limits, and only the manifest’s scopes were used', () => {
    expect(door.slack.invalid).toEqual([]);
    expect(['users:read', 'users:read.email']).toEqual(expect.arrayContaining(door.slack.usedScopes()));
  });
});
