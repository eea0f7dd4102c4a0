import { interactive, messageActionPayload, viewActionPayload } from '../deliveries/payloads.ts';
import { blocksIn } from '../state/messages.ts';
import type { SlackUser } from '../state/model.ts';
import type { Answer } from './answer.ts';
import { actionOf, stateValues, type Action, type Filling, type Fillings } from './fields.ts';
import { interact, type Interaction, type Outcome, type Wire } from './interact.ts';
import { interactives, type Interactive } from './shown.ts';

const listed = (names: readonly string[]): string => names.map((each) => `"${each}"`).join(', ') || 'nothing';

/** The button with this label or action_id. */
export const buttonIn = (answer: Answer, wanted: string): Interactive => {
  const found = answer.buttons.find(({ label }) => label === wanted) ?? answer.buttons.find(({ action_id }) => action_id === wanted);
  const element = found && interactives(answer.blocks).find(({ actionId, blockId }) => actionId === found.action_id && blockId === found.block_id);
  if (!element) throw new Error(`no button "${wanted}" among: ${listed(answer.buttons.map(({ label, action_id }) => `${label} (${action_id})`))}`);
  return element;
};

/** The menu in this row (its place among the menus, or text beside it). */
export const menuIn = (answer: Answer, row: number | string): Interactive => {
  const found = typeof row === 'number' ? answer.menus[row] : answer.menus.find((menu) => menu.row.includes(row) || menu.action_id === row);
  const element = found && interactives(answer.blocks).find(({ actionId, blockId }) => actionId === found.action_id && blockId === found.block_id);
  if (!element) throw new Error(`no menu in row ${JSON.stringify(row)}; rows: ${listed(answer.menus.map((menu) => menu.row))}`);
  return element;
};

/** The interaction that Slack sends for actions in a message or view. `filled`: what stands in its other fields by now. */
export const clickOn = (wire: Wire, user: SlackUser, source: Outcome, actions: Action[], what: string, filled: Fillings = {}): Interaction => {
  const { core } = wire;
  const trigger = core.triggers.issue(user.id);
  const clicked = { user, actions, triggerId: trigger.id };
  const base = { id: trigger.id, user: user.id, what, from: source };
  if ('view' in source) {
    const values = stateValues(source.view.blocks, filled);
    return { ...base, body: interactive(viewActionPayload({ ...clicked, values, view: source.view }, core)) };
  }
  const { message } = source;
  const channel = core.state.channels.get(message.channel);
  if (!channel) throw new Error(`the message stands in no channel: ${message.channel}`);
  const url = core.responseUrls.issue('actions', { user: user.id, channel: channel.id, interaction: trigger.id, original: message });
  const responseUrl = core.responseUrls.address(url);
  return { ...base, body: interactive(messageActionPayload({ ...clicked, values: stateValues(blocksIn(message), filled), message, channel, responseUrl }, core)) };
};

/** Uses one element of what was shown and waits for what comes of it. */
export const use = async (wire: Wire, user: SlackUser, answer: Answer, each: Interactive, given: Filling | undefined): Promise<Outcome> => {
  const action = actionOf(each, given, wire.core.state.ids.ts(wire.core.clock()));
  const what = `${user.realName} used ${each.actionId}${given === undefined ? '' : ` with ${JSON.stringify(given)}`}`;
  return interact(wire, clickOn(wire, user, answer.source, [action], what), () => undefined);
};

/** A click as a test wants it: whatever action_id and value, in something shown (else the last message this person sees). */
export type Forged = { action_id: string; value?: string; type?: string; block_id?: string; on?: Answer; [field: string]: unknown };

export const forgedClick = (wire: Wire, user: SlackUser, { on, ...fields }: Forged): Interaction => {
  const { core } = wire;
  const last = core.state.messages.all.findLast(({ deleted, botId, ephemeralTo, channel }) =>
    !deleted && botId !== undefined && (ephemeralTo ?? user.id) === user.id && core.state.channels.get(channel)?.members.has(user.id) === true);
  const source = on?.source ?? (last && { message: last });
  if (!source) throw new Error('there is nothing to click on yet');
  const label = fields.type === undefined || fields.type === 'button' ? { text: { type: 'plain_text', text: 'forged' } } : {};
  const action: Action = { type: 'button', block_id: 'forged', action_ts: core.state.ids.ts(core.clock()), ...label, ...fields };
  return clickOn(wire, user, source, [action], `${user.realName} clicked ${fields.action_id}`);
};
