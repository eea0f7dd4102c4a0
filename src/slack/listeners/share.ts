import type { SendId } from '../../domain/ids.ts';
import type { ShareOutcome } from '../../usecases/shareSend.ts';
import type { Asker } from '../actor.ts';
import { encodeSend, parseSend } from '../ids.ts';
import type { Action, Submission } from '../payloads.ts';
import { inMessage, type Plan, type SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { type Message, messageModal, type Modal } from '../views/blocks.ts';
import { closedChannel } from '../views/closedChannel.ts';
import { notFound } from '../views/found.ts';
import { outdated } from '../views/refusals.ts';
import { NO_CHANNEL, shared, SHARE_INPUT, SHARE_TITLE, shareModal, shareOpening, stands } from '../views/share.ts';

const answerTo = (outcome: ShareOutcome, channel: string): Message => {
  switch (outcome.result) {
    case 'not-found': return notFound(undefined, undefined);
    case 'shared': return shared({ send: outcome.send, channel });
    case 'stands': return stands({ send: outcome.send, channel, link: outcome.link });
    default: return closedChannel({ why: outcome.result, channel, next: 'press Share again' });
  }
};

/** Share: into the channel that the card was shown in, else into one that is picked in a dialog. */
export const shareClick = (verbs: Verbs, id: SendId, { channel, dialog }: Pick<Action, 'channel' | 'dialog'>): Plan => {
  if (channel && !channel.direct && dialog === undefined) {
    return inMessage(async ({ actor, slackUser }) => answerTo(await verbs.shareSend(actor, { send: id, channel: channel.id, door: 'card', slackUser }), channel.id));
  }
  return { show: 'dialog', opening: shareOpening(), of: pickChannel(verbs, id) };
};

const pickChannel = (verbs: Verbs, id: SendId) => async ({ actor }: Asker): Promise<Modal> => {
  const { card, asOf } = await verbs.showSend(actor, id);
  return card ? shareModal({ send: card.send, metadata: encodeSend('share', id) }) : messageModal(SHARE_TITLE, notFound(undefined, asOf));
};

/** A channel was picked. */
export const shareSubmitted = (verbs: Verbs) => ({ metadata, conversation }: Submission): SubmissionPlan => {
  const click = parseSend(metadata);
  const channel = conversation(SHARE_INPUT.block, SHARE_INPUT.action);
  if (click && channel === undefined) return { problems: { [SHARE_INPUT.block]: NO_CHANNEL } };
  return {
    waiting: shareOpening(),
    of: async ({ actor, slackUser }) => messageModal(SHARE_TITLE, click && channel !== undefined
      ? answerTo(await verbs.shareSend(actor, { send: click.id, channel, door: 'dialog', slackUser }), channel)
      : outdated()),
  };
};
