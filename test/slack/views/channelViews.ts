import type { Listed } from '../../../src/domain/listed.ts';
import type { Send } from '../../../src/domain/send.ts';
import type { Message, Modal } from '../../../src/slack/views/blocks.ts';
import { closedChannel } from '../../../src/slack/views/closedChannel.ts';
import { foundInMessage, lookingForSends } from '../../../src/slack/views/foundInMessage.ts';
import { outgoing } from '../../../src/slack/views/outgoing.ts';
import { shared, shareModal, shareOpening, stands } from '../../../src/slack/views/share.ts';

export const CHANNEL = 'C0GIFTS';
export const CARD_LINK = 'https://corp-local.slack.com/archives/C0GIFTS/p1700000000000100';

/** Everything said about sharing in channels and finding in messages, with this text wherever there is one. */
export const channelViews = (send: Send, text: string, sends: readonly Listed[]): (Message | Modal)[] => [
  shared({ send, channel: CHANNEL }), stands({ send, channel: CHANNEL, link: CARD_LINK }), shareModal({ send, metadata: '{}' }), shareOpening(),
  ...(['outside', 'archived', 'strangers', 'unknown'] as const).map((why) => closedChannel({ why, channel: CHANNEL, next: 'press Share again' })),
  outgoing({ kind: 'not-shared', number: text, channel: CHANNEL }, []),
  lookingForSends(), foundInMessage({ asked: [], sends: [], more: false, asOf: undefined }), foundInMessage({ asked: [text], sends: [], more: false, asOf: undefined }),
  foundInMessage({ asked: Array.from({ length: 20 }, () => text), sends: [...sends, ...sends].slice(0, 20), more: true, asOf: undefined }),
];
