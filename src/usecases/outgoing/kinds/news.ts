import { quietUntil } from '../../../domain/notice/times.ts';
import type { SendId } from '../../../domain/ids.ts';
import { type Actor, reaches, reachOf } from '../../../domain/visibility.ts';
import { addressOf, cardOf } from '../memberCard.ts';
import { decideTopic, type NewsItem, type Telling, type Topic } from '../news/decide.ts';
import { placeNow } from '../news/placeNow.ts';
import { foldSteps } from '../news/foldSteps.ts';
import { ownSteps } from '../news/ownSteps.ts';
import { groupBy } from '../../groups.ts';
import type { Context, Handler, HandlerDeps, Reader, Step } from '../steps.ts';
import { newsList } from '../news/newsList.ts';
import { LIVES_FOR } from './refresh.ts';

type Member = Extract<Reader, { is: 'member' }>;

/** What happened to somebody's sends: on cards, in their threads, or in one message of many. */
export const news: Handler<'news'> = async (deps, items, context) => {
  if (!deps.notifications) return [{ do: 'drop', items: items.map(({ id }) => id), why: 'notifications are off' }];
  return context.reader.is === 'member' ? toMember(deps, items, context, context.reader) : newsList(deps, items, context);
};

const toMember = async (deps: HandlerDeps, items: readonly NewsItem[], context: Context, reader: Member): Promise<Step[]> => {
  const { workspaceId, now } = context;
  const { actor, timeZone } = reader;
  const { preferences, zone } = await deps.notices.settings(workspaceId, actor.memberId);
  if (zone !== timeZone) await deps.notices.learnZone(workspaceId, actor.memberId, timeZone);
  const { topics, steps } = await topicsOf(deps, items, context, actor);
  const tellings: Telling[] = [];
  for (const topic of topics) {
    const decision = decideTopic(topic, { memberId: actor.memberId, preferences });
    if (decision.tell) tellings.push(decision.telling);
    else steps.push({ do: 'drop', items: decision.items, why: decision.why });
  }
  const until = quietUntil(now, preferences.quiet, timeZone);
  if (until && tellings.length > 0) return [...steps, { do: 'wait', items: tellings.flatMap((each) => each.items), until }];
  return [...steps, ...(await tell(deps, tellings, context, reader))];
};

/** The news by send. What its reader may not see (any more) is not theirs: it goes to whoever is its sender by now. */
const topicsOf = async (
  { notices }: HandlerDeps, items: readonly NewsItem[], { workspaceId, living, now }: Context, actor: Actor,
): Promise<{ topics: Topic[]; steps: Step[] }> => {
  const bySend = groupBy(items, ({ sendId }) => sendId);
  const ids = [...bySend.keys()].filter((id) => id !== undefined);
  const following = items.some(({ body }) => body.follows === true);
  const [found, told, muted, followed, cards] = await Promise.all([
    notices.running(workspaceId, { everything: true }, ids),
    notices.toldOf(workspaceId, addressOf(actor), ids),
    notices.mutedAmong(workspaceId, actor.memberId, ids),
    following ? notices.followedAmong(workspaceId, actor.memberId, ids) : new Set<SendId>(),
    living(ids.map(cardOf)),
  ]);
  const topics: Topic[] = [];
  const steps: Step[] = [];
  for (const [id, theirs] of bySend) {
    const running = found.find(({ send }) => send.id === id);
    const itemIds = theirs.map((item) => item.id);
    const follows = theirs.every(({ body }) => body.follows === true);
    if (!running || id === undefined) steps.push({ do: 'drop', items: itemIds, why: 'the send is gone' });
    else if (follows && !followed.has(id)) steps.push({ do: 'drop', items: itemIds, why: 'not followed any more' });
    else if (follows && !reaches(reachOf(actor), { senderId: running.send.sender.id, teamId: running.send.team?.id })) {
      // Without a word: even that there is still something to hear would be one too many.
      await notices.unfollow(workspaceId, actor.memberId, [id]);
      steps.push({ do: 'drop', items: itemIds, why: 'not theirs to see' });
    } else if (!reaches(reachOf(actor), { senderId: running.send.sender.id, teamId: running.send.team?.id })) {
      steps.push(theirs.some(({ meantFor }) => meantFor)
        ? { do: 'drop', items: itemIds, why: 'not theirs to see' }
        : { do: 'reroute', items: itemIds, to: [{ member: running.send.sender.id }], why: 'it has another sender' });
    } else {
      const card = cards.get(cardOf(id));
      topics.push({
        items: theirs, running, told: told.filter(({ sendId }) => sendId === id), muted: muted.has(id), follows,
        living: card !== undefined && now.getTime() - card.postedAt.getTime() < LIVES_FOR,
      });
    }
  }
  return { topics, steps };
};

const tell = async (deps: HandlerDeps, tellings: readonly Telling[], context: Context, reader: Member): Promise<Step[]> => {
  if (tellings.length === 0) return [];
  const { now } = context;
  const placements = await placeNow(deps, addressOf(reader.actor), tellings, context);
  const own = placements.filter(({ placed }) => placed.place !== 'fold');
  const folded = placements.filter(({ placed }) => placed.place === 'fold');
  const steps = await ownSteps(deps, own, { actor: reader.actor, now, first: reader.first });
  return [...steps, ...(await foldSteps(deps, folded, context, { actor: reader.actor, first: reader.first && own.length === 0 }))];
};

