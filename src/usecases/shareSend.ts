import type { SendId, SlackUserId } from '../domain/ids.ts';
import type { Send } from '../domain/send.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Place, Places } from './ports/places.ts';
import type { Shares } from './ports/shares.ts';
import type { Clock, SendReader } from './ports.ts';

export type ShareSendDeps = { sends: Pick<SendReader, 'details'>; shares: Shares; places: Places; clock: Clock };
export type Sharing = { send: SendId; channel: string; door: 'card' | 'dialog'; slackUser: SlackUserId };

/** Why nothing is said in a channel. `outside`: the bot is not in it, or Slack shows it no such channel. */
export type Closed = 'outside' | 'archived' | 'strangers' | 'unknown';
/** `link`: to the card that stands there already. */
export type ShareOutcome = { result: 'not-found' } | { result: Closed } | { result: 'shared'; send: Send } | { result: 'stands'; send: Send; link: string };

/** Whether the bot may speak in a channel; undefined: it may. What Slack does not tell is taken for the worse. */
export const closedFor = (place: Place | undefined): Closed | undefined => {
  if (!place) return 'outside';
  if (place.strangers === 'unknown') return 'unknown';
  if (place.strangers === 'some') return 'strangers';
  if (!place.botIsIn) return 'outside';
  return place.archived ? 'archived' : undefined;
};

/**
 * Shows a send in a channel: a card without anything of its recipient's, kept up to date for 30 days. Whoever may see a send may share it. In a
 * channel that has its card already, nothing is added: it is linked. Throws when Slack does not tell who reads there.
 */
export const shareSend = ({ sends, shares, places, clock }: ShareSendDeps) =>
  async (actor: Actor, { send: id, channel, door, slackUser }: Sharing): Promise<ShareOutcome> => {
    const { workspaceId, memberId } = actor;
    const send = await sends.details(workspaceId, reachOf(actor), id);
    if (!send) return { result: 'not-found' };
    const closed = closedFor(await places.look(channel));
    if (closed) return { result: closed };
    const share = (gone: string | undefined) =>
      shares.share(workspaceId, { send: send.id, channel, gone }, { at: clock(), actor: { member: memberId, slackUser }, door });
    const first = await share(undefined);
    if (first.result === 'shared') return { result: 'shared', send };
    const link = await places.linkTo(channel, first.ts);
    if (link !== undefined) return { result: 'stands', send, link };
    await share(first.ts);
    return { result: 'shared', send };
  };
