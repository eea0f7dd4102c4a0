import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODY, sendNumbered } from './history.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 9, minute));

describe.each([quickest])('the history of a send, on $name', ({ open }) => {
  let door: FrontDoor;
  let sam: Person;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
    await door.sends(numbered(801, { senderEmail: emailOf('Sam Lee') }), numbered(802, { senderEmail: emailOf('Sam Lee') }));
    sam = await door.member('Sam Lee');
  });
  afterAll(() => door.close());

  it('tells those who see it who did what when, by name, newest first, and no address', async () => {
    await door.member('Ana Ruiz', 'ADMIN');
    const ana = await door.store.people.byEmail(door.workspaceId, emailOf('Ana Ruiz'));
    const send = await sendNumbered(door, '801');
    await door.store.audit.append(door.workspaceId, [
      { at: at(1), actor: { member: ana?.id ?? NOBODY }, door: 'card', verb: 'cancel-requested', send, before: { state: 'NONE' }, after: { state: 'OPEN' } },
      { at: at(2), actor: 'source', door: 'webhook', verb: 'cancel-done', send },
      { at: at(3), actor: { member: NOBODY }, door: 'command', verb: 'cancel-refused', send },
    ]);
    for (const command of ['/send 801 history', '/send history 801', '/send #801 History']) {
      const { visible } = await sam.types(command);
      expect(visible).toMatch(/Somebody no longer here refused to cancel it · .*by a command\nThe provider canceled it · .*by webhook\nAna Ruiz asked to cancel it · none → open · .*on a card/);
      expect(visible).not.toContain('@corp.example');
    }
    expect(door.slack.invalid).toEqual([]);
  });

  it('says when nobody did anything, and is not found for those who may not see the send', async () => {
    const eve = await door.member('Eve East');
    expect((await sam.types('/send 802 history')).visible).toContain('Nobody did anything to it here yet.');
    const [unseen, absent] = [await eve.types('/send 801 history'), await eve.types('/send 999 history')];
    expect(unseen.visible).toBe(absent.visible.replaceAll('999', '801'));
    expect(unseen.visible).toContain('I found no send “801” among the ones you may see');
  });
});
