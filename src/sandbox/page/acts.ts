import { NoAnswer, type Exchange, type Fillings as SlackFillings, type LocalSlack, type Message, type Person, type View } from '../slack/index.ts';
import type { Act, Answered, Fillings, Target } from './protocol.ts';
import type { Reading } from './reading.ts';
import { SLACKBOT } from './screen.ts';

/** Slack waits this long for the app, in ms. */
const PATIENCE = 3000;

type Seat = { slack: LocalSlack; person: Person; reading: Reading };

const trouble = ({ status, ms }: Exchange): string | undefined => {
  if (status === 0 || ms > PATIENCE) return 'operation_timeout';
  return status === 200 ? undefined : 'dispatch_failed';
};

/** Runs a slash command. What went wrong is told as Slack tells it: by Slackbot, to the one who typed. */
const command = async ({ slack, person }: Seat, channel: string, text: string): Promise<Answered> => {
  const [name = ''] = text.split(/\s/, 1);
  const whisper = (said: string): Answered => {
    slack.state.messages.post({ channel, user: SLACKBOT, text: said, ephemeralTo: person.id });
    return {};
  };
  try {
    const wrong = trouble(await person.runs(text, { in: channel }));
    return wrong === undefined ? {} : whisper(`${name} failed with the error "${wrong}"`);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return whisper(error.message.includes('is not a command') ? `${name} is not a valid command. In Slack, these commands start with /send.` : `${name} failed: ${error.message}`);
  }
};

/** `/invite @app`: Slack's own command. Others than the app are in their channels already. */
const invite = ({ slack, person }: Seat, channel: string): Answered => {
  const { state, app } = slack;
  const place = state.channels.get(channel);
  if (!place || place.kind === 'im') return { problem: 'Nobody can be invited here.' };
  const wasIn = place.members.has(app.botUserId);
  person.invites(place);
  state.messages.post(wasIn
    ? { channel, user: SLACKBOT, text: `<@${app.botUserId}> is in this channel already.`, ephemeralTo: person.id }
    : { channel, user: app.botUserId, text: `was added to #${place.name} by <@${person.id}>.` });
  return {};
};

/** `/remove @app`: Slack's own command, too. */
const remove = async ({ slack, person }: Seat, channel: string): Promise<Answered> => {
  const { state, app } = slack;
  const place = state.channels.get(channel);
  if (!place || place.kind === 'im' || !place.members.has(app.botUserId)) return { problem: 'Nobody can be removed here.' };
  state.messages.post({ channel, user: app.botUserId, text: `was removed from #${place.name} by <@${person.id}>.` });
  await person.removes(place);
  return {};
};

/** A shortcut of the app. That it did not answer is told beside it. */
const shortcut = async ({ slack, person }: Seat, { id, on }: Extract<Act, { kind: 'shortcut' }>): Promise<Answered> => {
  const message = on && slack.state.messages.seenBy(person.id, on.channel).find(({ ts }) => ts === on.ts);
  if (on && !message) return GONE;
  const wrong = trouble(await person.runsShortcut(id, message));
  return wrong === undefined ? {} : NO_CONNECTION;
};

/** The message or view that is acted on, as far as this person can see it. */
const targetOf = ({ slack, person }: Seat, on: Target): { message: Message } | { view: View } | undefined => {
  const { messages, views } = slack.state;
  if (on.kind === 'view') {
    const view = [...views.stackOf(person.id), views.home(person.id)].find((each) => each?.id === on.id);
    return view && { view };
  }
  const message = messages.seenBy(person.id, on.channel).find(({ ts }) => ts === on.ts);
  return message && { message };
};

const GONE: Answered = { problem: 'This is no longer there.' };
const NO_CONNECTION: Answered = { problem: 'We had some trouble connecting. Try again?' };

const use = async (seat: Seat, { on, blockId, actionId, given, filled }: Extract<Act, { kind: 'use' }>): Promise<Answered> => {
  const target = targetOf(seat, on);
  if (!target) return GONE;
  const wrong = trouble(await seat.person.uses({ on: target, blockId, actionId, filled, ...(given !== undefined && { given }) }));
  if (wrong === undefined) return {};
  return { problem: wrong === 'operation_timeout' ? 'This app took too long to respond.' : 'This app responded with an error.' };
};

/** Choices for what was typed in a menu; none where the app did not answer well, as Slack shows it. */
const suggest = async (seat: Seat, { on, actionId, typed }: Extract<Act, { kind: 'suggest' }>): Promise<Answered> => {
  const target = targetOf(seat, on);
  if (!target) return GONE;
  try {
    return { offered: await seat.person.offered(actionId, typed, target) };
  } catch (error) {
    if (error instanceof NoAnswer) return { offered: [] };
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

/** What was filled in, a picked file in the place of its id. */
const withFiles = ({ slack }: Seat, view: View, filled: Fillings): SlackFillings => {
  const takesFile = (blockId: string): boolean =>
    view.blocks.some((block) => block.block_id === blockId && JSON.stringify(block['element'] ?? '').includes('"file_input"'));
  return Object.fromEntries(Object.entries(filled).map(([blockId, actions]) => [blockId, Object.fromEntries(Object.entries(actions).map(([actionId, given]) => [
    actionId, takesFile(blockId) ? (slack.state.files.find(String(given)) ?? null) : given,
  ]))]));
};

/** As Slack's own client: what it would not send, or what it could not take, is said in the dialog. */
const submit = async (seat: Seat, { view, filled }: Extract<Act, { kind: 'submit' }>): Promise<Answered> => {
  const { person } = seat;
  const top = seat.slack.state.views.top(person.id);
  if (top?.id !== view) return GONE;
  try {
    return { errors: { ...(await person.submits(withFiles(seat, top, filled))).errors } };
  } catch (error) {
    if (error instanceof NoAnswer) return NO_CONNECTION;
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

/** Does what somebody did on the page, through the local Slack, which tells the real bot. */
export const perform = async (seat: Seat, act: Act): Promise<Answered> => {
  const { slack, person, reading } = seat;
  switch (act.kind) {
    case 'type':
      if (/^\/invite\s+@?\S/.test(act.text) && act.threadTs === undefined) return invite(seat, act.channel);
      if (/^\/(?:remove|kick)\s+@?\S/.test(act.text) && act.threadTs === undefined) return remove(seat, act.channel);
      if (act.text.startsWith('/') && act.threadTs === undefined) return command(seat, act.channel, act.text);
      await person.says({ text: act.text, threadTs: act.threadTs }, { in: act.channel });
      return {};
    case 'use': return use(seat, act);
    case 'shortcut': return shortcut(seat, act);
    case 'suggest': return suggest(seat, act);
    case 'submit': return submit(seat, act);
    case 'close':
      if (slack.state.views.top(person.id)?.id === act.view) await person.closes();
      return {};
    case 'tab':
      await person.opensTab(act.tab);
      return {};
    case 'read':
      reading.mark(person.id, act.channel);
      return {};
    case 'pick': return { file: person.picks({ name: act.name, content: Buffer.from(act.base64, 'base64') }).id };
    case 'upload':
      await person.uploads({ name: act.name, content: Buffer.from(act.base64, 'base64') }, { in: act.channel });
      return {};
  }
};
