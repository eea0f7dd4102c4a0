import { quietUntil } from '../../../domain/notice/times.ts';
import { cardOf, memberCard } from '../memberCard.ts';
import type { Handler, Step } from '../steps.ts';
import { LIVES_FOR } from './refresh.ts';

/** What somebody asked to be reminded of: under the send's card where that is there, and in the conversation. */
export const remind: Handler<'remind'> = async (deps, items, context) => {
  const { reader, now, workspaceId } = context;
  const all = items.map(({ id }) => id);
  if (!deps.notifications) return [{ do: 'drop', items: all, why: 'notifications are off' }];
  if (reader.is !== 'member') return [{ do: 'drop', items: all, why: 'a reminder is for a person' }];
  const { preferences } = await deps.notices.settings(workspaceId, reader.actor.memberId);
  const until = quietUntil(now, preferences.quiet, reader.timeZone);
  if (until) return [{ do: 'wait', items: all, until }];
  const cards = await context.living(items.flatMap(({ sendId }) => (sendId === undefined ? [] : [cardOf(sendId)])));
  const steps = await Promise.all(items.map(async ({ id, sendId, meantFor }): Promise<Step[]> => {
    if (sendId === undefined || meantFor) return [{ do: 'drop', items: [id], why: 'it was for somebody else' }];
    const card = await memberCard(deps, { actor: reader.actor, now, first: reader.first }, sendId);
    if (card.kind === 'withheld') return [{ do: 'drop', items: [id], why: 'not theirs to see' }];
    const subject = cardOf(sendId);
    const living = cards.get(subject);
    if (!living || now.getTime() - living.postedAt.getTime() >= LIVES_FOR) return [{ do: 'post', items: [id], content: { ...card, kind: 'reminder' }, subject, sendId }];
    const { send, own } = card.card;
    return [{ do: 'edit', items: [], subject, content: card }, { do: 'post', items: [id], content: { kind: 'reminder-line', send, own }, inThreadOf: subject, broadcast: true }];
  }));
  return steps.flat();
};
