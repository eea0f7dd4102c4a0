import { describe, expect, it } from 'vitest';
import type { ListView, Role } from '../../src/domain/visibility.ts';
import { reaches, reachOf, reachOfView } from '../../src/domain/visibility.ts';
import { anActor, memberId, teamId } from '../support/builders.ts';

const me = memberId('me');
const mine = { senderId: me, teamId: teamId('emea') };
const emea = { senderId: memberId('other'), teamId: teamId('emea') };
const apac = { senderId: memberId('other'), teamId: teamId('apac') };
const teamless = { senderId: memberId('other'), teamId: undefined };
const sends = { mine, emea, apac, teamless };

/** Who sees which sends, from the help article's table; a Manager here is assigned to EMEA. */
const SEEN: [Role, 'every' | 'emea' | 'none', (keyof typeof sends)[]][] = [
  ['SENDER', 'none', ['mine']],
  // Teams assigned to a Sender mean nothing until they are a Manager.
  ['SENDER', 'every', ['mine']],
  ['MANAGER', 'none', ['mine']],
  ['MANAGER', 'emea', ['mine', 'emea']],
  ['MANAGER', 'every', ['mine', 'emea', 'apac']],
  ['ADMIN', 'none', ['mine', 'emea', 'apac', 'teamless']],
];
const teamsOf = (teams: string) => (teams === 'every' ? 'every' : teams === 'emea' ? [teamId('emea')] : []);
const seen = (reach: ReturnType<typeof reachOf>) => Object.entries(sends).filter(([, send]) => reaches(reach, send)).map(([name]) => name);

describe('who sees what', () => {
  it.each(SEEN)('%s of %s sees %j', (role, teams, expected) => {
    expect(seen(reachOf(anActor({ memberId: me, role, teams: teamsOf(teams) })))).toEqual(expected);
  });

  it('no view of a list shows more than its viewer may see', () => {
    for (const [role, teams] of SEEN) {
      const actor = anActor({ memberId: me, role, teams: teamsOf(teams) });
      for (const view of ['mine', 'team', 'all'] satisfies ListView[]) {
        expect(seen(reachOf(actor))).toEqual(expect.arrayContaining(seen(reachOfView(actor, view))));
      }
    }
  });

  it('mine is what I sent, team is what my teams sent', () => {
    const manager = anActor({ memberId: me, role: 'MANAGER', teams: [teamId('apac')] });
    expect(seen(reachOfView(manager, 'mine'))).toEqual(['mine']);
    expect(seen(reachOfView(manager, 'team'))).toEqual(['apac']);
    expect(seen(reachOfView(manager, 'all'))).toEqual(['mine', 'apac']);
  });
});
