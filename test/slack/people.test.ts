import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts';
import type { Answer, Person } from '../../src/sandbox/slack/index.ts';
import { encodeAgain, encodeAs, encodeList, encodeOpen, PEOPLE_FIELDS } from '../../src/slack/peopleIds.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { memberId } from '../support/builders.ts';
import { dialogOf, emailOf, type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const START = { text: '', onHold: false, place: {} };

describe.each([quickest])('looking after people, on $name', ({ open }) => {
  let db: TestDatabase;
  let door: FrontDoor;
  let ana: Person;
  beforeAll(async () => {
    db = await open();
    door = await openFrontDoor(db);
    ana = await door.member('Ana Ruiz', 'ADMIN');
    await ana.types('/sends whoami');
    for (let i = 10; i < 24; i++) await door.member(`Member ${i}`);
  });
  afterAll(() => door.close());

  const idOf = async (name: string): Promise<MemberId> => {
    const found = await db.store.people.byEmail(door.workspaceId, emailOf(name));
    if (!found) throw new Error(`no ${name}`);
    return found.id;
  };
  const get = async (name: string) => db.store.people.byEmail(door.workspaceId, emailOf(name));
  const verbsAbout = async (name: string) => (await db.store.audit.page(door.workspaceId, { member: await idOf(name) }, { size: 100, after: undefined })).map(({ verb }) => verb);
  /** Opens the dialog of people, waits until it is filled, and gives it. */
  const people = async (who: Person, text = ''): Promise<Answer> => {
    await who.types(`/sends people ${text}`);
    await door.slack.idle();
    if (!who.modal) throw new Error('no dialog');
    return who.modal;
  };
  const openPerson = async (who: Person, name: string): Promise<Answer> => {
    const list = await people(who, name);
    await list.press('people_open');
    await door.slack.idle();
    if (!who.modal) throw new Error('no dialog');
    return who.modal;
  };
  /** Fills in the dialog of a person, by the names of its fields, and submits it. */
  const save = async (who: Person, fields: Record<string, string | readonly string[] | null>): Promise<string> => {
    const blocks = who.modal?.blocks ?? [];
    const filled = Object.fromEntries(Object.entries(fields).map(([field, value]) => {
      const block = blocks.find((each) => JSON.stringify(each).includes(`"action_id":"${field}"`));
      return [String(block?.['block_id']), { [field]: value }];
    }));
    await who.submits(filled);
    await door.slack.idle();
    return dialogOf(who);
  };

  it('lists the members by name, ten a page, and searches them by name and address', async () => {
    const first = await people(ana);
    expect(first.visible).toContain('*15 people*');
    expect(first.visible).toContain('*Ana Ruiz* · Admin');
    expect(first.visible).toContain('Connected to <@');
    expect(first.visible).not.toContain('Member 19');
    const second = await first.press('Next');
    expect(second.visible).toContain('Member 23');
    expect((await second.press('Previous')).visible).toContain('Member 10');
    await ana.submits({ people_search: { people_text: 'member.23@corp' } });
    await door.slack.idle();
    expect(ana.modal?.visible).toContain('*1 person with “member.23@corp”*');
    expect(ana.modal?.visible).toContain('Not connected to Slack. Their first request connects them, by their Slack e-mail.');
    await ana.submits({ people_search: { people_text: 'xy' } });
    await door.slack.idle();
    expect(ana.modal?.visible).toContain('Three characters at least');
  });

  it('changes role and teams, from the next request on, tells the person, and keeps it in the audit', async () => {
    const tom = await door.member('Tom Berg', 'SENDER', ['EMEA', 'APAC']);
    await tom.types('/sends whoami');
    await door.sends(numbered(501, { senderEmail: emailOf('Zoe East'), team: 'EMEA' }));
    expect((await tom.types('/send 501')).visible).toContain('found no send');
    const dialog = await openPerson(ana, 'Tom Berg');
    expect(dialog.visible).toContain('*Tom Berg* · Sender, team APAC, EMEA');
    expect(await save(ana, { [PEOPLE_FIELDS.role]: 'Manager', [PEOPLE_FIELDS.teams]: ['EMEA'] })).toContain('*Saved.*');
    expect(ana.modal?.visible).toContain('*Tom Berg* · Manager of EMEA');
    expect((await tom.types('/send 501')).visible).toContain('Jane Park');
    expect(await verbsAbout('Tom Berg')).toEqual(['member-created', 'tied', 'role-changed']);
    const told = await db.query("SELECT body FROM outbox WHERE kind = 'role-changed' AND workspace_id = $1", [door.workspaceId]);
    expect(told).toEqual([{ body: { kind: 'role-changed', what: 'rights', by: await idOf('Ana Ruiz') } }]);
    await door.delivered();
    const heard = tom.sees().map(({ visible }) => visible).join('\n');
    expect(heard).toContain('*Ana Ruiz changed what you may see: you are now Manager.*\nYou see your own sends and those of EMEA.');
    const back = await ana.modal?.press('Back to all');
    expect(back?.visible).toContain('Manager of EMEA');
  });

  it('saves nothing when somebody else was quicker, and shows how it is now', async () => {
    await door.member('Quick Fox');
    const ben = await door.member('Ben Stone', 'ADMIN');
    await ben.types('/sends whoami');
    await openPerson(ana, 'Quick Fox');
    await openPerson(ben, 'Quick Fox');
    expect(await save(ben, { [PEOPLE_FIELDS.role]: 'Manager' })).toContain('*Saved.*');
    const shown = await save(ana, { [PEOPLE_FIELDS.role]: 'Admin' });
    expect(shown).toContain('Somebody else changed this person meanwhile, so nothing was saved.');
    expect(shown).toContain('*Quick Fox* · Manager');
    expect(await get('Quick Fox')).toMatchObject({ role: 'MANAGER' });
  });

  it('says of Admins by configuration that they stay Admins', async () => {
    const own = await openPerson(ana, 'Ana Ruiz');
    expect(own.visible).toContain('An Admin by configuration (`ADMIN_EMAILS`): the role can’t be taken away here');
    expect(JSON.stringify(own.blocks)).not.toContain(PEOPLE_FIELDS.role);
  });

  it('connects a Slack user to a member, and nobody whom Slack does not vouch for', async () => {
    await door.member('Una Wood');
    const other = door.slack.user({ name: 'Una W', email: 'una@private.example' });
    const guest = door.slack.user({ name: 'A Guest', email: 'guest@private.example', restricted: true });
    expect((await other.types('/sends')).visible).toContain('I don’t know you as a sender yet');
    await openPerson(ana, 'Una Wood');
    expect(await save(ana, { [PEOPLE_FIELDS.slackUser]: guest.id })).toContain('That Slack user is a guest');
    expect(await save(ana, { [PEOPLE_FIELDS.slackUser]: ana.id })).toContain('that Slack user is connected to Ana Ruiz');
    expect(await save(ana, { [PEOPLE_FIELDS.slackUser]: other.id })).toContain('*Saved.*');
    expect((await other.types('/sends whoami')).visible).toContain('You are Una Wood, Sender');
    expect(await save(ana, { [PEOPLE_FIELDS.slackUser]: null })).toContain('*Saved.*');
    expect((await other.types('/sends')).visible).toContain('I don’t know you as a sender yet');
    expect(await verbsAbout('Una Wood')).toEqual(['member-created', 'tied', 'untied']);
  });

  it('shows which connections are on hold and why, and connects again whom an Admin has looked at', async () => {
    const eve = await door.member('Eve Long');
    await eve.types('/sends whoami');
    eve.user.email = 'eve@married.example';
    await door.slack.sends({ type: 'user_change', user: { id: eve.id } });
    expect((await eve.types('/sends')).visible).toContain('Your connection is on hold');
    const held = await (await people(ana)).press('On hold (1)');
    expect(held.visible).toContain('on hold since');
    expect(held.visible).toContain('their Slack e-mail is another one now');
    await held.press('people_open');
    const again = await ana.modal?.press('Connect again');
    expect(again?.visible).toContain('*Saved.*');
    expect((await eve.types('/sends whoami')).visible).toContain('You are Eve Long');
    expect(await verbsAbout('Eve Long')).toEqual(['member-created', 'tied', 'tie-suspended', 'tie-resumed']);
  });

  it('shows an Admin what somebody would see, with nothing to press, and keeps every look', async () => {
    await door.member('Kim Park', 'MANAGER', ['South']);
    await door.sends(...Array.from({ length: 12 }, (_, i) => numbered(600 + i, { senderEmail: emailOf('Zoe East'), team: 'South', recipientName: `Guest ${i}` })),
      numbered(699, { senderEmail: emailOf('Zoe East'), team: 'North', recipientName: 'Not Hers' }));
    await openPerson(ana, 'Kim Park');
    const seen = await ana.modal?.press('See what they see');
    expect(seen?.visible).toContain('*What Kim Park would see* · Manager of South');
    expect(seen?.visible).toContain('Right now they see nothing. Not connected to Slack.');
    expect(seen?.visible).toContain('*12 sends in all*');
    expect(seen?.menus).toEqual([]);
    const next = await seen?.press('Next');
    expect(`${seen?.visible}${next?.visible}`).not.toContain('Not Hers');
    expect(next?.visible).toContain('Guest');
    expect((await verbsAbout('Kim Park')).filter((verb) => verb === 'viewed-as')).toHaveLength(2);
    expect((await next?.press('Back'))?.visible).toContain('*Kim Park*');
  });

  describe('nobody but an Admin', () => {
    let elsewhere: WorkspaceId;
    let target: MemberId;
    beforeAll(async () => {
      elsewhere = (await db.store.workspaces.create('Elsewhere', 'T0ELSEWHERE')).id;
      await db.store.members.save(elsewhere, [{ email: 'far@other.example', name: 'Far Away', role: 'SENDER', teams: [] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: TODAY } });
      await door.member('Secret Target');
      target = await idOf('Secret Target');
    });
    const WAYS: Record<string, (who: Person) => Promise<unknown>> = {
      'types /sends people': (who) => who.types('/sends people secret'),
      'forges a list': (who) => forged(who, 'people_list', encodeList(START)),
      'forges a search': (who) => forged(who, 'people_page_next', encodeList({ text: 'secret', onHold: false, place: { after: target } })),
      'forges a person': (who) => forged(who, 'people_open', encodeOpen(target, START)),
      'forges a look as somebody': (who) => forged(who, 'people_view_as', encodeAs(target, START)),
      'forges a connection': (who) => forged(who, 'people_connect_again', encodeAgain(target, 'mark', START)),
    };
    /** From a card, and from within a dialog of one's own. */
    const forged = async (who: Person, action_id: string, value: string): Promise<string> => {
      const card = await who.types('/sends help');
      const first = await who.clicks({ on: card, action_id, value });
      await who.types('/send');
      const modal = who.modal;
      const second = modal && (await who.clicks({ on: modal, action_id, value }));
      await door.slack.idle();
      return `${first.visible}\n${second?.visible ?? ''}`;
    };
    it.each([['a Sender', 'SENDER' as const], ['a Manager of every team', 'MANAGER' as const]].flatMap(([who = '', role]) => Object.keys(WAYS).map((way) => ({ who, role, way }))))(
      '$who who $way gets nothing', async ({ who, role, way }) => {
        const name = `${who} ${way.replaceAll('/', '')}`;
        const person = await door.member(name, role === 'MANAGER' ? 'MANAGER' : 'SENDER', 'every');
        const before = await verbsAbout('Secret Target');
        const shown = `${String(await WAYS[way]?.(person))}\n${person.modal?.visible ?? ''}`;
        await door.slack.idle();
        const all = `${shown}\n${person.modal?.visible ?? ''}`;
        expect(all).not.toMatch(/Secret Target|secret\.target/);
        expect(all).not.toContain('*Saved.*');
        expect(all).toMatch(way.startsWith('types') ? /Only Admins look after people here\. Ana Ruiz/ : /Only Admins look after people here/);
        expect(await verbsAbout('Secret Target')).toEqual(before);
      });

    it('and an Admin reaches nobody of another workspace', async () => {
      const far = await db.store.people.byEmail(elsewhere, 'far@other.example');
      expect((await people(ana, 'far away')).visible).toContain('*0 people');
      for (const value of [encodeOpen(far?.id ?? memberId(''), START), encodeAs(far?.id ?? memberId(''), START), encodeAgain(far?.id ?? memberId(''), 'mark', START)]) {
        await people(ana);
        const modal = ana.modal;
        if (!modal) throw new Error('no dialog');
        const shown = await ana.clicks({ on: modal, action_id: 'people_open', value });
        expect(shown.visible).toContain('I no longer find this person');
        expect(shown.visible).not.toContain('Far Away');
      }
      expect(await db.store.audit.page(elsewhere, {}, { size: 10, after: undefined })).toHaveLength(1);
    });

    it('and Slack takes every dialog', () => {
      expect(door.slack.invalid).toEqual([]);
    });

    it('and junk does nothing', async () => {
      for (const value of ['', '{}', '{"v":2}', 'x'.repeat(1900), JSON.stringify({ v: 1, do: 'open', id: "'; DROP TABLE members", list: { q: '', h: false } })]) {
        const card = await ana.types('/sends help');
        const answer = await ana.clicks({ on: card, action_id: 'people_open', ...(value !== '' && { value }) });
        expect(answer.visible).toContain('older version');
      }
    });
  });
});
