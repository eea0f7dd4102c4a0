import { eventPayload } from '../deliveries/payloads.ts';
import type { Exchange } from '../deliveries/deliver.ts';
import type { Core } from '../core.ts';
import { messageObject } from '../state/message-object.ts';
import type { Channel, SlackFile, SlackUser } from '../state/model.ts';
import { send, type Wire } from './interact.ts';

/** A file as a person has it on their machine. */
export type OwnFile = { name: string; content: string | Buffer };

/** Puts a file into Slack; without a channel nobody sees it but the app: what a dialog's file input does. */
export const keepFile = ({ state }: Core, user: SlackUser, { name, content }: OwnFile, channel?: string): SlackFile => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const file = state.files.expect({ name, length: bytes.length, user: user.id });
  file.content = bytes;
  file.toApp = channel === undefined;
  state.files.complete(file, name, channel);
  return file;
};

/** Drops a file into a conversation: https://docs.slack.dev/reference/events/message/file_share */
export const dropFile = async (wire: Wire, user: SlackUser, channel: Channel, own: OwnFile): Promise<{ file: SlackFile; exchange: Exchange; event: DroppedEvent; eventId: string }> => {
  const { core } = wire;
  const file = keepFile(core, user, own, channel.id);
  const message = core.state.messages.post({ channel: channel.id, user: user.id, text: '', files: [file] });
  const event: DroppedEvent = {
    ...messageObject(message, core, false), subtype: 'file_share', channel: channel.id, channel_type: channel.kind === 'im' ? 'im' : 'channel', event_ts: message.ts,
  };
  const eventId = core.state.ids.next('Ev');
  const exchange = await send(wire, { contentType: 'application/json', body: JSON.stringify(eventPayload(event, eventId, core)) });
  return { file, exchange, event, eventId };
};
export type DroppedEvent = { type: string; [field: string]: unknown };
