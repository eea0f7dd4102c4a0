import type { SendId } from '../domain/ids.ts';
import { type Listed, listed, type ListRules } from '../domain/listed.ts';
import { hearingOffer } from '../domain/notice/hearing.ts';
import type { Send } from '../domain/send.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Notices } from './ports/notices.ts';

export type ListedDeps = { notices: Pick<Notices, 'followedAmong' | 'mutedAmong'> };

const NONE: ReadonlySet<SendId> = new Set();

/** The rows of a list, of sends that the actor may see: what they muted and what they follow among them is one query each, however many they are. */
export const listedSends = async ({ notices }: ListedDeps, actor: Actor, sends: readonly Send[], rules: ListRules): Promise<Listed[]> => {
  const { workspaceId, memberId } = actor;
  const isOwn = ({ sender }: Send): boolean => sender.id === memberId;
  const own = sends.filter(isOwn).map(({ id }) => id);
  const others = sends.filter((send) => !isOwn(send)).map(({ id }) => id);
  const [muted, followed] = await Promise.all([
    own.length > 0 ? notices.mutedAmong(workspaceId, memberId, own) : NONE,
    others.length > 0 ? notices.followedAmong(workspaceId, memberId, others) : NONE,
  ]);
  return sends.map((send) => ({ ...listed(actor, send, rules), hearing: hearingOffer(isOwn(send), muted.has(send.id) || followed.has(send.id)) }));
};
