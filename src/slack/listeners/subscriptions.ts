import { parseSendsCommand } from '../../domain/query/parse.ts';
import type { Clock } from '../../usecases/ports.ts';
import { SUBSCRIPTIONS } from '../../usecases/subscriptions/subscribe.ts';
import type { Asker } from '../actor.ts';
import { ACTIONS, parseSubscription } from '../ids.ts';
import type { Action, Command, Conversation } from '../payloads.ts';
import { inMessage, inPlace, plainly, type Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import type { Message } from '../views/blocks.ts';
import { closedChannel } from '../views/closedChannel.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import { queryProblem } from '../views/queryProblem.ts';
import { outdated } from '../views/refusals.ts';
import { notInDirectMessages, nothingToEnd, notSubscribed, subscribed, subscriptionList, TURNED, unsubscribed } from '../views/subscriptions.ts';
import { savedOf } from './savedOf.ts';

const channelIn = (place: Conversation | undefined): string | undefined => (place && !place.direct ? place.id : undefined);

const list = async (verbs: Verbs, { actor }: Asker, channel: string | undefined, said?: Mrkdwn): Promise<Message> =>
  subscriptionList({ ...(await verbs.listSubscriptions(actor, channel)), said });

const subscribe = (verbs: Verbs, clock: Clock, { text, channel: place }: Command) => async (asker: Asker): Promise<Message> => {
  const { actor, slackUser, timeZone } = asker;
  const channel = channelIn(place);
  const parsed = parseSendsCommand(text, { now: clock(), timeZone, saved: await savedOf(verbs, asker) });
  if (!parsed.ok) return queryProblem(parsed.problem);
  if (parsed.query.verb !== 'subscribe') return outdated();
  if (channel === undefined) return notInDirectMessages();
  const { filter } = parsed.query;
  const outcome = await verbs.subscribe(actor, { channel, filter, slackUser });
  switch (outcome.result) {
    case 'subscribed': return subscribed({ channel, filter, scope: outcome.scope, teams: outcome.teams });
    case 'not-yours': case 'known': case 'too-many-here': case 'too-many': return notSubscribed(outcome.result, SUBSCRIPTIONS);
    default: return closedChannel({ why: outcome.result, channel, next: 'type this again' });
  }
};

const unsubscribe = (verbs: Verbs, { channel: place }: Command) => async (asker: Asker): Promise<Message> => {
  const channel = channelIn(place);
  if (channel === undefined) return list(verbs, asker, undefined);
  const outcome = await verbs.unsubscribe(asker.actor, channel, asker.slackUser);
  switch (outcome.result) {
    case 'ended': return unsubscribed(outcome.subscription);
    case 'none': return nothingToEnd();
    case 'which': return list(verbs, asker, channel);
  }
};

/** `/sends subscribe`, `unsubscribe`, `subscriptions`: about the channel they are typed in. */
export const subscriptionCommand = (verbs: Verbs, clock: Clock, command: Command, verb: 'subscribe' | 'unsubscribe' | 'subscriptions'): Plan => {
  switch (verb) {
    case 'subscribe': return { show: 'message', replace: false, fresh: true, of: subscribe(verbs, clock, command) };
    case 'unsubscribe': return inMessage(unsubscribe(verbs, command));
    case 'subscriptions': return inMessage((asker) => list(verbs, asker, channelIn(command.channel)));
  }
};

/** End and Resume in that list. */
export const subscriptionClick = (verbs: Verbs) => ({ name, value, channel: place }: Action): Plan => {
  const id = parseSubscription(value);
  if (!id) return plainly(outdated());
  return inPlace(async (asker) => {
    const turned = await verbs.turnSubscription(asker.actor, id, name === ACTIONS.subscriptionEnd ? 'end' : 'resume', asker.slackUser);
    return 'channel' in turned ? closedChannel({ why: turned.result, channel: turned.channel, next: 'press Resume again' }) : list(verbs, asker, channelIn(place), TURNED[turned.result]);
  });
};
