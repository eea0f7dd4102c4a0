import { v7 as newId } from 'uuid';
import { NotDelivered } from '../ports/messenger.ts';
import type { Ending, Held, Living, MeantFor, Plan } from '../ports/outbox.ts';
import { type CarryOutDeps, type Desk, heldIn, livingOf } from './desk.ts';
import type { Step } from './steps.ts';

type Post = Extract<Step, { do: 'post' }>;

/** A post that is written down as under way: from then on it may be there. */
export type Begun = { step: Post; items: readonly Held[]; event: string; plan: Plan; meantFor: readonly MeantFor[]; at: Date };

const prepared = async ({ clock }: CarryOutDeps, desk: Desk, step: Post): Promise<Begun> => {
  const { subject, sendId } = step;
  const items = heldIn(desk, step.items);
  const thread = await livingOf(desk, step.inThreadOf);
  // Nobody knows who reads a channel: no names there.
  const meantFor = desk.context.reader.is === 'member' ? [...new Map(items.flatMap(({ meantFor: each }) => (each ? [[each.id, each]] : []))).values()] : [];
  const seen = items.find((item) => item.sendId === sendId)?.sendChangedAt;
  const plan: Plan = { ...(meantFor.length > 0 && { inPlaceOf: meantFor.map(({ id }) => id) }), subject, sendId, seen, threadTs: thread?.ts };
  return { step, items, event: newId(), plan, meantFor, at: clock() };
};

export const begin = async (deps: CarryOutDeps, desk: Desk, step: Post): Promise<Begun> => {
  const begun = await prepared(deps, desk, step);
  await deps.outbox.begin(desk.claim, step.items, begun.event, begun.plan, begun.at);
  return begun;
};

/** Posts what was begun and records it; a post that comes next is begun in the same statement, and returned. */
export const post = async (deps: CarryOutDeps, desk: Desk, begun: Begun, next: Step | undefined): Promise<Begun | undefined> => {
  const { outbox, messenger, clock, told } = deps;
  const { step: { content, broadcast = false }, items, event, plan, meantFor, at } = begun;
  const { threadTs } = plan;
  // Who finds it begun and not recorded looks for it once: what is sent later than they think it can be would be sent twice.
  if (clock().getTime() - at.getTime() > messenger.patience) throw new NotDelivered({ failed: 'again' });
  const { ts, shown } = await messenger.post(desk.channel, { event, content, meantFor: meantFor.map(({ name }) => name), threadTs, broadcast: broadcast && threadTs !== undefined });
  // A reply may be to what was just posted, which is there only once that is recorded.
  const following = next?.do === 'post' && next.inThreadOf === undefined ? await prepared(deps, desk, next) : undefined;
  await outbox.finish(desk.claim, posted(items, plan, { channel: desk.channel, ts, shown }, clock()), clock(), following && { ...following, items: following.step.items });
  told('sent');
  return following;
};

/** How a post that is there ends its items. */
export const posted = (items: readonly Held[], plan: Plan, there: Pick<Living, 'channel' | 'ts' | 'shown'>, at: Date): Ending => {
  const { subject } = plan;
  return { items, state: 'DONE', outcome: 'sent', posted: true, ...(subject !== undefined && { living: { ...plan, subject, ...there, postedAt: at } }) };
};
