import type { MemberId, SlackUserId, WorkspaceId } from '../../domain/ids.ts';
import type { Clock, Members } from '../ports.ts';
import type { Messenger, SlackPeople } from '../ports/messenger.ts';
import type { Addressee, Addressees, Claim } from '../ports/outbox.ts';
import type { Reader } from './steps.ts';

export type ReachDeps = {
  addressees: Addressees;
  members: Pick<Members, 'tie'>;
  slackPeople: SlackPeople;
  messenger: Pick<Messenger, 'openDm'>;
  /** The operations channel, if there is one. */
  opsChannel: string | undefined;
  clock: Clock;
};

/** Where a mailbox's messages go now, or why nowhere. Throws `NotDelivered` when Slack does not tell. */
export type Reached = { reached: true; channel: string; reader: Reader } | { reached: false; why: string };

/** Who reads a mailbox now: people come, go and lose their tie while something waits for them. */
export const reach = (deps: ReachDeps) => async ({ workspaceId, to, postedAt }: Claim): Promise<Reached> => {
  if ('channel' in to) return { reached: true, channel: to.channel, reader: { is: 'channel', channel: to.channel, operations: false } };
  if ('member' in to) return reachMember(deps, workspaceId, to.member, postedAt === undefined);
  const { opsChannel } = deps;
  return opsChannel === undefined
    ? { reached: false, why: 'there is no operations channel' }
    : { reached: true, channel: opsChannel, reader: { is: 'channel', channel: opsChannel, operations: true } };
};

const reachMember = async (deps: ReachDeps, workspaceId: WorkspaceId, id: MemberId, first: boolean): Promise<Reached> => {
  const addressee = await deps.addressees.member(workspaceId, id);
  if (!addressee) return { reached: false, why: 'no such member' };
  const found = await inSlack(deps, addressee);
  if (!found) return { reached: false, why: 'nobody in Slack' };
  const { actor } = addressee;
  return { reached: true, channel: await deps.messenger.openDm(found.slackUser), reader: { is: 'member', actor, slackUser: found.slackUser, timeZone: found.timeZone, first } };
};

type InSlack = { slackUser: SlackUserId; timeZone: string };

/** The member's Slack user, if we may write to them. A member who was never here is looked for by e-mail, and tied as on first contact. */
export const inSlack = async ({ slackPeople, members, clock }: Pick<ReachDeps, 'slackPeople' | 'members' | 'clock'>, { actor, slackUser, tiedEmail, suspended }: Addressee): Promise<InSlack | undefined> => {
  if (suspended) return undefined;
  if (slackUser !== undefined) {
    const tied = await slackPeople.tied(slackUser, tiedEmail);
    return tied && { slackUser, timeZone: tied.timeZone };
  }
  const found = await slackPeople.withEmail(actor.email);
  if (!found) return undefined;
  const outcome = await members.tie(actor.workspaceId, actor.email, found.slackUser, found.name, clock());
  return outcome.result === 'tied' && !outcome.member.suspended ? found : undefined;
};
