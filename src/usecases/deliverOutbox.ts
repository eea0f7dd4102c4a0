import type { WorkspaceId } from '../domain/ids.ts';
import { carryOut } from './outgoing/carryOut.ts';
import type { CarryOutDeps, Desk } from './outgoing/desk.ts';
import { settleDoubts } from './outgoing/doubt.ts';
import { afterFailure, backOff, type Failed, type LetGo } from './outgoing/failing.ts';
import { stepsFor } from './outgoing/handlers.ts';
import { livesAt } from './outgoing/kinds/refresh.ts';
import { passOn } from './outgoing/passOn.ts';
import type { Begun } from './outgoing/post.ts';
import { reach, type ReachDeps } from './outgoing/reach.ts';
import type { HandlerDeps, Step } from './outgoing/steps.ts';
import { NotDelivered } from './ports/messenger.ts';
import { type Claim, type Held, LeaseLost, type NewItem } from './ports/outbox.ts';

export type DeliverDeps = HandlerDeps & ReachDeps & CarryOutDeps & {
  /** Told of what went wrong at a mailbox. */
  failed: (mailboxId: string, error: unknown) => void;
  /** Nothing more is begun. */
  signal: AbortSignal;
};

/** The outbox's work: take what is due, deliver it mailbox by mailbox. Any number of workers, in any number of instances, may do so at once. */
export type Delivery = {
  claim(most: number): Promise<Claim[]>;
  /** Delivers what a mailbox holds. Never rejects. True when something in it is due already. */
  workAt(claim: Claim): Promise<boolean>;
};

export const deliverOutbox = (deps: DeliverDeps) => (workspaceId: WorkspaceId): Delivery => {
  const { outbox, clock } = deps;
  // Where a workspace's limit was met, fewer mailboxes are tried at once: what Slack would refuse is not asked.
  let pace = FASTEST;
  return {
    claim: (most) => outbox.claim(workspaceId, clock(), Math.min(most, pace)),
    workAt: async (claim) => {
      try {
        const how = await work(deps, claim);
        pace = how.tooMuch ? Math.max(1, Math.floor(pace / 2)) : Math.min(FASTEST, pace + 1);
        return await outbox.release(claim, clock(), how);
      } catch (error) {
        if (error instanceof LeaseLost) return false;
        deps.failed(claim.mailboxId, error);
        const how = { notBefore: new Date(clock().getTime() + backOff(claim.failures)), failed: claim.items.map(({ id }) => id) };
        // Where this fails, too, the lease ends by itself.
        return outbox.release(claim, clock(), how).catch(() => false);
      }
    },
  };
};

/** Mailboxes claimed at once at the most. */
const FASTEST = 20;

/** Until another instance, newer than this one, may have taken it. In ms. */
const UNREAD_WAIT = 60_000;

/** Works at a mailbox until nothing more can leave; returns how to let it go. */
const work = async (deps: DeliverDeps, claim: Claim): Promise<LetGo> => {
  const { outbox, clock } = deps;
  if (claim.unread.length > 0) await outbox.wait(claim, claim.unread, new Date(clock().getTime() + UNREAD_WAIT), clock());
  const all = { claim, step: undefined, items: claim.items, left: claim.items, lastPost: claim.postedAt };
  const prepared = await attempt(deps, all, () => prepare(deps, claim));
  if (prepared === 'go on') return {};
  if ('stop' in prepared) return prepared.stop;
  return 'letGo' in prepared.done ? prepared.done.letGo : deliver(deps, prepared.done.desk, prepared.done.items);
};

type Prepared = { letGo: LetGo } | { desk: Desk; items: readonly Held[] };

/** Who reads it, what has arrived already, and what is given up. */
const prepare = async (deps: DeliverDeps, claim: Claim): Promise<Prepared> => {
  const { workspaceId, mailboxId } = claim;
  const reached = await reach(deps)(claim);
  const settled = await settleDoubts(deps)(claim, reached.reached ? reached.channel : undefined);
  if ('until' in settled) return { letGo: { notBefore: settled.until } };
  const items = await giveUp(deps, claim, settled.left);
  if (!reached.reached) {
    await toldDead(deps, claim, await passOn(deps)(claim, items, reached.why, deps.clock()));
    return { letGo: {} };
  }
  const now = deps.clock();
  const living = async (subjects: readonly string[]) =>
    new Map((await deps.outbox.living(workspaceId, mailboxId, subjects)).filter((message) => livesAt(message, now)).map((message) => [message.subject, message]));
  return { desk: { claim, channel: reached.channel, context: { workspaceId, mailboxId, reader: reached.reader, now, living } }, items };
};

