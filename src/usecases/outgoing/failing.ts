import type { Failure } from '../ports/messenger.ts';
import type { Claim, Held, Outbox } from '../ports/outbox.ts';
import type { Clock } from '../ports.ts';
import { settles } from './doubt.ts';
import type { Told } from './desk.ts';
import type { Step } from './steps.ts';

export type FailingDeps = {
  outbox: Outbox;
  clock: Clock;
  told: (what: Told) => void;
  passOn: (claim: Claim, items: readonly Held[], why: string, now: Date) => Promise<number>;
  /** So many died. */
  dead: (count: number) => Promise<void>;
  patience: number;
};

/** How a mailbox is let go. */
export type LetGo = { notBefore?: Date; failed?: readonly Held['id'][]; /** The whole workspace has too much. */ tooMuch?: true };
type Then = 'go on' | { stop: LetGo };

/** What failed: the step's own items, and all that are still to be delivered, these among them. */
export type Failed = { claim: Claim; step: Step | undefined; items: readonly Held[]; left: readonly Held[]; lastPost: Date | undefined };

/** Slack takes about one message a second in a conversation. Where nothing was posted for this long, it is the workspace that has too much. In ms. */
const CONVERSATION_LIMIT_FORGOTTEN = 10_000;
/** How long a workspace whose token is not accepted waits before it is tried again. In ms. */
const WORKSPACE_WAIT = 5 * 60_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15 * 60_000;

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
/** Twice as long each time. In ms. */
export const backOff = (failures: number): number => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures, 20));

/** Makes the best of a failure. `stop`: nothing more leaves this mailbox now; how to let it go. */
export const afterFailure = async (deps: FailingDeps, failure: Failure, failed: Failed): Promise<Then> => {
  const { outbox, clock, told, dead, patience } = deps;
  const { claim, step, items, left } = failed;
  const ids = items.map(({ id }) => id);
  const now = clock();
  const later = (ms: number) => ({ stop: { notBefore: after(now, ms), failed: ids } });
  if (failure.failed !== 'limited') told('failed');
  // An edit may be done twice.
  if (failure.failed === 'doubt' && step?.do === 'post') return later(settles(patience));
  if (step?.do === 'post') await outbox.unbegin(claim, ids, now);
  switch (failure.failed) {
    case 'limited': return { stop: await limited(deps, failed, failure.retryAfter) };
    case 'again': case 'doubt': return later(backOff(claim.failures));
    case 'workspace':
      await outbox.pause(claim.workspaceId, after(now, WORKSPACE_WAIT), failure.why);
      return { stop: { notBefore: after(now, WORKSPACE_WAIT) } };
    case 'unreachable':
      await dead(await deps.passOn(claim, left, failure.why, now));
      return { stop: {} };
    case 'refused':
      await outbox.finish(claim, { items, state: 'DEAD', outcome: `Slack does not take it: ${failure.why}`, posted: false }, now);
      await dead(items.length);
      return 'go on';
    case 'gone': return gone(deps, failed);
  }
};

const limited = async ({ outbox, clock }: FailingDeps, { claim, lastPost }: Failed, retryAfter: number): Promise<LetGo> => {
  const now = clock();
  const until = after(now, retryAfter * 1000);
  const own = lastPost !== undefined && now.getTime() - lastPost.getTime() < CONVERSATION_LIMIT_FORGOTTEN;
  if (own) return { notBefore: until };
  await outbox.pause(claim.workspaceId, until, 'Slack takes no more messages for now');
  return { notBefore: until, tooMuch: true };
};

/** The living message is no longer there: the items are decided about again, without it. */
const gone = async ({ outbox, clock, dead }: FailingDeps, { claim, step, items }: Failed): Promise<Then> => {
  const subject = step?.do === 'edit' ? step.subject : step?.do === 'post' ? step.inThreadOf : undefined;
  if (subject === undefined) {
    await outbox.finish(claim, { items, state: 'DEAD', outcome: 'Slack knows the place no more', posted: false }, clock());
    await dead(items.length);
    return 'go on';
  }
  await outbox.forget(claim, subject, clock());
  return { stop: {} };
};
