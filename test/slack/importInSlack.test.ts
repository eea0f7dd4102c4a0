import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { IMPORT_INPUT } from '../../src/slack/views/importCard.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, openFrontDoor } from './frontDoor.ts';

const FILE = `Send ID,Status,Sender Email,Recipient Name,Recipient Address,Message,Colour
1,Shipped,sam.lee@corp.example,Jane Park,"1 Main St",Thank you,red
2,Shipped,tom.berg@corp.example,Li Wei,"2 Main St",Thank you,blue
3,Shipped,not an address,X,"3 Main St",Thank you,red
`;

describe.each([quickest])('a CSV dropped in Slack, on $name', ({ open }) => {
  let door: FrontDoor;
  let ana: Person;
  let sam: Person;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
    ana = door.slack.user({ name: 'Ana Ruiz', email: emailOf('Ana Ruiz') });
    sam = await door.member('Sam Lee');
    await ana.types('/sends whoami');
  });
  afterAll(() => door.close());

  /** The newest message in somebody's direct messages, once it says this. */
  const says = (person: Person, text: string) => vi.waitFor(async () => {
    await door.delivered();
    const newest = person.sees().at(-1);
    expect(newest?.visible).toContain(text);
    if (!newest) throw new Error('nothing was said');
    return newest;
  }, { timeout: 10_000, interval: 20 });
  const sends = async (): Promise<number> =>
    Object.values(await door.store.sends.counts(door.workspaceId, { everything: true })).reduce((sum, each) => sum + each, 0);

  it('is looked through, and its card tells what importing it would do; nothing is written yet', async () => {
    await ana.uploads({ name: 'sends.csv', content: FILE });
    const card = await says(ana, 'sends.csv: 3 rows');
    expect(card.visible).toContain('2 new · 0 changed · 0 unchanged · 1 bad');
    expect(card.visible).toContain('Columns I don’t know, left out: `Colour`');
    expect(card.visible).toContain('1 sender is new here and would become a Sender: `tom.berg@corp.example`');
    expect(card.visible).toMatch(/Line 4, Sender Email/);
    expect(card.visible).not.toMatch(/Main St|Thank you/);
    expect(card.buttons.map(({ label }) => label)).toEqual(['Import', 'Discard']);
    expect(await sends()).toBe(0);
  });

  it('is imported when its Admin says so, on the same card; a second click changes nothing and says so', async () => {
    const card = await says(ana, 'sends.csv: 3 rows');
    const clicked = ana.clicksRaw({ on: card, action_id: 'import_decide', value: card.buttons[0]?.value ?? '' });
    expect((await clicked).status).toBe(200);
    const done = await says(ana, 'Imported sends.csv: 3 rows');
    expect(done.visible).toContain('2 new');
    expect(ana.sees().filter(({ visible }) => visible.includes('sends.csv:'))).toHaveLength(1);
    expect(await sends()).toBe(2);
    expect((await ana.presses(card, 'Discard')).visible).toContain('It was imported already');
  });

  it('can be discarded', async () => {
    await ana.uploads({ name: 'other.csv', content: FILE.replaceAll('\n1,', '\n11,') });
    const card = await says(ana, 'other.csv: 3 rows');
    await ana.clicksRaw({ on: card, action_id: 'import_discard', value: card.buttons[1]?.value ?? '' });
    await says(ana, 'other.csv was discarded');
    expect(await sends()).toBe(2);
  });

  it('goes in by a dialog, too', async () => {
    await ana.types('/sends import');
    await ana.modalFilled('I look through it first');
    const { modal } = await ana.submits({ [IMPORT_INPUT.block]: { [IMPORT_INPUT.action]: ana.picks({ name: 'third.csv', content: FILE }) } });
    expect(modal?.visible).toContain('I look through it now');
    await says(ana, 'third.csv: 3 rows');
  });

  it('that is no list of sends says what is missing', async () => {
    await ana.uploads({ name: 'members.csv', content: 'Email,Name,Role,Teams\na@corp.example,A,ADMIN,*\n' });
    const card = await says(ana, 'members.csv can’t be imported');
    expect(card.buttons).toEqual([]);
  });

  it('is refused to everybody else, who learns who can; told twice, they are answered once', async () => {
    const before = sam.sees().length;
    const { event, eventId } = await sam.uploads({ name: 'mine.csv', content: FILE });
    await door.slack.idle();
    await door.slack.sends(event, { number: 1, reason: 'http_timeout', eventId });
    await door.slack.idle();
    const said = sam.sees().slice(before).filter(({ visible }) => visible !== '');
    expect(said.map(({ visible }) => visible)).toEqual([expect.stringContaining('Only Admins can import files here')]);
    expect(said[0]?.visible).toContain('Ana Ruiz can.');
    expect((await sam.types('/sends import')).visible).toBeDefined();
    expect((await sam.modalFilled('Only Admins can import files here')).buttons).toEqual([]);
  });

  it('can’t be imported by forging its button', async () => {
    await ana.uploads({ name: 'forged.csv', content: FILE });
    const card = await says(ana, 'forged.csv: 3 rows');
    const value = card.buttons[0]?.value ?? '';
    expect((await sam.clicks({ action_id: 'import_decide', value })).visible).toContain('Only Admins can import files here');
    for (const junk of ['', 'x', value.replace(/[0-9a-f]{8}-/, '00000000-'), JSON.stringify({ v: 9, to: 'IMPORTING', id: 'x' })]) {
      expect((await ana.clicks({ action_id: 'import_decide', value: junk })).visible).toContain('older version');
    }
  });
});
