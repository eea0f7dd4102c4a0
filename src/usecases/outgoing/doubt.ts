import type { Messenger } from '../ports/messenger.ts';
import type { Claim, Held, Outbox } from '../ports/outbox.ts';
import type { Clock } from '../ports.ts';
import type { Told } from './desk.ts';
import { posted } from './post.ts';

export type DoubtDeps = { outbox: Pick<Outbox, 'finish' | 'unbegin'>; messenger: Pick<Messenger, 'find' | 'patience'>; clock: Clock; told: (what: Told) => void };

/** A post that was begun has either arrived by then, or never will. In ms. */
export const settles = (patience: number): number => 2 * patience + 5_000;
/** Slack's clock and ours may differ by as much. In ms. */
const SKEW = 10 * 60_000;

/** What was begun and not recorded is looked for before anything else leaves. `until`: when to look. */
export const settleDoubts = (deps: DoubtDeps) => async (claim: Claim, channel: string | undefined): Promise<{ until: Date } | { left: readonly Held[] }> => {
  const { messenger, clock } = deps;
  const begun = claim.items.filter((item) => item.begun !== undefined);
  const latest = Math.max(...begun.map((item) => item.begun?.at.getTime() ?? 0));
  const until = new Date(latest + settles(messenger.patience));
  if (begun.length > 0 && clock() < until) return { until };
  const done = new Set<Held>();
  for (const event of new Set(begun.flatMap((item) => item.begun?.event ?? []))) {
    const items = begun.filter((item) => item.begun?.event === event);
    if (await settle(deps, claim, channel, items)) for (const item of items) done.add(item);
  }
  return { left: claim.items.filter((item) => !done.has(item)) };
};

/** Whether the post with these items is there, and is recorded now. Where nobody may look it is taken not to be: rather twice than never. */
const settle = async ({ outbox, messenger, clock, told }: DoubtDeps, claim: Claim, channel: string | undefined, items: readonly Held[]): Promise<boolean> => {
  const begun = items[0]?.begun;
  if (!begun) return false;
  const { event, at, plan } = begun;
  const since = new Date(at.getTime() - SKEW);
  const found = channel === undefined ? undefined : await messenger.find(channel, event, since, plan.threadTs);
  if (channel !== undefined && found !== undefined && found !== 'unknown') {
    // What it shows is not known: an edit would change it.
    await outbox.finish(claim, posted(items, plan, { channel, ts: found.ts, shown: '' }, clock()), clock());
    told('found');
    return true;
  }
  await outbox.unbegin(claim, items.map(({ id }) => id), clock());
  return false;
};
