import { contentError } from '../api/chat.ts';
import type { Exchange } from '../deliveries/deliver.ts';
import { escapeCommandText } from '../deliveries/escape.ts';
import { commandPayload } from '../deliveries/payloads.ts';
import { isObject, parseJson } from '../json.ts';
import { show } from '../respond.ts';
import type { Channel, SlackUser } from '../state/model.ts';
import { NoAnswer, type Interaction, type Wire } from './interact.ts';

/** The app's slash commands as its manifest has them. */
export type Commands = Readonly<Record<string, { shouldEscape: boolean }>>;

/** The interaction that Slack sends for a typed command, and what an acknowledgement with content shows. */
export const commandTyped = (wire: Wire, commands: Commands | undefined, user: SlackUser, channel: Channel, typed: string) => {
  const { core } = wire;
  const [, command = '', raw = ''] = /^(\/\S*)(?:\s+([\s\S]*))?$/.exec(typed) ?? [];
  const known = commands === undefined ? { shouldEscape: false } : commands[command];
  if (command === '' || !known) throw new NoAnswer(`"${command || typed}" is not a command of this app`);
  const trigger = core.triggers.issue(user.id);
  const about = { user: user.id, channel: channel.id, interaction: trigger.id, original: undefined };
  const url = core.responseUrls.issue('commands', about);
  const text = known.shouldEscape ? escapeCommandText(raw.trimEnd(), core.state) : raw.trimEnd();
  const body = commandPayload({ command, text, user, channel, triggerId: trigger.id, responseUrl: core.responseUrls.address(url) }, core);
  const interaction: Interaction = { id: trigger.id, user: user.id, what: `${user.realName} typed "${typed}"`, from: undefined, body };
  const fromAck = ({ body: acked }: Exchange): void => {
    if (acked === '') return;
    const parsed = parseJson(acked);
    const sent = isObject(parsed) ? parsed : { text: acked };
    const wrong = contentError('ack', sent, core);
    if (wrong) throw new NoAnswer(`${interaction.what}: Slack refuses the acknowledgement: ${wrong.error}`);
    url.original = show(about, sent, core);
  };
  return { interaction, fromAck };
};