const deliver = async (deps: DeliverDeps, desk: Desk, items: readonly Held[]): Promise<LetGo> => {
  const { claim } = desk;
  let left = items;
  let lastPost = claim.postedAt;
  let begun: Begun | undefined;
  const steps = complete(await stepsFor(deps, items, desk.context), items);
  for (const [i, step] of steps.entries()) {
    if (deps.signal.aborted) {
      if (begun) await deps.outbox.unbegin(claim, begun.step.items, deps.clock());
      return {};
    }
    const own = left.filter(({ id }) => step.items.includes(id));
    const outcome = await attempt(deps, { claim, step, items: own, left, lastPost }, () => carryOut(deps)(desk, step, begun, steps[i + 1]));
    begun = outcome !== 'go on' && 'done' in outcome ? outcome.done : undefined;
    if (outcome !== 'go on' && 'stop' in outcome) return outcome.stop;
    if (outcome !== 'go on' && step.do === 'post') lastPost = deps.clock();
    left = left.filter((item) => !own.includes(item));
  }
  return {};
};

/** Steps in which every item stands once, and with which every post can be told from others: what a handler promises. */
const complete = (steps: readonly Step[], items: readonly Held[]): readonly Step[] => {
  const named = steps.flatMap((step) => step.items);
  const whole = named.length === items.length && new Set(named).size === items.length && items.every(({ id }) => named.includes(id));
  if (!whole || steps.some((step) => step.do === 'post' && step.items.length === 0)) throw new Error('a handler did not decide about each item once');
  return steps;
};

type Attempted<T> = { done: T } | Awaited<ReturnType<typeof afterFailure>>;
const attempt = async <T>(deps: DeliverDeps, failed: Failed, doing: () => Promise<T>): Promise<Attempted<T>> => {
  try {
    return { done: await doing() };
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error;
    if (error.failure.failed !== 'limited') deps.failed(failed.claim.mailboxId, error);
    const { outbox, clock, told } = deps;
    const dead = (count: number): Promise<void> => toldDead(deps, failed.claim, count);
    return afterFailure({ outbox, clock, told, dead, passOn: passOn(deps), patience: deps.messenger.patience }, error.failure, failed);
  }
};

/** A day of tries, and at least so many. In ms. */
const TRIED_FOR = 24 * 60 * 60_000;
const TRIED_OFTEN = 30;

/** Ends what was tried in vain for long enough; returns the rest. */
const giveUp = async (deps: DeliverDeps, claim: Claim, items: readonly Held[]): Promise<readonly Held[]> => {
  const now = deps.clock();
  const over = items.filter(({ attempts, triedSince }) => attempts >= TRIED_OFTEN && triedSince !== undefined && now.getTime() - triedSince.getTime() > TRIED_FOR);
  if (over.length === 0) return items;
  await deps.outbox.finish(claim, { items: over, state: 'DEAD', outcome: 'tried for a day', posted: false }, now);
  await toldDead(deps, claim, over.length);
  return items.filter((item) => !over.includes(item));
};

/** What becomes undeliverable is told together, once a day. In ms. */
const TOLD_AFTER = 10 * 60_000;

const toldDead = async ({ outbox, clock, told }: DeliverDeps, { workspaceId }: Claim, count: number): Promise<void> => {
  if (count === 0) return;
  for (let i = 0; i < count; i++) told('dead');
  const day = clock().toISOString().slice(0, 10);
  const notice: NewItem = { to: { operations: true }, body: { kind: 'dead-letters', day }, key: `dead-letters:${day}`, dueAt: new Date(clock().getTime() + TOLD_AFTER) };
  await outbox.add(workspaceId, [notice], clock());
};
