import type { Send } from '../../domain/send.ts';
import { DIALOGS } from '../ids.ts';
import { channelInput, context, type Message, message, type Modal, modal, section } from './blocks.ts';
import { channelNamed, link, md } from './mrkdwn.ts';
import { recipientName } from './sendWords.ts';

export const SHARE_TITLE = 'Share a send';
/** Where the picked channel stands in what comes back. */
export const SHARE_INPUT = { block: 'channel', action: 'send_share_channel' } as const;
export const NO_CHANNEL = 'Pick a channel.';

const WITHOUT_NAMES = md`The card has number, kind, cost and status, and nothing of the person it goes to. It is kept up to date for 30 days; its buttons show people what they may see.`;

/** What stands there while it is looked up whether the send may be shared. */
export const shareOpening = (): Modal => modal({ title: SHARE_TITLE, blocks: [section([md`Looking it up …`])] });

export const shareModal = ({ send, metadata }: { send: Send; metadata: string }): Modal => modal({
  title: SHARE_TITLE, metadata, submit: { callback: DIALOGS.share, text: 'Share' }, close: 'Cancel',
  blocks: [
    section([md`*The gift to ${recipientName(send)}*, #${send.number}`]),
    channelInput({ ...SHARE_INPUT, label: 'Channel', hint: 'I have to be in it: /invite @Send Tracker.' }),
    context(WITHOUT_NAMES),
  ],
});

type Shared = { send: Send; channel: string };

export const shared = ({ send, channel }: Shared): Message => {
  const what = md`I’m sharing the gift to ${recipientName(send)} in ${channelNamed(channel)}`;
  return message(what, [section([md`*${what}.*`]), context(WITHOUT_NAMES)]);
};

/** Its card is there: a second one would only push the first out of sight. */
export const stands = ({ send, channel, link: url }: Shared & { link: string }): Message => {
  const what = md`The gift to ${recipientName(send)} stands in ${channelNamed(channel)} already`;
  return message(what, [section([md`*${what}.*`, md`${link(url, 'Its card')} is kept up to date, so I post no second one.`])]);
};
