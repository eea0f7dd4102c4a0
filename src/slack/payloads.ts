import { z } from 'zod';
import type { SlackUserId } from '../domain/ids.ts';
import { withoutNul } from '../domain/text.ts';
import type { DroppedFile } from '../usecases/ports/imports.ts';
import type { Claim } from './actor.ts';

/** What we read of Slack's payloads, and nothing else of them. A payload without these is not one of Slack's. */
const slackUser = z.custom<SlackUserId>((value) => typeof value === 'string' && /^[A-Z0-9]{2,40}$/.test(value), 'not a Slack user');

const person = { user: z.object({ id: slackUser, team_id: z.string().nullish() }), team: z.object({ id: z.string() }).nullish() };
type Person = z.output<z.ZodObject<typeof person>>;
const claimOf = ({ user, team }: Person): Claim => ({ user: user.id, team: user.team_id ?? team?.id });

/** A conversation. `direct`: somebody's direct messages, with us or with others. */
export type Conversation = { id: string; direct: boolean };
const conversationId = z.string().regex(/^[A-Z0-9]{2,40}$/);
const conversationOf = (id: string | undefined, name: string | undefined): Conversation | undefined => (id === undefined ? undefined : { id, direct: name === 'directmessage' });

const command = z.object({
  command: z.string(), text: z.string().default('').transform(withoutNul), user_id: slackUser, team_id: z.string().optional(), trigger_id: z.string(), response_url: z.string().optional(),
  channel_id: conversationId.optional().catch(undefined), channel_name: z.string().optional(),
}).transform(({ command: name, text, user_id, team_id, trigger_id, response_url, channel_id, channel_name }) => ({
  name, text, claim: { user: user_id, team: team_id }, trigger: trigger_id,
  /** Where it was typed. */
  channel: conversationOf(channel_id, channel_name),
  /** Where the answer can be replaced: for half an hour. */
  own: response_url,
}));
export type Command = z.output<typeof command>;

const action = z.object({
  ...person,
  trigger_id: z.string(),
  view: z.object({ id: z.string(), type: z.string().optional(), private_metadata: z.string().default('') }).optional(),
  container: z.object({ is_ephemeral: z.boolean().optional(), message_ts: z.string().optional() }).optional(),
  channel: z.object({ id: conversationId.optional().catch(undefined), name: z.string().optional() }).nullish(),
  response_url: z.string().optional(),
  actions: z.array(z.object({
    action_id: z.string(), value: z.string().optional(), selected_option: z.object({ value: z.string().optional() }).nullish(),
  })).min(1),
}).transform((body) => {
  const [clicked] = body.actions;
  const { is_ephemeral: ephemeral = false, message_ts: ts } = body.container ?? {};
  const home = body.view?.type === 'home';
  return {
    name: clicked?.action_id ?? '',
    value: clicked?.value ?? clicked?.selected_option?.value,
    claim: claimOf(body),
    trigger: body.trigger_id,
    /** Clicked on Home: there is no message to answer beside, and no dialog below. */
    home,
    /** The dialog clicked in. */
    dialog: home ? undefined : body.view?.id,
    /** Where the message clicked on stands. */
    channel: conversationOf(body.channel?.id, body.channel?.name),
    metadata: body.view?.private_metadata ?? '',
    /** Where the message clicked on can be replaced, if only the clicker sees it: for half an hour. */
    own: ephemeral ? body.response_url : undefined,
    /** Where the clicker can be answered, for half an hour, whoever sees the message clicked on. */
    at: body.response_url,
    /** When the message clicked on was posted, if others may see it, too. `direct`: in the person's direct messages with us. */
    posted: ephemeral || ts === undefined ? undefined : { at: new Date(Number(ts) * 1000), direct: body.channel?.name === 'directmessage' },
  };
});
export type Action = z.output<typeof action>;

const suggestion = z.object({ ...person, action_id: z.string(), value: z.string().default('').transform(withoutNul) })
  .transform((body) => ({ name: body.action_id, typed: body.value, claim: claimOf(body) }));
/** Somebody types in a menu whose choices are looked up. */
export type SuggestionAsked = z.output<typeof suggestion>;

const file = z.object({ id: z.string().regex(/^[A-Z0-9]{2,40}$/), name: z.string().nullish() }).transform(({ id, name }): DroppedFile => ({
  slackFileId: id, fileName: withoutNul(name ?? '').trim().slice(0, 200) || 'a file',
}));

