import type { Addressee, Claim, Held, NewItem, Outbox, Recipient } from '../ports/outbox.ts';
import { STAGES } from '../ports/outbox.ts';
import type { MemberId } from '../../domain/ids.ts';
import { inSlack, type ReachDeps } from './reach.ts';

export type PassOnDeps = Omit<ReachDeps, 'messenger'> & { outbox: Pick<Outbox, 'reroute' | 'finish'> };

/** Somebody else to tell, and how far that is from whom it was for. */
type Onward = { stage: number; to: readonly Recipient[] };

/** How many are told in somebody's place, of how many that are looked at. */
const TOLD = 5;
const LOOKED_AT = 20;

/**
 * What a recipient can't be given goes on, never back: to the managers of the send's team, to operations (a channel, else the Admins one by
 * one). Where that ends it is a dead letter. Throws `NotDelivered` when Slack does not tell who can be reached. Returns how many died.
 */
export const passOn = (deps: PassOnDeps) => async (claim: Claim, items: readonly Held[], why: string, now: Date): Promise<number> => {
  let dead = 0;
  for (const item of items) {
    if (item.body.kind === 'home' || item.body.kind === 'home-taken' || (item.body.kind === 'news' && item.body.follows === true)) {
      await deps.outbox.finish(claim, { items: [item], state: 'DROPPED', outcome: 'for this person alone', posted: false }, now);
      continue;
    }
    const onward = await next(deps, claim, item);
    if (onward) {
      const ending = { items: [item], state: 'DROPPED', outcome: `passed on: ${why}`, posted: false } as const;
      await deps.outbox.reroute(claim, ending, onward.to.map((to) => passed(claim, item, to, onward.stage)), now);
    } else {
      await deps.outbox.finish(claim, { items: [item], state: 'DEAD', outcome: `nobody to tell: ${why}`, posted: false }, now);
      dead += 1;
    }
  }
  return dead;
};

const next = async (deps: PassOnDeps, { workspaceId, to }: Claim, { stage, sendId, body }: Held): Promise<Onward | undefined> => {
  // What somebody wanted said in a channel concerns nobody else when it can't be.
  if (body.kind === 'share') return 'channel' in to ? { stage: STAGES.admins, to: [{ member: body.by }] } : undefined;
  if (body.kind === 'channel-news') {
    const owners = [...new Set(body.wanted.map(({ owner }) => owner))];
    return 'channel' in to ? { stage: STAGES.admins, to: owners.map((member) => ({ member })) } : undefined;
  }
  if (stage < STAGES.managers && 'member' in to && sendId !== undefined) {
    const managers = await reachable(deps, await deps.addressees.managersOf(workspaceId, sendId, LOOKED_AT), to.member);
    if (managers.length > 0) return { stage: STAGES.managers, to: managers };
  }
  if (stage < STAGES.operations && !('operations' in to)) return { stage: STAGES.operations, to: [{ operations: true }] };
  if (stage >= STAGES.admins) return undefined;
  const admins = await reachable(deps, await deps.addressees.admins(workspaceId, LOOKED_AT), undefined);
  return admins.length > 0 ? { stage: STAGES.admins, to: admins } : undefined;
};

const reachable = async (deps: PassOnDeps, candidates: readonly Addressee[], but: MemberId | undefined): Promise<Recipient[]> => {
  const found: Recipient[] = [];
  for (const candidate of candidates) {
    const { memberId } = candidate.actor;
    if (memberId !== but && (await inSlack(deps, candidate))) found.push({ member: memberId });
    if (found.length === TOLD) break;
  }
  return found;
};

/** The same item for somebody else: once for each whom it was for. */
export const passed = ({ to: from }: Pick<Claim, 'to'>, item: Held, to: Recipient, stage: number): NewItem & { stage: number; meantFor: MemberId | undefined } => {
  const { body, dueAt, key, sendId, meantFor } = item;
  const own = 'member' in from ? from.member : undefined;
  return {
    to, stage, body, dueAt, meantFor: meantFor?.id ?? own, key: item.stage > STAGES.own || own === undefined ? key : `for:${own}:${key}`, ...(sendId !== undefined && { sendId }),
  };
};
