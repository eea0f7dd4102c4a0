import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import { quickest } from '../support/databases.ts';
import { dialogOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

describe.each([quickest])('shortcuts, on $name', ({ open }) => {
  let door: FrontDoor;
  let sam: Person;
  let eve: Person;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
    [sam, eve] = [await door.member('Sam Lee'), await door.member('Eve Stone')];
    await door.sends(
      ...Array.from({ length: 12 }, (_, i) => numbered(100 + i, { recipientName: `Kim ${i}`, recipientEmail: `kim${i}@corp.example` })),
      numbered(1234, { tracking: { carrier: 'UPS', number: '1Z999AA10123456784' } }), numbered(77, { recipientName: 'Zoë Quinn', recipientEmail: 'zoe@acme.example' }),
    );
  });
  afterAll(() => door.close());
  const find = async (person: Person, text: string, thread?: string): Promise<string> => {
    const message = await eve.says({ text, threadTs: thread }, { in: door.slack.general });
    await person.shortcut(SHORTCUTS.findInMessage, message);
    await door.slack.idle();
    const visible = await dialogOf(person);
    await person.closes();
    return visible;
  };

  it('finds in a message the sends that it names, for whoever may see them', async () => {
    expect(await find(sam, 'Where is #1234?')).toMatch(/One send you may see fits this message[^]*Jane Park/);
    expect(await find(sam, 'UPS 1Z 999 AA1 01 2345 6784')).toContain('#1234');
    expect(await find(sam, 'ask <mailto:zoe@acme.example|zoe@acme.example>')).toContain('#77');
    const both = await find(sam, 'zoe quinn wrote; Zoe Quinn and 1234');
    expect([both.includes('#77'), both.includes('#1234')]).toEqual([true, true]);
    expect(await find(eve, 'Where is #1234 of Zoe Quinn?')).toMatch(/found no send among the ones you may see[^]*I looked for `1234`, `Zoe Quinn`/);
    expect(await find(sam, 'What of Zoe Quin?')).toContain('#77');
    expect(await find(eve, 'What of Zoe Quin?')).toContain('found no send');
    expect(await find(sam, 'good morning')).toContain('names nothing I can look up');
  });

  it('works in threads, in channels it is not in, and on what it posted itself', async () => {
    const root = await eve.says('Gifts', { in: door.slack.general });
    expect(await find(sam, 'and 1234?', root.ts)).toContain('Jane Park');
    const posted = door.slack.state.messages.post({ channel: door.slack.general.id, user: door.slack.app.botUserId, botId: door.slack.app.botId, text: 'Order', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Order #77' } }] });
    await sam.shortcut(SHORTCUTS.findInMessage, posted);
    expect((await sam.modalFilled('fits this message')).visible).toContain('Zoë Quinn');
    await sam.closes();
  });

  it('shows my sends from anywhere, and turns their pages in the dialog', async () => {
    await sam.shortcut(SHORTCUTS.mine);
    const first = await sam.modalFilled('Your sends');
    await first.press('Next');
    const second = await sam.modalFilled('Page 2');
    expect(second.visible).toContain('Your sends');
    await second.press('Previous');
    await sam.modalFilled((modal) => !modal.visible.includes('Page 2'));
    await sam.closes();
    expect(door.slack.invalid).toEqual([]);
  });

  it('is opened within three seconds whatever the database does, and refuses those who are not let in with their one sentence', async () => {
    const gail = door.slack.user({ name: 'Gail Moore', email: 'gail@corp.example', restricted: true });
    const nina = door.slack.user({ name: 'Nina Vogel', email: 'nina@corp.example' });
    const message = await eve.says('1234', { in: door.slack.general });
    for (const [person, sentence] of [[gail, 'Guests see no sends here'], [nina, 'I don’t know you as a sender yet']] as const) {
      for (const use of [() => person.shortcut(SHORTCUTS.mine), () => person.shortcut(SHORTCUTS.findInMessage, message)]) {
        await use();
        expect((await person.modalFilled(sentence)).visible).not.toContain('Jane');
        await person.closes();
      }
    }
  });
});
