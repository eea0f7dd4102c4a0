import type { SendId } from '../../domain/ids.ts';
import { undoneIn } from '../../domain/notice/news.ts';
import { type Actor, reachOf } from '../../domain/visibility.ts';
import { sendCard } from '../sendCard.ts';
import type { Content } from './content.ts';
import type { HandlerDeps } from './steps.ts';

type Reading = { actor: Actor; now: Date; first: boolean };
export type MemberCard = Extract<Content, { kind: 'card' | 'withheld' }>;

/** A send's card as it stands in a member's DM, from the state of this moment. Alike when it is posted and when it is brought up to date. */
export const memberCard = async (deps: HandlerDeps, { actor, now, first }: Reading, id: SendId): Promise<MemberCard> => {
  const { workspaceId, memberId } = actor;
  const [send, asOf] = await Promise.all([
    deps.sends.details(workspaceId, reachOf(actor), id),
    deps.workspaces.dataAsOf(workspaceId, now),
  ]);
  if (!send) return { kind: 'withheld' };
  // Not what only the details dialog may show.
  const { address: _address, message: _message, history, trackings: _trackings, names: _names, ...shown } = send;
  const card = await sendCard({ ...deps, clock: () => now })(actor, shown);
  const muted = card.muted ?? (await deps.notices.mutedAmong(workspaceId, memberId, [id])).has(id);
  return { kind: 'card', card, asOf, notice: { first, muted, undoes: undoneIn(send.status, history)?.name } };
};

/** The name under which a send's card lives in a mailbox. */
export const cardOf = (id: SendId): string => `send:${id}`;
/** A member's mailbox, as the store names it. */
export const addressOf = ({ memberId }: Pick<Actor, 'memberId'>): string => `member:${memberId}`;
