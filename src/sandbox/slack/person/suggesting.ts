import { z } from 'zod';
import { reject } from '../core.ts';
import { ACK_LIMIT_MS } from '../deliveries/deliver.ts';
import { interactive, suggestionPayload } from '../deliveries/payloads.ts';
import { isObject, parseJson, type Json } from '../json.ts';
import type { SlackUser } from '../state/model.ts';
import { suggestionProblems } from '../validator/validate.ts';
import { send, NoAnswer, type Outcome, type Wire } from './interact.ts';
import { interactives } from './shown.ts';

/** What was offered in a menu: a label to read and a value. */
export type Offered = { label: string; value: string };

const option = z.object({ text: z.object({ text: z.string() }), value: z.string() }).transform(({ text, value }): Offered => ({ label: text.text, value }));
const answered = z.object({ options: z.array(option).optional(), option_groups: z.array(z.object({ options: z.array(option) })).optional() })
  .transform(({ options = [], option_groups: groups = [] }) => [...options, ...groups.flatMap((group) => group.options)]);

/** What each menu has offered so far, by its element: a choice is one of those. */
const offered = new WeakMap<Json, Map<string, Offered>>();
export const offeredIn = (element: Json): Offered[] => [...(offered.get(element)?.values() ?? [])];

/** Slack's own, where a menu does not say how much has to be typed: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const MIN_QUERY = 3;

/**
 * Types in a menu whose choices the app looks up, and waits for them: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
 * Throws where Slack would not ask yet, and `NoAnswer` where it would refuse the answer or not wait for it.
 */
export const typeInMenu = async (wire: Wire, user: SlackUser, on: Outcome, actionId: string, typed: string): Promise<Offered[]> => {
  const { core } = wire;
  const found = interactives('view' in on ? on.view.blocks : on.message.blocks).find((each) => each.actionId === actionId);
  if (!found || !found.type.endsWith('external_select')) throw new Error(`there is no menu ${actionId} here whose choices the app looks up`);
  const minimum = found.element['min_query_length'] ?? MIN_QUERY;
  if (typed.length < Number(minimum)) throw new Error(`Slack asks for choices from ${String(minimum)} characters on`);
  const payload = suggestionPayload({ user, actionId, blockId: found.blockId, typed, on }, core);
  const { status, body, ms } = await send(wire, { body: interactive(payload) });
  if (status !== 200 || ms > ACK_LIMIT_MS) throw new NoAnswer(`the menu ${actionId} got ${status} after ${ms} ms: ${body.slice(0, 200)}`);
  const parsed = parseJson(body);
  const problems = suggestionProblems(parsed);
  if (problems.length > 0) throw new NoAnswer(`Slack refuses these choices: ${reject(core, 'suggestion', parsed, problems).join('; ')}`);
  const options = answered.parse(isObject(parsed) ? parsed : {});
  const known = offered.get(found.element) ?? new Map<string, Offered>();
  for (const each of options) known.set(each.value, each);
  offered.set(found.element, known);
  return options;
};
