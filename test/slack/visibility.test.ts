import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SendId, WorkspaceId } from '../../src/domain/ids.ts';
import type { Answer, NewUser, Person } from '../../src/sandbox/slack/index.ts';
import { encodePage, encodeSend, SHORTCUTS } from '../../src/slack/ids.ts';
import type { MemberRecord } from '../../src/usecases/ports.ts';
import { sendId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { dialogOf, emailOf, type FrontDoor, openFrontDoor, record, TODAY } from './frontDoor.ts';

/** How a send relates to the one who asks: sent by them (in West), else by somebody else of a team, of none, or in another workspace. */
const RELATIONS = ['own', 'EMEA', 'APAC', 'no team', 'other workspace'] as const;
type Relation = (typeof RELATIONS)[number];

type Asker = { who: string; role?: MemberRecord['role']; teams?: MemberRecord['teams']; user?: Partial<NewUser>; sees: Relation[]; team: Relation[] };
/** Everybody who may stand at the door, what they may see at all, and what `/sends team` shows of it. */
const ASKERS: Asker[] = [
  { who: 'a Sender of EMEA', role: 'SENDER', teams: ['EMEA'], sees: ['own'], team: ['own'] },
  { who: 'a Manager of no team', role: 'MANAGER', teams: [], sees: ['own'], team: [] },
  { who: 'a Manager of EMEA', role: 'MANAGER', teams: ['EMEA'], sees: ['own', 'EMEA'], team: ['EMEA'] },
  { who: 'a Manager of both', role: 'MANAGER', teams: ['EMEA', 'APAC'], sees: ['own', 'EMEA', 'APAC'], team: ['EMEA', 'APAC'] },
  { who: 'a Manager of every team', role: 'MANAGER', teams: 'every', sees: ['own', 'EMEA', 'APAC'], team: ['own', 'EMEA', 'APAC'] },
  { who: 'an Admin', role: 'ADMIN', teams: [], sees: ['own', 'EMEA', 'APAC', 'no team'], team: [] },
  { who: 'an Admin with a team', role: 'ADMIN', teams: ['APAC'], sees: ['own', 'EMEA', 'APAC', 'no team'], team: ['APAC'] },
  { who: 'somebody unmapped', sees: [], team: [] },
  { who: 'a guest', role: 'ADMIN', user: { restricted: true }, sees: [], team: [] },
  { who: 'a single-channel guest', role: 'ADMIN', user: { ultraRestricted: true }, sees: [], team: [] },
  { who: 'a stranger', role: 'ADMIN', user: { teamId: 'T0STRANGER' }, sees: [], team: [] },
  { who: 'a bot', role: 'ADMIN', user: { bot: true }, sees: [], team: [] },
  { who: 'somebody deactivated', role: 'ADMIN', user: { deleted: true }, sees: [], team: [] },
];

type Known = { number: string; recipient: string; id: SendId };
const LAST = sendId('ffffffff-ffff-7fff-bfff-ffffffffffff');
const ABSENT: Known = { number: '999999', recipient: 'Recipient-999999', id: LAST };

const allPages = async (first: Answer): Promise<string> => {
  const pages = [first.visible];
  for (let page = first; page.buttons.some(({ label }) => label === 'Next'); pages.push(page.visible)) page = await page.press('Next');
  return pages.join('\n');
};
const asked = (command: (send: Known) => string) => async (_: FrontDoor, person: Person, send: Known) => allPages(await person.types(command(send)));
/** A click with a value of one's own making, on whatever card is at hand; a dialog that opens counts as the answer. */
const clicked = (action_id: string, value: (send: Known) => string) => async (door: FrontDoor, person: Person, send: Known) => {
  const on = await person.types('/sends help');
  const answer = await person.clicks({ on, action_id, value: value(send) });
  await door.slack.idle();
  return `${answer.visible}\n${await dialogOf(person)}`;
};

/** What the bot says to a message. */
const messaged = (text: (send: Known) => string) => async (_: FrontDoor, person: Person, send: Known) => {
  const before = person.sees().length;
  await person.says(text(send));
  await vi.waitFor(() => expect(person.sees().length).toBeGreaterThan(before + 1), 5000);
  return person.sees().slice(before + 1).map(({ visible }) => visible).join('\n');
};

/** Every way to one send. What may not be seen must be answered in the same words as what does not exist. */
const LOOKUPS = {
  'its number': asked(({ number }) => `/send ${number}`),
  'its provider id': asked(({ number }) => `/send gid-${number}`),
  'its tracking number': asked(({ number }) => `/send TRACK${number}`),
  'free text': asked(({ number }) => `/sends all recipient-${number}`),
  'a filter': asked(({ number }) => `/sends all to:recipient-${number} campaign:campaign-${number}`),
  'a mistyped message': messaged(({ number }) => `recipeint ${number}`),
  'a details button': clicked('send_details', ({ id }) => encodeSend('details', id)),
  'a wish to follow it': asked(({ number }) => `/send ${number} follow`),
  'a follow button': clicked('send_follow', ({ id }) => encodeSend('unfollow', id)),
  'a refresh button': clicked('send_refresh', ({ id }) => encodeSend('refresh', id)),
  'a share button': async (door: FrontDoor, person: Person, send: Known) => {
    person.invites(door.slack.general);
    return clicked('send_share', ({ id }) => encodeSend('share', id))(door, person, send);
  },
  'the message shortcut': async (door: FrontDoor, person: Person, { number }: Known): Promise<string> => {
    const message = await person.says(`#${number}, TRACK${number}, gid-${number}, To Recipient-${number}`, { in: door.slack.general });
    await person.shortcut(SHORTCUTS.findInMessage, message);
    await door.slack.idle();
    const visible = await dialogOf(person);
    await person.closes();
    return visible.replaceAll('`', '').replace(/^I looked for.*$/m, '');
  },
};
const LISTS = {
  'the whole list': asked(() => '/sends all'),
  'the stale list': asked(() => '/sends stale'),
  'what needs attention': asked(() => '/sends needs all'),
  'a page button': async (door: FrontDoor, person: Person) => {
    const cursor = { at: new Date('2027-01-01T00:00:00Z'), id: LAST };
    const on = await person.types('/sends help');
    const page = await person.clicks({ on, action_id: 'sends_page_next', value: encodePage({ question: 'all', to: 'next', number: 2, cursor }) ?? '' });
    await door.slack.idle();
    return allPages(page);
  },
};

describe.each(databases)('nobody sees what they may not, on $name', ({ open }) => {
  let db: TestDatabase;
  let door: FrontDoor;
  let next = 7000;
  const shared = new Map<Relation, Known>();

  const keep = async (senderEmail: string, team: string | undefined, workspace: WorkspaceId): Promise<Known> => {
    const number = String(next++);
    const { team: _, ...said } = record({
      names: [{ scheme: 'number', value: number }, { scheme: 'provider', value: `gid-${number}` }], senderEmail, senderName: `Sender-${number}`,
      recipientName: `Recipient-${number}`, campaign: { name: `Campaign-${number}` }, cost: { cents: 100, currency: 'USD' }, tracking: { number: `TRACK${number}` },
      observations: [{ status: { name: 'ORDER_RECEIVED' }, at: new Date('2026-11-01T00:00:00Z'), approximate: false }],
    });
    await door.store.recorder.record(workspace, [team === undefined ? said : { ...said, team }], { source: 'CSV', now: TODAY, dryRun: false });
    const [send] = await door.store.sends.lookUp(workspace, { everything: true }, number, 1);
    if (!send) throw new Error('not recorded');
    return { number, recipient: `Recipient-${number}`, id: send.id };
  };

  beforeAll(async () => {
    db = await open();
    door = await openFrontDoor(db);
    const elsewhere = (await door.store.workspaces.create('Other', 'T0OTHER')).id;
    shared.set('EMEA', await keep(emailOf('Eve'), 'EMEA', door.workspaceId));
    shared.set('APAC', await keep(emailOf('Abe'), 'APAC', door.workspaceId));
    shared.set('no team', await keep(emailOf('Noa'), undefined, door.workspaceId));
    shared.set('other workspace', await keep(emailOf('Oto'), 'EMEA', elsewhere));
  });
  afterAll(() => door.close());

  describe.each(ASKERS)('$who', ({ who, role, teams, user, sees, team }) => {
    let person: Person;
    let own: Known;
    beforeAll(async () => {
      const email = emailOf(who);
      if (role !== undefined) await door.store.members.save(door.workspaceId, [{ email, name: who, role, teams }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: TODAY } });
      person = door.slack.user({ name: who, email, ...user });
      own = await keep(role === undefined ? emailOf('Nobody') : email, 'West', door.workspaceId);
    });
    const sendOf = (relation: Relation): Known => (relation === 'own' ? own : (shared.get(relation) ?? own));
    const shownOf = (text: string): Relation[] => RELATIONS.filter((relation) => text.includes(sendOf(relation).recipient));

    it.each(Object.entries(LOOKUPS))('finds by %s what they may see, and of the rest not even that it exists', async (_, ask) => {
      const absent = await ask(door, person, ABSENT);
      for (const relation of RELATIONS) {
        const send = sendOf(relation);
        const answer = await ask(door, person, send);
        const may = sees.includes(relation);
        expect(may ? shownOf(answer) : answer.replaceAll(send.number, ABSENT.number)).toEqual(may ? [relation] : absent);
      }
    });

    it.each(Object.entries(LISTS))('sees in %s what they may', async (_, ask) => {
      expect(shownOf(await ask(door, person, ABSENT))).toEqual(sees);
    });

    it('sees in the lists of their own and of their teams no more than that', async () => {
      expect(shownOf(await allPages(await person.types('/sends mine')))).toEqual(sees.filter((relation) => relation === 'own'));
      expect(shownOf(await allPages(await person.types('/sends team')))).toEqual(team);
    });

    it('reads on Home their own sends, and of others only how many there are that they may see, and what those cost', async () => {
      // An app has no Home.
      const home = user?.bot ? '' : (await person.opensHome((shown) => !shown.visible.includes('Looking up'))).visible;
      expect(shownOf(home)).toEqual(sees.filter((relation) => relation === 'own'));
      const looksAfter = teams === 'every' ? ['EMEA', 'APAC', 'West'] : (teams ?? []);
      const everything = sees.includes('no team');
      const [team] = sees.length === 0 || role === 'SENDER' || (!everything && looksAfter.length === 0) ? [] : await db.query(
        'SELECT count(*)::int AS n FROM sends s LEFT JOIN teams t ON t.id = s.team_id WHERE s.workspace_id = $1 AND ($2 OR t.name = ANY($3))', [door.workspaceId, everything, looksAfter],
      );
      const expected = team && String(team['n']);
      expect(/(?:Your teams|The whole workspace)\n(\d+) in all/.exec(home)?.[1]).toBe(expected);
      expect(/^(\d+) stuck: \*(\d+)\.00 USD\*/m.exec(home)?.slice(1)).toEqual(expected && [expected, expected]);
      expect(/^(\d+) in all/m.exec(home)?.[1]).toBe(sees.length > 0 ? '1' : undefined);
    });

    it('has from a shortcut the same list, and subscribes a channel only to what they look after', async () => {
      await person.shortcut(SHORTCUTS.mine);
      await door.slack.idle();
      expect(shownOf(await dialogOf(person))).toEqual(sees.filter((relation) => relation === 'own'));
      await person.closes();
      person.invites(door.slack.general);
      await person.types('/sends subscribe campaign:none-of-these');
      const made = (await door.store.subscriptions.list(door.workspaceId, {}, 100)).filter(({ ownerName }) => ownerName === who);
      const looksAfter = role === 'ADMIN' || (role === 'MANAGER' && (teams === 'every' || (teams ?? []).length > 0));
      expect(made.map(({ scope }) => scope.everything)).toEqual(sees.length > 0 && looksAfter ? [role === 'ADMIN'] : []);
    });

    it('reads no count of what they may not see', async () => {
      const visible = await db.query(
        `SELECT count(*)::int AS n FROM sends s JOIN members m ON m.id = s.sender_id LEFT JOIN teams t ON t.id = s.team_id
          WHERE s.workspace_id = $1 AND ($2 OR m.email = $3 OR t.name = ANY($4))`,
        [door.workspaceId, sees.includes('no team'), emailOf(who), teams === 'every' && role === 'MANAGER' ? ['EMEA', 'APAC', 'West'] : role === 'MANAGER' ? (teams ?? []) : []],
      );
      const { visible: list } = await person.types('/sends all');
      expect(/^(\d+) in all/m.exec(list)?.[1]).toBe(sees.length > 0 ? String(visible[0]?.['n']) : undefined);
      const { visible: stale } = await person.types('/sends stale');
      expect(/^\*(\d+) gifts? (?:is|are) stuck/m.exec(stale)?.[1]).toBe(sees.length > 0 ? String(visible[0]?.['n']) : undefined);
    });
  });
});
