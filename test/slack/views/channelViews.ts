import { z } from 'zod';
import type { SubscriptionId } from '../../../src/domain/ids.ts';
import type { Filter } from '../../../src/domain/query/filter.ts';
import type { BareSend } from '../../../src/slack/views/requestCard.ts';
import { subscribed, subscriptionList, unsubscribed } from '../../../src/slack/views/subscriptions.ts';
import type { Listed } from '../../../src/domain/listed.ts';
import type { Send } from '../../../src/domain/send.ts';
import type { Message, Modal } from '../../../src/slack/views/blocks.ts';
import { channelFoldPage } from '../../../src/slack/views/channelNews.ts';
import { closedChannel } from '../../../src/slack/views/closedChannel.ts';
import { foundInMessage, lookingForSends } from '../../../src/slack/views/foundInMessage.ts';
import { outgoing } from '../../../src/slack/views/outgoing.ts';
import { shared, shareModal, shareOpening, stands } from '../../../src/slack/views/share.ts';

export const CHANNEL = 'C0GIFTS';
export const FOLD = 'wave:0198a000-0000-7000-8000-00000000000b';
export const CARD_LINK = 'https://corp-local.slack.com/archives/C0GIFTS/p1700000000000100';

export const SUBSCRIPTION = z.custom<SubscriptionId>((value) => typeof value === 'string').parse('0198a000-0000-7000-8000-00000000000a');

/** Everything said about sharing in channels and finding in messages, with this text wherever there is one. */
export const channelViews = (send: Send, text: string, sends: readonly Listed[], filter: Filter, bare: BareSend = send): (Message | Modal)[] => [
  shared({ send, channel: CHANNEL }), stands({ send, channel: CHANNEL, link: CARD_LINK }), shareModal({ send, metadata: '{}' }), shareOpening(),
  ...(['outside', 'archived', 'strangers', 'unknown'] as const).map((why) => closedChannel({ why, channel: CHANNEL, next: 'press Share again' })),
  outgoing({ kind: 'not-shared', number: text, channel: CHANNEL }, []),
  subscribed({ channel: CHANNEL, filter, scope: { everything: false, teams: [] }, teams: Array.from({ length: 9 }, () => text) }),
  unsubscribed({ channel: CHANNEL, filter, own: true, ownerName: 'Mia Chen' }),
  subscriptionList({
    here: false, more: true, said: undefined,
    subscriptions: Array.from({ length: 20 }, () => ({ id: SUBSCRIPTION, channel: CHANNEL, ownerName: text, own: false, mayEnd: true, filter, paused: 'strangers' as const })),
  }),
  outgoing({ kind: 'channel-line', send: bare, undoes: 'DELIVERED' }, []), outgoing({ kind: 'channel-line', send: bare, undoes: undefined }, []),
  outgoing({ kind: 'channel-fold', fold: FOLD, counts: { SHIPPED: 190, UNDELIVERABLE: 3 }, entries: Array.from({ length: 20 }, () => ({ number: text, status: send.status })), more: 173 }, []),
  channelFoldPage({ sends, number: 2, previous: FOLD, next: FOLD, asOf: undefined }), channelFoldPage({ sends: [], number: 1, previous: undefined, next: undefined, asOf: undefined }),
  ...(['rights', 'outside', 'archived', 'refused', 'strangers', 'unknown'] as const).flatMap((why) => (['ended', 'paused', 'narrowed'] as const).map((what) => outgoing({ kind: 'subscription', channel: CHANNEL, what, why }, []))),
  lookingForSends(), foundInMessage({ asked: [], sends: [], more: false, asOf: undefined }), foundInMessage({ asked: [text], sends: [], more: false, asOf: undefined }),
  foundInMessage({ asked: Array.from({ length: 20 }, () => text), sends: [...sends, ...sends].slice(0, 20), more: true, asOf: undefined }),
];
