import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewUser, Person } from '../../src/sandbox/slack/index.ts';
import type { MemberRecord } from '../../src/usecases/ports.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const TEAMS = ['EMEA', 'APAC'] as const;
type Sees = 'own' | (typeof TEAMS)[number] | 'no team';
type Asker = { who: string; role?: MemberRecord['role']; teams?: MemberRecord['teams']; user?: Partial<NewUser>; sees: Sees[] };
/** Whose names somebody is offered: of the sends they see, each with a sender, a campaign and mostly a team of its own. */
const ASKERS: Asker[] = [
  { who: 'a Sender of EMEA', role: 'SENDER', teams: ['EMEA'], sees: ['own'] },
  { who: 'a Manager of EMEA', role: 'MANAGER', teams: ['EMEA'], sees: ['own', 'EMEA'] },
  { who: 'a Manager of APAC', role: 'MANAGER', teams: ['APAC'], sees: ['own', 'APAC'] },
  { who: 'a Manager of no team', role: 'MANAGER', teams: [], sees: ['own'] },
  { who: 'an Admin', role: 'ADMIN', teams: [], sees: ['own', 'EMEA', 'APAC', 'no team'] },
  { who: 'somebody unmapped', sees: [] },
  { who: 'a guest', role: 'ADMIN', user: { restricted: true }, sees: [] },
  { who: 'a stranger', role: 'ADMIN', user: { teamId: 'T0STRANGER' }, sees: [] },
  { who: 'somebody deactivated', role: 'ADMIN', user: { deleted: true }, sees: [] },
];
const SOMEBODY = { own: 'Own', EMEA: 'Eve', APAC: 'Abe', 'no team': 'Noa' } as const;
const campaignOf = (sees: Sees): string => `Project ${SOMEBODY[sees]}`;

describe.each([quickest])('the filter dialog offers nobody a name of what they do not see, on $name', ({ open }) => {
  let db: TestDatabase;
  let door: FrontDoor;
  let host: Person;

  beforeAll(async () => {
    db = await open();
    door = await openFrontDoor(db);
    host = await door.member('Ana Ruiz', 'ADMIN');
    let next = 1;
    for (const sees of ['EMEA', 'APAC', 'no team'] as const) {
      const { team: _, ...said } = numbered(next++, { senderEmail: emailOf(SOMEBODY[sees]), senderName: SOMEBODY[sees], campaign: { name: campaignOf(sees) } });
      await door.store.recorder.record(door.workspaceId, [sees === 'no team' ? said : { ...said, team: sees }], { source: 'CSV', now: TODAY, dryRun: false });
    }
    const elsewhere = (await door.store.workspaces.create('Other', 'T0OTHER')).id;
    await door.store.recorder.record(elsewhere, [numbered(1, { senderEmail: emailOf('Oto'), senderName: 'Oto', team: 'Elsewhere', campaign: { name: 'Project Oto' } })], { source: 'CSV', now: TODAY, dryRun: false });
  });
  afterAll(() => door.close());

  it.each(ASKERS)('$who', async ({ who, role, teams, user, sees }) => {
    const email = emailOf(who);
    if (role !== undefined) {
      await door.store.members.save(door.workspaceId, [{ email, name: who, role, teams }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: TODAY } });
      await door.sends(numbered(`${100 + ASKERS.findIndex((each) => each.who === who)}`, { senderEmail: email, senderName: who, team: 'West', campaign: { name: `Project of ${who}` } }));
    }
    const person = door.slack.user({ name: who, email, ...user });
    // On somebody else's dialog: what is offered is looked up for whoever types.
    await host.types('/sends filter');
    const on = await host.modalFilled('Save as');
    const names = async (field: string, typed: string): Promise<string[]> => (await person.searches(`filter_${field}`, typed, on)).map(({ label }) => label).filter((label) => !/^(Me$|Any)/.test(label));
    const mine = sees.includes('own') ? [`Project of ${who}`] : [];
    const others = sees.filter((each): each is Exclude<Sees, 'own'> => each !== 'own');
    const ours = (found: string[]): string[] => found.filter((name) => !name.includes('Project of ') || name === `Project of ${who}`).toSorted();
    const expected = [...mine, ...others.map(campaignOf)].toSorted();
    expect(ours(await names('campaign', ''))).toEqual(expected);
    expect(ours(await names('campaign', 'project'))).toEqual(expected);
    // A slip finds no more than the name itself would.
    expect(ours(await names('campaign', 'projetc'))).toEqual(expected);
    for (const each of ['EMEA', 'APAC', 'no team'] as const) {
      const found = others.includes(each) ? [`${SOMEBODY[each]} (${emailOf(SOMEBODY[each])})`] : [];
      expect((await names('from', SOMEBODY[each])).filter((name) => name.startsWith(SOMEBODY[each]))).toEqual(found);
    }
    expect((await names('team', '')).filter((name) => name !== 'West')).toEqual(TEAMS.filter((team) => others.includes(team)).toSorted());
    expect([...(await names('campaign', 'oto')), ...(await names('from', 'oto')), ...(await names('team', 'else'))].filter((name) => /\boto\b|elsewhere/i.test(name))).toEqual([]);
    await host.closes();
  });

  it('nor believes an id that somebody was never offered: it reads the same whether it exists or not', async () => {
    const sam = await door.member('Sam Lee');
    const ids = Object.fromEntries((await db.query('SELECT id, name FROM campaigns')).map(({ id, name }) => [String(name), String(id)]));
    await host.types('/sends filter');
    const on = await host.modalFilled('Save as');
    await host.searches('filter_campaign', 'project', on);
    await sam.types('/sends filter');
    await sam.modalFilled('Save as');
    const tried = ['Project Eve', 'Project Oto'].map((name) => ids[name] ?? '').concat('00000000-0000-4000-8000-000000000000');
    for (const id of tried) {
      const view = sam.modal?.source;
      if (!view || !('view' in view)) throw new Error('no dialog');
      const answered = await door.slack.deliver({ body: new URLSearchParams({ payload: JSON.stringify({
        type: 'view_submission', user: { id: sam.id, team_id: door.slack.team.id }, team: { id: door.slack.team.id },
        view: { id: view.view.id, callback_id: view.view.callbackId, private_metadata: view.view.privateMetadata, type: 'modal', state: { values: {
          filter_campaign_0: { filter_campaign: { type: 'multi_external_select', selected_options: [{ value: id }] } },
        } } },
      }) }).toString() });
      expect(answered.body).toBe(JSON.stringify({ response_action: 'errors', errors: { filter_campaign_0: 'Choose again: one of these is no longer among what you see.' } }));
    }
  });
});
