import type { WorkspaceId } from '../domain/ids.ts';
import type { Clock } from './ports.ts';
import type { Deliveries, DeliveryOutcome, News, ReadDelivery } from './ports/deliveries.ts';
import { together } from './together.ts';

/** Reads a delivery's bytes; a reason when they are nothing that can be kept as text. */
export type ReadNews = (body: Uint8Array, event: string | undefined, now: Date) => { ok: true; value: News } | { ok: false; reason: string };

export type TakeDeliveryDeps = { deliveries: Pick<Deliveries, 'take'>; read: ReadNews; clock: Clock };

/** A delivery whose signature held, as it came. */
export type SignedDelivery = { id: string; event: string | undefined; body: Uint8Array };

export type TakenDelivery =
  | { result: 'not-readable'; reason: string }
  /** `unread`: fields that said something we could not take; `unknown`: statuses kept as they came. */
  | { result: 'stored'; outcome: DeliveryOutcome; unread: readonly string[]; unknown: readonly string[] };

/** Deliveries that share a transaction: enough to carry a storm, few enough that nobody waits long for the others. */
const MOST_TOGETHER = 100;

/**
 * Takes deliveries: resolves once what one says, or it itself, is stored for good. Rejects when it could not be stored; the sender then sends it
 * again. Those that come at once share a transaction.
 */
export const takeDelivery = ({ deliveries, read, clock }: TakeDeliveryDeps) => {
  const doors = new Map<WorkspaceId, (delivery: ReadDelivery) => Promise<DeliveryOutcome>>();
  const doorOf = (workspace: WorkspaceId) => {
    const door = doors.get(workspace) ?? together((items: readonly ReadDelivery[]) => deliveries.take(workspace, items, clock()), MOST_TOGETHER);
    doors.set(workspace, door);
    return door;
  };
  return async (workspace: WorkspaceId, { id, event, body }: SignedDelivery): Promise<TakenDelivery> => {
    const news = read(body, event, clock());
    if (!news.ok) return { result: 'not-readable', reason: news.reason };
    const outcome = await doorOf(workspace)({ id, event, body: Buffer.from(body).toString('utf8'), news: news.value });
    return { result: 'stored', outcome, unread: news.value.form === 'send' ? news.value.unread : [], unknown: unknownIn(news.value) };
  };
};

const unknownIn = (news: News): string[] =>
  news.form === 'not-understood' ? [] : news.record.observations.flatMap(({ status }) => (status.name === 'UNKNOWN' ? [status.raw] : []));
