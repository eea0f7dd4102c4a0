import { globalShortcutPayload, interactive, messageShortcutPayload } from '../deliveries/payloads.ts';
import type { Message, SlackUser } from '../state/model.ts';
import { NoAnswer, type Interaction, type Wire } from './interact.ts';

/** The app's shortcuts as its manifest has them, by callback id. */
export type Shortcuts = Readonly<Record<string, { type: 'global' | 'message' }>>;

/** The interaction that Slack sends for a shortcut: from anywhere, or on a message, but for those that only one person sees. */
export const shortcutUsed = (wire: Wire, shortcuts: Shortcuts | undefined, user: SlackUser, callbackId: string, on: Message | undefined): Interaction => {
  const { core } = wire;
  const known = shortcuts === undefined ? undefined : (shortcuts[callbackId] ?? 'none');
  if (known === 'none' || (known && (known.type === 'message') !== (on !== undefined))) throw new NoAnswer(`"${callbackId}" is no such shortcut of this app`);
  if (on?.ephemeralTo !== undefined) throw new NoAnswer('Slack offers no shortcuts on what only one person sees');
  const trigger = core.triggers.issue(user.id);
  const base = { id: trigger.id, user: user.id, what: `${user.realName} used the shortcut ${callbackId}`, from: undefined };
  if (!on) return { ...base, body: interactive(globalShortcutPayload({ user, callbackId, triggerId: trigger.id }, core)) };
  const channel = core.state.channels.get(on.channel);
  if (!channel) throw new Error(`the message stands in no channel: ${on.channel}`);
  const url = core.responseUrls.issue('actions', { user: user.id, channel: channel.id, interaction: trigger.id, original: undefined });
  const responseUrl = core.responseUrls.address(url);
  return { ...base, body: interactive(messageShortcutPayload({ user, callbackId, triggerId: trigger.id, message: on, channel, responseUrl }, core)) };
};
