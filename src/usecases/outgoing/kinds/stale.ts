import { OWN_CARDS } from '../../../domain/notice/fold.ts';
import { choiceFor } from '../../../domain/notice/preferences.ts';
import { quietUntil } from '../../../domain/notice/times.ts';
import type { SendId } from '../../../domain/ids.ts';
import { clocked, isStale, type Clocked } from '../../../domain/staleness.ts';
import { type Actor, reachOf } from '../../../domain/visibility.ts';
import type { ItemId, Waiting } from '../../ports/outbox.ts';
import type { BodyOf } from '../bodies.ts';
import { cardOf, memberCard } from '../memberCard.ts';
import type { Context, Handler, HandlerDeps, Reader, Step } from '../steps.ts';
import { LIVES_FOR } from './refresh.ts';

type Item = Waiting<BodyOf<'stale'>>;
type Member = Extract<Reader, { is: 'member' }>;
/** A send that is still as the alert says. */
type Late = Clocked & { item: ItemId };

const LISTED = 10;

/** Sends that stay too long, told to whoever can act: a card each, or one message when they are many. */
export const stale: Handler<'stale'> = async (deps, items, context) => {
  const all = items.map(({ id }) => id);
  const { reader, now, workspaceId } = context;
  if (!deps.notifications) return [{ do: 'drop', items: all, why: 'notifications are off' }];
  if (reader.is !== 'member') return toOperations(deps, items, context);
  const { preferences } = await deps.notices.settings(workspaceId, reader.actor.memberId);
  // In the morning's summary they stand anyway, among what needs its reader.
  if (choiceFor(preferences, 'stale') !== 'now') return [{ do: 'drop', items: all, why: 'not wanted at once' }];
  const until = quietUntil(now, preferences.quiet, reader.timeZone);
  if (until) return [{ do: 'wait', items: all, until }];
  const late = await stillLate(deps, items, context, reader.actor);
  const moved = all.filter((id) => !late.some(({ item }) => item === id));
  const over: Step[] = moved.length > 0 ? [{ do: 'drop', items: moved, why: 'it moved, is seen to, or is not theirs to see' }] : [];
  return [...over, ...(late.length > OWN_CARDS.asks ? [folded(late, reader.first)] : await own(deps, late, context, reader))];
};

/** What is so by now: moved on, snoozed, taken, muted or out of sight is not told. */
const stillLate = async ({ notices, stale: alerts, thresholds }: HandlerDeps, items: readonly Item[], { workspaceId, now }: Context, actor: Actor): Promise<Late[]> => {
  const ids = items.flatMap(({ sendId }) => sendId ?? []);
  const [running, muted, known] = await Promise.all([
    notices.running(workspaceId, reachOf(actor), ids), notices.mutedAmong(workspaceId, actor.memberId, ids), alerts.alertsOf(workspaceId, ids),
  ]);
  const quiet = new Set(known.filter(({ silenced, snoozedUntil, taken }) => silenced || taken || (snoozedUntil && snoozedUntil > now)).map(({ sendId }) => sendId));
  const late = items.flatMap(({ id: item, sendId, body: { run } }): Late[] => {
    const found = running.find(({ send }) => send.id === sendId);
    if (!found || found.run !== run || muted.has(found.send.id) || quiet.has(found.send.id) || !isStale(found.send, now, thresholds)) return [];
    return [{ ...clocked(found.send, now, thresholds), item }];
  });
  return late.toSorted((a, b) => a.send.since.getTime() - b.send.since.getTime());
};

const folded = (late: readonly Late[], first: boolean): Step => ({
  do: 'post', items: late.map(({ item }) => item),
  content: { kind: 'stale-fold', sends: late.slice(0, LISTED).map(({ send, stall }) => ({ send, stall })), total: late.length, first },
});

const own = async (deps: HandlerDeps, late: readonly Late[], { living, now }: Context, { actor, first }: Member): Promise<Step[]> => {
  const cards = await living(late.map(({ send }) => cardOf(send.id)));
  const steps: Step[] = [];
  for (const { send, stall, item } of late) {
    const subject = cardOf(send.id);
    const card = await memberCard(deps, { actor, now, first: first && steps.length === 0 }, send.id);
    const there = cards.get(subject);
    if (card.kind === 'withheld' || !card.notice) {
      steps.push({ do: 'drop', items: [item], why: 'not theirs to see' });
    } else if (there && now.getTime() - there.postedAt.getTime() < LIVES_FOR) {
      steps.push({ do: 'edit', items: [], subject, content: card });
      steps.push({ do: 'post', items: [item], content: { kind: 'stale-line', clocked: { send, stall }, own: card.card.own }, inThreadOf: subject, broadcast: true });
    } else {
      steps.push({ do: 'post', items: [item], content: { kind: 'stale', card: card.card, asOf: card.asOf, notice: card.notice }, subject, sendId: send.id });
    }
  }
  return steps;
};

const EVERYTHING = { everything: true } as const;

/** Nobody could be reached: numbers and statuses, nothing of people. */
const toOperations = async ({ notices, thresholds }: HandlerDeps, items: readonly Item[], { workspaceId, now }: Context): Promise<Step[]> => {
  const ids = [...new Set(items.flatMap(({ sendId }): SendId[] => (sendId === undefined ? [] : [sendId])))];
  const late = (await notices.running(workspaceId, EVERYTHING, ids)).filter(({ send }) => isStale(send, now, thresholds));
  const all = items.map(({ id }) => id);
  if (late.length === 0) return [{ do: 'drop', items: all, why: 'they moved' }];
  const entries = late.slice(0, LISTED).map(({ send: { number, status } }) => ({ number, status }));
  return [{ do: 'post', items: all, content: { kind: 'news-list', entries, more: late.length - entries.length } }];
};
