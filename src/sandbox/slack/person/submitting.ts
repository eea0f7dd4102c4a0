import { viewError } from '../api/views.ts';
import { reject, type Core } from '../core.ts';
import { ACK_LIMIT_MS, type Exchange } from '../deliveries/deliver.ts';
import { closedPayload, interactive, submissionPayload } from '../deliveries/payloads.ts';
import { isObject, isString, parseJson, textOf, type Json } from '../json.ts';
import type { SlackUser, View } from '../state/model.ts';
import { MOST_STACKED } from '../state/views.ts';
import { clientRefusal, stateValues, type Fillings } from './fields.ts';
import { NoAnswer, send, type Wire } from './interact.ts';

/** Errors by block, as the dialog shows them; none when the bot took the submission. */
export type Errors = Readonly<Record<string, string>>;

const errorsOf = (answer: Json, view: View, core: Core): Errors => {
  const given = isObject(answer['errors']) ? answer['errors'] : {};
  const inputs = new Set(view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id));
  const errors = Object.fromEntries(Object.entries(given).flatMap(([block, text]) => (isString(text) && text !== '' ? [[block, text]] : [])));
  const unknown = Object.keys(given).filter((block) => !inputs.has(block) || errors[block] === undefined);
  if (unknown.length > 0 || Object.keys(errors).length === 0) {
    const problems = [{ message: `errors must name input blocks of the view, not: ${unknown.join(', ') || 'none'}`, pointer: '/errors' }];
    throw new NoAnswer(`Slack refuses the answer to the submission: ${reject(core, 'ack', answer, problems).join('; ')}`);
  }
  return errors;
};

/** What an acknowledged submission does to the dialogs: https://docs.slack.dev/surfaces/modals#response_actions */
const applyResponse = (body: string, view: View, triggerId: string, core: Core): Errors => {
  const { views } = core.state;
  const parsed = body === '' ? {} : parseJson(body);
  if (!isObject(parsed)) throw new NoAnswer(`Slack refuses the answer to the submission: not JSON: ${body.slice(0, 200)}`);
  const action = textOf(parsed['response_action']);
  if (action === 'errors') return errorsOf(parsed, view, core);
  if (action === 'clear' || action === '') {
    views.close(view.user, action === 'clear', triggerId);
    return {};
  }
  if (action !== 'update' && action !== 'push') throw new NoAnswer(`Slack knows no response_action "${action}"`);
  const wrong = viewError('ack', parsed['view'], 'modal', core, action === 'update' ? view.id : undefined);
  if (wrong) throw new NoAnswer(`Slack refuses the view in the answer to the submission: ${JSON.stringify(wrong)}`);
  if (action === 'update') views.update(view, parsed['view'], triggerId);
  else if (views.stackOf(view.user).length >= MOST_STACKED) throw new NoAnswer('Slack lays no fourth dialog on three');
  else views.push(view.user, parsed['view'], triggerId);
  return {};
};

/** Fills in the top dialog and submits it. Throws where Slack's own client would not submit, and where Slack would refuse the bot's answer. */
export const submit = async (wire: Wire, user: SlackUser, view: View, filled: Fillings): Promise<{ errors: Errors; exchange: Exchange }> => {
  const { core } = wire;
  if (!view.submit) throw new Error('this dialog has no submit button');
  const values = stateValues(view.blocks, filled);
  const refusal = clientRefusal(view.blocks, values, filled);
  if (refusal !== undefined) throw new Error(`Slack does not submit this: ${refusal}`);
  const trigger = core.triggers.issue(user.id);
  const exchange = await send(wire, { body: interactive(submissionPayload({ user, view, triggerId: trigger.id, values }, core)) });
  if (exchange.status !== 200 || exchange.ms > ACK_LIMIT_MS) {
    throw new NoAnswer(`the submission was answered with ${exchange.status} after ${exchange.ms} ms: ${exchange.body.slice(0, 200)}`);
  }
  return { errors: applyResponse(exchange.body, view, trigger.id, core), exchange };
};

/** Closes the top dialog (all of them when it says `clear_on_close`), and tells the bot if it asked to know. */
export const close = async (wire: Wire, user: SlackUser, view: View): Promise<Exchange | undefined> => {
  const { core } = wire;
  core.state.views.close(user.id, view.clearOnClose);
  if (!view.notifyOnClose) return undefined;
  return send(wire, { body: interactive(closedPayload({ user, view, cleared: view.clearOnClose }, core)) });
};
