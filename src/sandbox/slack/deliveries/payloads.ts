import type {
  BasicElementAction, BlockAction, BlockSuggestion, EnvelopedEvent, GlobalShortcut, MessageShortcut, SlashCommand, ViewClosedAction, ViewStateValue, ViewSubmitAction,
} from '@slack/bolt';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { messageObject } from '../state/message-object.ts';
import type { Channel, Message, SlackUser, View } from '../state/model.ts';
import { viewObject } from '../state/view-object.ts';

export type StateValues = Record<string, Record<string, ViewStateValue>>;

// Docs print `enterprise: null`, Bolt's types know it only as absent: it is added after the shape is checked.
const NOT_ENTERPRISE = { enterprise: null, is_enterprise_install: false };

const teamOf = (user: SlackUser, { state }: Core) => ({ id: user.teamId, domain: user.teamId === state.team.id ? state.team.domain : 'elsewhere' });
const userOf = (user: SlackUser) => ({ id: user.id, username: user.handle, name: user.handle, team_id: user.teamId });
const channelName = ({ kind, name }: Channel): string => (kind === 'private' ? 'privategroup' : name);

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const commandPayload = (
  asked: { command: string; text: string; user: SlackUser; channel: Channel; triggerId: string; responseUrl: string }, core: Core,
): string => {
  const team = teamOf(asked.user, core);
  const fields = {
    token: core.app.verificationToken, team_id: team.id, team_domain: team.domain, channel_id: asked.channel.id,
    channel_name: channelName(asked.channel), user_id: asked.user.id, user_name: asked.user.handle, command: asked.command, text: asked.text,
    api_app_id: core.app.id, is_enterprise_install: 'false', response_url: asked.responseUrl, trigger_id: asked.triggerId,
  } satisfies SlashCommand;
  return new URLSearchParams(fields).toString();
};

export const interactive = (payload: unknown): string => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

type Clicked = { user: SlackUser; actions: BasicElementAction[]; triggerId: string; values: StateValues };

/** Beneath a link it is an attachment that was clicked in. */
const containerOf = ({ unfurls }: Message, [action]: readonly BasicElementAction[]): Json => {
  const place = unfurls.findIndex(({ blocks }) => blocks.some(({ block_id }) => block_id === action?.block_id));
  const beneath = unfurls[place];
  return beneath ? { type: 'message_attachment', attachment_id: place + 1, is_app_unfurl: true, app_unfurl_url: beneath.url } : { type: 'message' };
};

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload, from a message. Slack leaves `message` out for ephemeral ones. */
export const messageActionPayload = (
  { user, actions, triggerId, values, message, channel, responseUrl }: Clicked & { message: Message; channel: Channel; responseUrl: string }, core: Core,
) => {
  const ephemeral = message.ephemeralTo !== undefined;
  const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  return {
    ...({
      type: 'block_actions', user: userOf(user), api_app_id: core.app.id, token: core.app.verificationToken,
      container: { ...containerOf(message, actions), message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread },
      trigger_id: triggerId, team: teamOf(user, core), channel: { id: channel.id, name: channelName(channel) },
      ...(ephemeral ? {} : { message: messageObject(message, core, true) }),
      state: { values }, response_url: responseUrl, actions,
    } satisfies BlockAction<BasicElementAction>),
    ...NOT_ENTERPRISE,
  };
};

/** The same from a dialog or the Home tab: with the view, without channel, message and response URL. */
export const viewActionPayload = ({ user, actions, triggerId, values, view }: Clicked & { view: View }, core: Core) => ({
  ...({
    type: 'block_actions', user: userOf(user), api_app_id: core.app.id, token: core.app.verificationToken,
    container: { type: 'view', view_id: view.id }, trigger_id: triggerId, team: teamOf(user, core), view: viewObject(view, core, values), actions,
  } satisfies Omit<BlockAction<BasicElementAction>, 'response_url'>),
  ...NOT_ENTERPRISE,
});

