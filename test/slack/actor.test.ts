import { describe, expect, it } from 'vitest';
import { type ActorDeps, createActorOf, type Recognised } from '../../src/slack/actor.ts';
import type { SlackPerson } from '../../src/slack/directory.ts';
import type { TiedMember, TieOutcome } from '../../src/usecases/ports.ts';
import { anActor, workspaceId } from '../support/builders.ts';
import { slackUserId } from './slackUserId.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

const USER = slackUserId('U0SAM');
const sam: SlackPerson = {
  homes: ['T0HERE'], bot: false, deleted: false, stranger: false, guest: false, email: 'Sam@corp.example', emailConfirmed: true, name: 'Sam Lee', timeZone: 'Europe/Berlin',
};
const member: TiedMember = { actor: anActor(), tiedEmail: 'sam@corp.example', suspended: false };

type Known = { person?: Partial<SlackPerson> | 'nobody'; tied?: TiedMember; tie?: TieOutcome; team?: string; slackId?: string };
const ask = async ({ person = {}, tied, tie = { result: 'no-member' }, team = 'T0HERE', slackId = 'T0HERE' }: Known): Promise<Recognised & { did: string[] }> => {
  const did: string[] = [];
  const deps: ActorDeps = {
    clock: () => NOW,
    workspace: { id: workspaceId('here'), slackId },
    directory: { get: async () => (person === 'nobody' ? undefined : { ...sam, ...person }), forget: () => undefined },
    members: {
      bySlackUser: async () => tied,
      tie: async (_workspace, email) => { did.push(`tie ${email}`); return tie; },
      suspendTie: async (_workspace, _user, why) => did.push(`suspend ${why}`) > 0,
      resumeTie: async () => did.push('resume') > 0,
      admins: async () => [{ name: 'Ana Ruiz', slackUser: undefined }],
    },
  };
  return { ...(await createActorOf(deps)({ user: USER, team })), did };
};

describe('who asks', () => {
  it('is the member tied to them, in their own time zone, whatever the case of the e-mail', async () => {
    expect(await ask({ tied: member })).toMatchObject({ ok: true, asker: { actor: member.actor, slackUser: USER, timeZone: 'Europe/Berlin' }, did: [] });
  });

  it('is tied on first contact by their Slack e-mail', async () => {
    expect(await ask({ tie: { result: 'tied', member } })).toMatchObject({ ok: true, did: ['tie Sam@corp.example'] });
  });

  it('and not known: hears the address looked for and who can connect them', async () => {
    expect(await ask({})).toMatchObject({ ok: false, refusal: { why: 'unmapped', email: 'Sam@corp.example', admins: ['Ana Ruiz'] } });
  });

  it.each<[string, Known, string]>([
    ['from another workspace', { person: { homes: ['T0OTHER'] } }, 'stranger'],
    ['whom Slack calls a stranger', { person: { stranger: true } }, 'stranger'],
    ['whom Slack does not show', { person: 'nobody' }, 'stranger'],
    ['whose request names a workspace they are not in', { team: 'T0OTHER' }, 'stranger'],
    ['a bot', { person: { bot: true } }, 'bot'],
    ['deactivated', { person: { deleted: true } }, 'deactivated'],
    ['a guest', { person: { guest: true } }, 'guest'],
    ['without an e-mail', { person: { email: undefined } }, 'email-missing'],
    ['with an e-mail nobody confirmed', { person: { emailConfirmed: false } }, 'email-unconfirmed'],
  ])('and %s: is refused, tied or not, and never tied', async (_who, known, why) => {
    for (const tied of [undefined, member]) {
      expect(await ask({ ...known, ...(tied && { tied }), tie: { result: 'tied', member } })).toMatchObject({ ok: false, refusal: { why }, did: [] });
    }
  });

  it('a changed e-mail suspends the tie and lets nobody in', async () => {
    expect(await ask({ tied: member, person: { email: 'new@corp.example' } })).toMatchObject({ ok: false, refusal: { why: 'email-changed' }, did: ['suspend email-changed'] });
  });

  it('a suspended tie stays suspended, even with the right e-mail', async () => {
    expect(await ask({ tied: { ...member, suspended: true } })).toMatchObject({ ok: false, refusal: { why: 'on-hold' }, did: [] });
  });

  it.each(['deactivated', 'guest'] as const)('a tie suspended because Slack said %s is given back when Slack says so no more', async (why) => {
    expect(await ask({ tied: { ...member, suspended: true, why } })).toMatchObject({ ok: true, did: ['resume'] });
    expect(await ask({ tied: { ...member, suspended: true, why }, person: { email: 'new@corp.example' } })).toMatchObject({ ok: false, did: ['suspend email-changed'] });
    expect(await ask({ tied: { ...member, suspended: true, why }, person: { guest: true } })).toMatchObject({ ok: false, refusal: { why: 'guest' }, did: [] });
  });

  it('an e-mail that is tied to somebody else lets nobody in', async () => {
    expect(await ask({ tie: { result: 'taken' } })).toMatchObject({ ok: false, refusal: { why: 'email-shared' } });
  });

  it('anybody of the organisation counts when the app is installed in all of it', async () => {
    expect(await ask({ slackId: 'E0ORG', person: { homes: ['T0HERE', 'E0ORG'] }, tied: member })).toMatchObject({ ok: true });
    expect(await ask({ slackId: 'E0ORG', person: { homes: ['T0HERE'] }, tied: member })).toMatchObject({ ok: false, refusal: { why: 'stranger' } });
  });
});
