import type { Channel, LocalSlack, Message as SlackMessage, View as SlackView } from '../slack/index.ts';
import type { Message, Passed, Person, Place, Screen, View } from './protocol.ts';
import type { Reading } from './reading.ts';
import type { Stage } from './stage.ts';

export const SLACKBOT = 'USLACKBOT';
/** The newest messages of a conversation that a page shows. */
const MOST = 200;

export const messageShown = (message: SlackMessage): Message => ({
  channel: message.channel, ts: message.ts, user: message.user, bot: message.botId !== undefined, text: message.text, blocks: message.blocks,
  threadTs: message.threadTs, broadcast: message.broadcast, ephemeral: message.ephemeralTo !== undefined, edited: message.edited,
  unfurls: [...message.unfurls],
  files: message.files.map(({ id, name, title, content }) => ({ id, name, title, bytes: content?.length ?? 0 })),
});

export const viewShown = (view: SlackView): View => ({
  id: view.id, hash: view.hash, type: view.type, title: view.title?.text ?? '', submit: view.submit?.text, close: view.close?.text ?? 'Cancel', blocks: view.blocks,
});

/** A conversation's name for somebody: of direct messages, the other's. */
const nameFor = (user: string, { kind, name, members }: Channel, { state }: LocalSlack): string => {
  if (kind !== 'im') return name;
  const other = [...members].find((id) => id !== user);
  return state.users.get(other ?? '')?.realName ?? 'somebody';
};

/** The conversations somebody is in, and the one with the app. */
export const placesOf = (user: string, { slack }: Pick<Stage, 'slack'>, reading: Reading): Place[] => {
  const { state, app } = slack;
  state.directMessages(user, app.botUserId);
  return [...state.channels.values()].filter(({ members }) => members.has(user)).map((channel) => ({
    id: channel.id, name: nameFor(user, channel, slack), kind: channel.kind, shared: channel.shared, unread: reading.unread(user, channel),
    withBot: channel.members.has(app.botUserId),
  }));
};

const peopleShown = ({ slack, roles }: Stage): Person[] => [
  ...[...slack.state.users.values()].map(({ id, realName, handle, bot, tz }) => ({
    id, name: realName, handle, app: bot, zone: tz, about: roles.find(({ person }) => person.id === id)?.about,
  })),
  { id: SLACKBOT, name: 'Slackbot', handle: 'slackbot', app: true, zone: 'UTC' },
];

/** All that a page shows to one person. */
export const screenOf = (user: string, stage: Stage, reading: Reading, traffic: readonly Passed[]): Screen => {
  const { slack, commands, shortcuts = [], hasHome, mayWriteToBot, panel } = stage;
  const { messages, views } = slack.state;
  const places = placesOf(user, stage, reading);
  const home = views.home(user);
  return {
    workspace: slack.team.name, me: user, bot: slack.app.botUserId, people: peopleShown(stage), places,
    messages: places.flatMap(({ id }) => messages.seenBy(user, id).slice(-MOST).map(messageShown)),
    home: home && viewShown(home), dialogs: views.stackOf(user).map(viewShown), commands: [...commands], shortcuts: [...shortcuts], hasHome, mayWriteToBot, panel: panel.shown(),
    traffic: [...traffic],
  };
};