type Typed = { user: SlackUser; actionId: string; blockId: string; typed: string; on: { view: View } | { message: Message } };
/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export const suggestionPayload = ({ user, actionId, blockId, typed, on }: Typed, core: Core) => {
  const ephemeral = 'message' in on && on.message.ephemeralTo !== undefined;
  const where = 'view' in on
    ? { container: { type: 'view', view_id: on.view.id }, view: viewObject(on.view, core) }
    : {
        container: { type: 'message', message_ts: on.message.ts, channel_id: on.message.channel, is_ephemeral: ephemeral },
        channel: { id: on.message.channel, name: core.state.channels.get(on.message.channel)?.name ?? '' }, ...(ephemeral ? {} : { message: messageObject(on.message, core, true) }),
      };
  return {
    ...({
      type: 'block_suggestion', user: userOf(user), api_app_id: core.app.id, token: core.app.verificationToken, action_id: actionId, block_id: blockId, value: typed,
      team: teamOf(user, core), ...where,
    } satisfies BlockSuggestion),
    ...NOT_ENTERPRISE,
  };
};

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission */
export const submissionPayload = ({ user, view, triggerId, values }: { user: SlackUser; view: View; triggerId: string; values: StateValues }, core: Core) => {
  const person = userOf(user);
  return {
    ...({
      type: 'view_submission', team: teamOf(user, core), user: person, api_app_id: core.app.id, token: core.app.verificationToken,
      trigger_id: triggerId, view: viewObject(view, core, values), response_urls: [],
    } satisfies ViewSubmitAction),
    ...NOT_ENTERPRISE,
  };
};

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_closed */
export const closedPayload = ({ user, view, cleared }: { user: SlackUser; view: View; cleared: boolean }, core: Core) => {
  const person = userOf(user);
  return {
    ...({
      type: 'view_closed', team: teamOf(user, core), user: person, api_app_id: core.app.id, token: core.app.verificationToken,
      view: viewObject(view, core), is_cleared: cleared,
    } satisfies ViewClosedAction),
    ...NOT_ENTERPRISE,
  };
};

type Used = { user: SlackUser; callbackId: string; triggerId: string };

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload : from anywhere. */
export const globalShortcutPayload = ({ user, callbackId, triggerId }: Used, core: Core) => ({
  ...({
    type: 'shortcut', token: core.app.verificationToken, action_ts: core.state.ids.ts(core.clock()), team: teamOf(user, core),
    user: { id: user.id, username: user.handle, team_id: user.teamId }, callback_id: callbackId, trigger_id: triggerId,
  } satisfies GlobalShortcut),
  ...NOT_ENTERPRISE,
});

/** The same on a message, which comes with it whole, whoever wrote it. */
export const messageShortcutPayload = ({ user, callbackId, triggerId, message, channel, responseUrl }: Used & { message: Message; channel: Channel; responseUrl: string }, core: Core) => ({
  ...({
    type: 'message_action', token: core.app.verificationToken, action_ts: core.state.ids.ts(core.clock()), team: teamOf(user, core),
    user: { id: user.id, name: user.handle, username: user.handle, team_id: user.teamId }, callback_id: callbackId, trigger_id: triggerId, message_ts: message.ts,
    response_url: responseUrl, message: messageObject(message, core, false), channel: { id: channel.id, name: channelName(channel) },
  } satisfies Omit<MessageShortcut, 'message'> & { message: object }),
  ...NOT_ENTERPRISE,
});

/** https://docs.slack.dev/apis/events-api#callback-field */
export const eventPayload = (event: Json & { type: string }, eventId: string, core: Core) => ({
  ...({
    token: core.app.verificationToken, team_id: core.state.team.id, context_team_id: core.state.team.id, api_app_id: core.app.id, event,
    type: 'event_callback', event_id: eventId, event_time: Math.floor(core.clock().getTime() / 1000),
    authorizations: [{ enterprise_id: null, team_id: core.state.team.id, user_id: core.app.botUserId, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  } satisfies EnvelopedEvent),
  context_enterprise_id: null,
});
