import type { SendId } from '../domain/ids.ts';
import type { SendDetails } from '../domain/send.ts';
import { statusLabel, type StatusName } from '../domain/status.ts';
import { DAY, isStale, type Thresholds } from '../domain/staleness.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Clock, SendReader } from './ports.ts';
import type { Outbox } from './ports/outbox.ts';

/** What Support needs to know of a send to find it and to see what is wrong: nothing of the recipient's. */
export type SupportFacts = {
  id: SendId;
  number: string;
  /** The provider's own id, where the number is not it. */
  providerId: string | undefined;
  trackingNumber: string | undefined;
  kind: string;
  status: string;
  statusName: StatusName;
  /** Whole days in that status. */
  days: number;
  stale: boolean;
};

export type SupportDeps = { sends: Pick<SendReader, 'details'>; clock: Clock; thresholds: Thresholds };

/** More than these are not asked about at once. */
export const SUPPORT_SENDS = 20;

const factsOf = (send: SendDetails, now: Date, thresholds: Thresholds): SupportFacts => ({
  id: send.id, number: send.number, providerId: send.names.find(({ scheme, value }) => (scheme === 'provider' || scheme === 'id') && value !== send.number)?.value,
  trackingNumber: send.tracking?.number, kind: send.kind, status: statusLabel(send.status), statusName: send.status.name,
  days: Math.max(0, Math.floor((now.getTime() - send.since.getTime()) / DAY)), stale: isStale(send, now, thresholds),
});

/** What a message to Support says about these sends, as far as the actor may see them; in the order asked. */
export const supportMessage = ({ sends, clock, thresholds }: SupportDeps) => async (actor: Actor, ids: readonly SendId[]): Promise<SupportFacts[]> => {
  const now = clock();
  const found = await Promise.all([...new Set(ids)].slice(0, SUPPORT_SENDS).map((id) => sends.details(actor.workspaceId, reachOf(actor), id)));
  return found.flatMap((send) => (send ? [factsOf(send, now, thresholds)] : []));
};

export type PostSupportDeps = SupportDeps & { outbox: Pick<Outbox, 'add'> };

/** Has operations told, once a day for the same sends and person. Returns what they are told of; nobody sees more than the actor may. */
export const postSupport = (deps: PostSupportDeps) => async (actor: Actor, ids: readonly SendId[]): Promise<SupportFacts[]> => {
  const facts = await supportMessage(deps)(actor, ids);
  const now = deps.clock();
  if (facts.length === 0) return facts;
  const body = { kind: 'support', sends: facts.map(({ id }) => id), from: actor.memberId } as const;
  const key = `support:${actor.memberId}:${now.toISOString().slice(0, 10)}:${facts.map(({ id }) => id).toSorted().join(',')}`;
  await deps.outbox.add(actor.workspaceId, [{ to: { operations: true }, body, key, dueAt: now }], now);
  return facts;
};

