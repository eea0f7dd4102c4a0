import { v7 as newId } from 'uuid';
import { NotDelivered, type Messenger } from '../ports/messenger.ts';
import { type Claim, type Ending, type Held, type ItemId, type Living, type Outbox, type Plan, STAGES } from '../ports/outbox.ts';
import type { Homes } from '../ports/homes.ts';
import type { Clock } from '../ports.ts';
import { passed } from './passOn.ts';
import { publishHome } from './publishHome.ts';
import type { Context, Step } from './steps.ts';

export type CarryOutDeps = { outbox: Outbox; homes: Homes; messenger: Messenger; clock: Clock; told: (what: Told) => void };
/** What happened, for the counters. */
export type Told = 'sent' | 'edited' | 'found' | 'passed on' | 'dead' | 'failed';

type Post = Extract<Step, { do: 'post' }>;
type Edit = Extract<Step, { do: 'edit' }>;
/** Where a mailbox's messages go: what a step is carried out in. */
export type Desk = { claim: Claim; channel: string; context: Context };

const heldIn = ({ claim }: Desk, ids: readonly ItemId[]): Held[] => claim.items.filter(({ id }) => ids.includes(id));

/** Does one step and records it. Throws `NotDelivered` when it could not be done, `LeaseLost` when somebody else has the mailbox. */
export const carryOut = (deps: CarryOutDeps) => async (desk: Desk, step: Step): Promise<void> => {
  const { outbox, clock, told } = deps;
  const items = heldIn(desk, step.items);
  switch (step.do) {
    case 'post': return post(deps, desk, step, items);
    case 'edit': return edit(deps, desk, step, items);
    case 'publish': return publishHome(deps, desk, step, items);
    case 'wait': return outbox.wait(desk.claim, step.items, step.until, clock());
    case 'drop': return outbox.finish(desk.claim, { items, state: 'DROPPED', outcome: step.why, posted: false }, clock());
    case 'reroute': {
      const onward = items.flatMap((item) => step.to.map((to) => passed(desk.claim, item, to, STAGES.managers)));
      await outbox.reroute(desk.claim, { items, state: 'DROPPED', outcome: `passed on: ${step.why}`, posted: false }, onward, clock());
      return told('passed on');
    }
  }
};

const livingOf = async ({ context }: Desk, subject: string | undefined): Promise<Living | undefined> =>
  (subject === undefined ? undefined : (await context.living([subject])).get(subject));

const post = async (deps: CarryOutDeps, desk: Desk, step: Post, items: readonly Held[]): Promise<void> => {
  const { outbox, messenger, clock, told } = deps;
  const { content, subject, sendId, broadcast = false } = step;
  const thread = await livingOf(desk, step.inThreadOf);
  const event = newId();
  // Nobody knows who reads a channel: no names there.
  const meantFor = desk.context.reader.is === 'member' ? [...new Map(items.flatMap(({ meantFor: each }) => (each ? [[each.id, each]] : []))).values()] : [];
  const plan: Plan = { ...(meantFor.length > 0 && { inPlaceOf: meantFor.map(({ id }) => id) }), subject, sendId, seen: items.find((item) => item.sendId === sendId)?.sendChangedAt, threadTs: thread?.ts };
  const begun = clock();
  await outbox.begin(desk.claim, step.items, event, plan, begun);
  // Who finds it begun and not recorded looks for it once: what is sent later than they think it can be would be sent twice.
  if (clock().getTime() - begun.getTime() > messenger.patience) throw new NotDelivered({ failed: 'again' });
  const { ts, shown } = await messenger.post(desk.channel, { event, content, meantFor: meantFor.map(({ name }) => name), threadTs: thread?.ts, broadcast: broadcast && thread !== undefined });
  await outbox.finish(desk.claim, posted(items, plan, { channel: desk.channel, ts, shown }, clock()), clock());
  told('sent');
};

/** How a post that is there ends its items. */
export const posted = (items: readonly Held[], plan: Plan, there: Pick<Living, 'channel' | 'ts' | 'shown'>, at: Date): Ending => {
  const { subject } = plan;
  return { items, state: 'DONE', outcome: 'sent', posted: true, ...(subject !== undefined && { living: { ...plan, subject, ...there, postedAt: at } }) };
};

const edit = async ({ outbox, messenger, clock, told }: CarryOutDeps, desk: Desk, { subject, content }: Edit, items: readonly Held[]): Promise<void> => {
  const living = await livingOf(desk, subject);
  if (!living && items.length === 0) return;
  if (!living) return outbox.finish(desk.claim, { items, state: 'DROPPED', outcome: 'nothing to edit', posted: false }, clock());
  const { meantFor, ...there } = living;
  const { shown } = await messenger.edit({ ...there, meantFor: meantFor.map(({ name }) => name) }, content);
  if (shown === living.shown) return outbox.finish(desk.claim, { items, state: 'DONE', outcome: 'shown already', posted: false }, clock());
  await outbox.finish(desk.claim, { items, state: 'DONE', outcome: 'edited', posted: false, living: { ...there, inPlaceOf: meantFor.map(({ id }) => id), shown } }, clock());
  told('edited');
};
