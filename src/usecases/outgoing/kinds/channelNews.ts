import type { SubscriptionId } from '../../../domain/ids.ts';
import { asksToAct } from '../../../domain/notice/events.ts';
import { inScope, leftOf, sameScope, type Scope, scopeOf, type Subscription } from '../../../domain/subscription.ts';
import { groupBy } from '../../groups.ts';
import type { Waiting } from '../../ports/outbox.ts';
import { closedFor } from '../../shareSend.ts';
import { MOST_IN_CHANNEL, turnFor } from '../../subscriptions/lookAgain.ts';
import type { BodyOf } from '../bodies.ts';
import { channelSteps } from '../news/channelSteps.ts';
import type { Telling } from '../news/decide.ts';
import { placeNow } from '../news/placeNow.ts';
import type { Context, Handler, HandlerDeps, Step } from '../steps.ts';
import { sharedCardOf } from './share.ts';

type Item = Waiting<BodyOf<'channel-news'>>;
/** What a channel hears of sends, while whoever subscribed it may see them and nobody else reads it. */
export const channelNews: Handler<'channel-news'> = async (deps, items, context) => {
  const drop = (why: string): Step[] => [{ do: 'drop', items: items.map(({ id }) => id), why }];
  const { reader, workspaceId, now } = context;
  if (!deps.notifications) return drop('notifications are off');
  if (reader.is === 'member') {
    // Slack took nothing there, and it came back to who subscribed: that is over.
    for (const channel of new Set(items.map(({ body }) => body.channel))) {
      const theirs = await deps.subscriptions.list(workspaceId, { channel, owner: reader.actor.memberId }, MOST_IN_CHANNEL);
      for (const each of theirs) await deps.subscriptions.turn(workspaceId, each, { what: 'ended', why: 'refused' }, undefined, now);
    }
    return drop('the channel takes nothing any more');
  }
  if (reader.operations) return drop('it is for its channel');
  const wanted = await deps.subscriptions.list(workspaceId, { channel: reader.channel }, MOST_IN_CHANNEL);
  const told = wanted.filter(({ paused }) => paused === undefined);
  const closed = closedFor(await deps.places.look(reader.channel));
  if (closed) {
    for (const each of told) await deps.subscriptions.turn(workspaceId, each, turnFor(closed), undefined, now);
    return drop('nothing may be said there now');
  }
  return tell(deps, items, await allowed(deps, told, context), context, `channel:${reader.channel}`);
};

/** What each subscription may concern by its owner's rights of now. Who lost some is told so, once; of somebody who is kept out for now nothing is told, and nothing ends. */
const allowed = async (deps: HandlerDeps, told: readonly Subscription[], { workspaceId, now }: Context): Promise<ReadonlyMap<SubscriptionId, Scope>> => {
  const scopes = new Map<SubscriptionId, Scope>();
  for (const each of told) {
    const owner = await deps.addressees.member(workspaceId, each.owner);
    if (owner?.suspended === true || owner?.slackUser === undefined) continue;
    const left = leftOf(each.scope, scopeOf(owner.actor));
    if (!left) await deps.subscriptions.turn(workspaceId, each, { what: 'ended', why: 'rights' }, undefined, now);
    else if (!sameScope(left, each.scope)) await deps.subscriptions.turn(workspaceId, each, { what: 'narrowed', why: 'rights' }, left, now);
    if (left) scopes.set(each.id, left);
  }
  return scopes;
};

const tell = async (deps: HandlerDeps, items: readonly Item[], scopes: ReadonlyMap<SubscriptionId, Scope>, context: Context, address: string): Promise<Step[]> => {
  const { workspaceId } = context;
  const bySend = groupBy(items, ({ sendId }) => sendId);
  const ids = [...bySend.keys()].filter((id) => id !== undefined);
  const [running, before, cards] = await Promise.all([
    deps.notices.running(workspaceId, { everything: true }, ids), deps.notices.toldOf(workspaceId, address, ids), context.living(ids.map(sharedCardOf)),
  ]);
  const steps: Step[] = [];
  const tellings: Telling[] = [];
  for (const [id, theirs] of bySend) {
    const itemIds = theirs.map((item) => item.id);
    const found = running.find(({ send }) => send.id === id);
    // What was overtaken is not news: the send's card shows where it is by now.
    const current = theirs.find(({ body }) => body.run === found?.run);
    const already = before.find((each) => each.sendId === id && each.run === found?.run);
    const may = current?.body.wanted.some(({ subscription }) => {
      const scope = scopes.get(subscription);
      return scope !== undefined && inScope(scope, found?.send.team?.id);
    });
    if (!found || !current || may !== true) steps.push({ do: 'drop', items: itemIds, why: current ? 'not for that channel any more' : 'overtaken' });
    else if (already && !itemIds.includes(already.item)) steps.push({ do: 'drop', items: itemIds, why: 'told already' });
    else {
      tellings.push({
        sendId: found.send.id, run: found.run, sort: asksToAct(found.send.status) ? 'asks' : 'routine', thread: cards.has(sharedCardOf(found.send.id)),
        undoes: current.body.undoes, items: itemIds, item: already?.item ?? current.id,
      });
    }
  }
  if (tellings.length === 0) return steps;
  const placements = await placeNow(deps, address, tellings, context);
  const told = placements.flatMap((placement) => running.flatMap(({ send }) => (send.id === placement.telling.sendId ? [{ placement, send }] : [])));
  return [...steps, ...(await channelSteps(deps, told, context))];
};
