import { deliverEvent } from '../deliveries/events.ts';
import type { Exchange } from '../deliveries/deliver.ts';
import type { Json } from '../json.ts';
import { linksIn, withLinks } from '../state/links.ts';
import { blocksIn } from '../state/messages.ts';
import { messageObject } from '../state/message-object.ts';
import type { Channel, Message, SlackUser } from '../state/model.ts';
import { viewObject } from '../state/view-object.ts';
import { clickOn } from './clicking.ts';
import { actionOf, type Filling, type Fillings } from './fields.ts';
import { send, type Outcome, type Wire } from './interact.ts';
import { interactives } from './shown.ts';

/** One element of a message or view used by its ids, as a page does it. `filled`: what stands in the other fields by now. */
export type Use = { on: Outcome; blockId: string; actionId: string; given?: Filling; filled?: Fillings };

/** Uses an element and waits for the acknowledgement only. Throws when it is not there (any more). */
export const useOne = (wire: Wire, user: SlackUser, { on, blockId, actionId, given, filled = {} }: Use): Promise<Exchange> => {
  const blocks = 'view' in on ? on.view.blocks : blocksIn(on.message);
  const element = interactives(blocks).find((each) => each.blockId === blockId && each.actionId === actionId);
  if (!element) throw new Error(`there is no ${blockId}/${actionId} here`);
  const action = actionOf(element, given, wire.core.state.ids.ts(wire.core.clock()));
  const now = given === undefined ? filled : { ...filled, [blockId]: { ...filled[blockId], [actionId]: given } };
  return send(wire, { body: clickOn(wire, user, on, [action], `${user.realName} used ${actionId}`, now).body });
};

type Event = Json & { type: string };
/** `subscribed`: the app's event subscriptions; undefined: all of them. */
export type Subscribed = readonly string[] | undefined;

/** Sends an event if the app asked to hear of its kind. */
const tellBot = async (wire: Wire, subscribed: Subscribed, kind: string, event: Event): Promise<Exchange | undefined> => {
  if (subscribed !== undefined && !subscribed.includes(kind)) return undefined;
  return deliverEvent({ core: wire.core, send: (raw) => send(wire, raw) }, event, wire.core.state.ids.next('Ev'), undefined);
};

const CHANNEL_TYPES = { im: 'im', private: 'group', public: 'channel' } as const;
const MESSAGE_EVENTS = { im: 'message.im', private: 'message.groups', public: 'message.channels' } as const;

/** Which `message.…` event an app hears of in this channel, and with what fields. */
const messageEvent = (message: Message, channel: Channel, wire: Wire): { kind: string; event: Event } => ({
  kind: MESSAGE_EVENTS[channel.kind],
  event: { ...messageObject(message, wire.core, false), channel: channel.id, channel_type: CHANNEL_TYPES[channel.kind], event_ts: message.ts },
});

/** https://docs.slack.dev/reference/events/link_shared : of links to the app's domains, in whatever conversation. */
const tellLinks = async (wire: Wire, subscribed: Subscribed, { ts, text, user, threadTs }: Message, { id, members }: Channel): Promise<void> => {
  const { app, state } = wire.core;
  const links = linksIn(text, app.unfurlDomains);
  if (links.length === 0) return;
  await tellBot(wire, subscribed, 'link_shared', {
    type: 'link_shared', channel: id, user, message_ts: ts, links, source: 'conversations_history', is_bot_user_member: members.has(app.botUserId),
    unfurl_id: `${id}.${ts}.${state.ids.secret(16)}`, event_ts: ts, ...(threadTs !== undefined && { thread_ts: threadTs }),
  });
};

export type Said = { text: string; threadTs?: string | undefined };
/** Posts as this person. The app hears of it where it is in the channel. */
export const say = async (wire: Wire, subscribed: Subscribed, user: SlackUser, channel: Channel, { text, threadTs }: Said): Promise<Message> => {
  const { core } = wire;
  const message = core.state.messages.post({ channel: channel.id, user: user.id, text: withLinks(text), threadTs });
  await tellLinks(wire, subscribed, message, channel);
  if (!channel.members.has(core.app.botUserId)) return message;
  const { kind, event } = messageEvent(message, channel, wire);
  await tellBot(wire, subscribed, kind, event);
  if (channel.kind !== 'im' && text.includes(`<@${core.app.botUserId}>`)) await tellBot(wire, subscribed, 'app_mention', { ...event, type: 'app_mention' });
  return message;
};

/** https://docs.slack.dev/reference/events/app_home_opened ; `view`: what is published there, once there is something. */
export const tabOpened = ({ core }: Wire, user: SlackUser, channel: Channel, tab: 'home' | 'messages'): Event => {
  const view = core.state.views.home(user.id);
  return { type: 'app_home_opened', user: user.id, channel: channel.id, tab, event_ts: core.state.ids.ts(core.clock()), ...(view && tab === 'home' && { view: viewObject(view, core) }) };
};

/** Opens a tab of the app's own conversation. */
export const openTab = (wire: Wire, subscribed: Subscribed, user: SlackUser, channel: Channel, tab: 'home' | 'messages'): Promise<Exchange | undefined> =>
  tellBot(wire, subscribed, 'app_home_opened', tabOpened(wire, user, channel, tab));

const LEFT = { im: undefined, public: 'channel_left', private: 'group_left' } as const;
/** `/remove`: takes the bot out of a channel, which it hears. https://docs.slack.dev/reference/events/channel_left */
export const removeBot = async (wire: Wire, subscribed: Subscribed, user: SlackUser, channel: Channel): Promise<Exchange | undefined> => {
  const { app, state, clock } = wire.core;
  const kind = LEFT[channel.kind];
  if (kind === undefined || !channel.members.delete(app.botUserId)) return undefined;
  return tellBot(wire, subscribed, kind, { type: kind, channel: channel.id, actor_id: user.id, event_ts: state.ids.ts(clock()) });
};