const option = z.object({ value: z.string() });
const submission = z.object({
  ...person,
  view: z.object({
    id: z.string(), callback_id: z.string(), private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.object({
      value: z.string().nullish(), selected_option: option.nullish(), selected_options: z.array(option).nullish(), selected_user: slackUser.nullish(),
      selected_conversation: conversationId.nullish(),
      selected_date: z.string().nullish(), selected_time: z.string().nullish(), files: z.array(file).optional(),
    }))) }),
  }),
}).transform((body) => ({
  name: body.view.callback_id,
  viewId: body.view.id,
  claim: claimOf(body),
  metadata: body.view.private_metadata,
  /** What was typed or chosen; '' for nothing. */
  input: (block: string, id: string): string => {
    const filled = body.view.state.values[block]?.[id];
    return withoutNul(filled?.value ?? filled?.selected_option?.value ?? filled?.selected_date ?? filled?.selected_time ?? '');
  },
  /** The values of what was chosen in a menu, whichever block it stands in; undefined: the dialog has no such menu. */
  chosen: (id: string): string[] | undefined => {
    const field = Object.values(body.view.state.values).find((block) => Object.hasOwn(block, id))?.[id];
    return field && [...(field?.selected_option ? [field.selected_option] : []), ...(field?.selected_options ?? [])].map(({ value }) => value);
  },
  /** The same for what was typed or picked, where there is one value; '' for nothing. */
  typed: (id: string): string => {
    const field = Object.values(body.view.state.values).find((block) => Object.hasOwn(block, id))?.[id];
    return withoutNul(field?.value ?? field?.selected_option?.value ?? field?.selected_date ?? '');
  },
  chosenUser: (id: string): SlackUserId | undefined =>
    Object.values(body.view.state.values).find((block) => Object.hasOwn(block, id))?.[id]?.selected_user ?? undefined,
  /** The conversation picked there. */
  conversation: (block: string, id: string): string | undefined => body.view.state.values[block]?.[id]?.selected_conversation ?? undefined,
  files: (block: string, id: string): DroppedFile[] => (body.view.state.values[block]?.[id]?.files ?? []),
}));
export type Submission = z.output<typeof submission>;

/** `message`: what the shortcut was used on, as Slack gives it; a shortcut from anywhere is used on none. */
const shortcut = z.object({ ...person, type: z.enum(['shortcut', 'message_action']), callback_id: z.string(), trigger_id: z.string(), message: z.unknown().optional() })
  .transform((body) => ({ name: body.callback_id, claim: claimOf(body), trigger: body.trigger_id, message: body.message }));
export type Shortcut = z.output<typeof shortcut>;

const droppedFiles = z.object({
  type: z.literal('message'), subtype: z.literal('file_share'), channel_type: z.literal('im'), channel: z.string(), user: slackUser, files: z.array(file).min(1),
}).transform(({ channel, user, files }) => ({ channel, claim: { user, team: undefined } satisfies Claim, files }));
export type DroppedFiles = z.output<typeof droppedFiles>;

/** `first`: nothing was ever published there. */
const homeOpened = z.object({ type: z.literal('app_home_opened'), tab: z.literal('home'), user: slackUser, view: z.unknown().optional() })
  .transform(({ user, view }) => ({ claim: { user, team: undefined } satisfies Claim, first: view === undefined || view === null }));
const directMessage = z.object({
  type: z.literal('message'), channel_type: z.literal('im'), channel: z.string(), user: slackUser, text: z.string().min(1),
  // An edit, a deletion, a join: not something that somebody says.
  subtype: z.enum(['thread_broadcast', 'me_message']).optional(), bot_id: z.never().optional(), thread_ts: z.string().optional(),
}).transform(({ channel, user, text, thread_ts: threadTs }) => ({ channel, text, threadTs, claim: { user, team: undefined } satisfies Claim }));
export type DirectMessage = z.output<typeof directMessage>;

const linkShared = z.object({
  channel: z.string(), user: slackUser, message_ts: z.string(), source: z.string().optional(), is_bot_user_member: z.boolean().default(false),
  links: z.array(z.object({ url: z.string().max(3000) })).max(100),
}).transform(({ channel, user, message_ts: ts, source, is_bot_user_member: member, links }) => ({
  channel, ts, claim: { user, team: undefined } satisfies Claim, urls: links.map(({ url }) => url),
  /** Still being written, and posted nowhere yet. */
  composing: source === 'composer',
  /** In the direct messages with us, where the message itself is answered. */
  withBot: member && channel.startsWith('D'),
}));

/** Events that name a channel, and say nothing else that is used. */
const channelEvent = z.object({ channel: conversationId });
const userChange = z.object({ user: z.object({ id: slackUser }) });

export const parseCommand = (body: unknown): Command | undefined => command.safeParse(body).data;
export const parseAction = (body: unknown): Action | undefined => action.safeParse(body).data;
export const parseSuggestion = (body: unknown): SuggestionAsked | undefined => suggestion.safeParse(body).data;
export const parseSubmission = (body: unknown): Submission | undefined => submission.safeParse(body).data;
export const parseShortcut = (body: unknown): Shortcut | undefined => shortcut.safeParse(body).data;
export const parseHomeOpened = (event: unknown): z.output<typeof homeOpened> | undefined => homeOpened.safeParse(event).data;
export const parseUserChange = (event: unknown): SlackUserId | undefined => userChange.safeParse(event).data?.user.id;
export const parseChannelEvent = (event: unknown): string | undefined => channelEvent.safeParse(event).data?.channel;
export const parseDirectMessage = (event: unknown): DirectMessage | undefined => directMessage.safeParse(event).data;
export const parseLinkShared = (event: unknown): z.output<typeof linkShared> | undefined => linkShared.safeParse(event).data;
export const parseDroppedFiles = (event: unknown): DroppedFiles | undefined => droppedFiles.safeParse(event).data;
