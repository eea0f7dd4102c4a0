import { NotDelivered, type Failure, type Messenger } from '../ports/messenger.ts';
import type { Homes } from '../ports/homes.ts';
import type { Claim, Held, Outbox } from '../ports/outbox.ts';
import type { Clock } from '../ports.ts';
import type { Desk, Told } from './desk.ts';
import type { Step } from './steps.ts';

type PublishDeps = { outbox: Outbox; homes: Homes; messenger: Messenger; clock: Clock; told: (what: Told) => void };
type Publish = Extract<Step, { do: 'publish' }>;

/** Until a view that did not get through is tried again. In ms. */
const LATER = 30_000;

/**
 * Publishes a Home and records what stands there. It has limits of its own in Slack, and may be published twice: what goes wrong holds up
 * nothing else of its mailbox, and another state of it follows with the next change.
 */
export const publishHome = async (deps: PublishDeps, { claim, context }: Desk, { content, before }: Publish, items: readonly Held[]): Promise<void> => {
  const { outbox, homes, messenger, clock, told } = deps;
  const { reader, workspaceId } = context;
  if (reader.is !== 'member') throw new Error('a Home without its person');
  const { memberId } = reader.actor;
  try {
    const what = await messenger.publish(reader.slackUser, content, before);
    const changed = what.shown !== before.shown;
    if (changed) await homes.published(workspaceId, memberId, what, context.now);
    if (changed) told('edited');
    await outbox.finish(claim, { items, state: 'DONE', outcome: changed ? 'published' : 'shown already', posted: false }, clock());
  } catch (error) {
    // Somebody else published meanwhile, or nobody knows whether this was: what stands there is not what we think.
    await notPublished(deps, claim, items, error, () => homes.unknown(workspaceId, memberId));
  }
};

/** Empties somebody's Home, as often as it takes. */
export const emptyHome = async (deps: PublishDeps, { claim }: Desk, { user, why }: Extract<Step, { do: 'empty-home' }>, items: readonly Held[]): Promise<void> => {
  try {
    await deps.messenger.emptyHome(user, why);
    deps.told('edited');
    await deps.outbox.finish(claim, { items, state: 'DONE', outcome: 'emptied', posted: false }, deps.clock());
  } catch (error) {
    await notPublished(deps, claim, items, error, async () => undefined);
  }
};

/** Tries again what Slack did not take this time. Throws what is not about one view. */
const notPublished = async ({ outbox, clock, told }: PublishDeps, claim: Claim, items: readonly Held[], error: unknown, before: () => Promise<void>): Promise<void> => {
  if (!(error instanceof NotDelivered) || error.failure.failed === 'workspace') throw error;
  told('failed');
  const wait = waitAfter(error.failure);
  if (wait === undefined) return outbox.finish(claim, { items, state: 'DROPPED', outcome: 'Slack does not take it', posted: false }, clock());
  await before();
  const now = clock();
  const over = items.filter((item) => isOver(item, now));
  if (over.length > 0) {
    for (let i = 0; i < over.length; i++) told('dead');
    await outbox.finish(claim, { items: over, state: 'DEAD', outcome: 'tried for a day', posted: false }, now);
  }
  const left = items.filter((item) => !over.includes(item)).map(({ id }) => id);
  if (left.length > 0) await outbox.wait(claim, left, new Date(now.getTime() + wait), now);
};

/** Tried for so long: it stays among what could not be delivered, to be tried again by hand. In ms. */
const TRIED_FOR = 24 * 60 * 60_000;
/** What nobody looks at ends by itself; what has to leave a Home, looked at or not, is tried for a day. */
const isOver = ({ body, createdAt }: Held, now: Date): boolean =>
  (body.kind === 'home-taken' || (body.kind === 'home' && body.rights === true)) && now.getTime() - createdAt.getTime() > TRIED_FOR;

/** In ms; undefined: trying again changes nothing. */
const waitAfter = (failure: Exclude<Failure, { failed: 'workspace' }>): number | undefined => {
  switch (failure.failed) {
    case 'limited': return failure.retryAfter * 1000;
    case 'gone': return 0;
    case 'again': case 'doubt': return LATER;
    case 'refused': case 'unreachable': return undefined;
  }
};
