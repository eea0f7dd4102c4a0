import type {
  AllMiddlewareArgs, AnyMiddlewareArgs, App, SlackActionMiddlewareArgs, SlackCommandMiddlewareArgs, SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs, SlackShortcutMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction,
} from '@slack/bolt';
import type { InFlight } from './inFlight.ts';
import { answerEvent } from './answerEvent.ts';
import { answerHome, type HomeDeps } from './answerHome.ts';
import { answerSuggestion } from './answerSuggestion.ts';
import { answer, answerSubmission, replaceAnswer } from './listener.ts';
import { parseAction, parseCommand, parseShortcut, parseSubmission, parseSuggestion } from './payloads.ts';
import { type Afterwards, onHome, plainly, type Plan } from './plan.ts';
import { messageModal, options } from './views/blocks.ts';
import { unknownRoute } from './views/refusals.ts';
import type { Routes, Table } from './routes.ts';

const pick = <Input, Output>(table: Table<Input, Output>, name: string): ((input: Input) => Output) | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
const UNKNOWN = 'unknown';
const nowhere = (): Plan => plainly(unknownRoute());

/**
 * The one dispatcher: acknowledge, read, find the route, answer. It stands before Bolt's own listeners, which would all be tried for each
 * request and could acknowledge it twice; nothing goes unanswered.
 */
export const register = (app: App, routes: Routes, deps: HomeDeps, { track }: InFlight): void => {
  const reply = answer(deps);
  const replySubmission = answerSubmission(deps);
  const replyEvent = answerEvent(deps);
  const replyHome = answerHome(deps);
  const replySuggestion = answerSuggestion(deps);
  const replaceAll = async (route: string, afterwards: Afterwards | undefined): Promise<void> => void (await Promise.all((afterwards?.() ?? []).map((each) => replaceAnswer(deps)(route, each))));

  const onCommand = async ({ body, ack, respond }: SlackCommandMiddlewareArgs): Promise<void> => {
    await ack();
    const command = parseCommand(body);
    if (!command) return deps.log.warn({}, 'a command that is not of Slack’s form');
    const route = pick(routes.commands, command.name);
    const request = { route: route ? command.name : UNKNOWN, claim: command.claim, trigger: command.trigger, dialog: undefined, respond };
    await reply(request, (route ?? nowhere)(command));
  };

  const onAction = async ({ body, ack, respond }: SlackActionMiddlewareArgs): Promise<void> => {
    await ack();
    const action = parseAction(body);
    if (!action) return deps.log.warn({}, 'a click that is not of Slack’s form');
    const route = pick(routes.actions, action.name);
    const { claim, trigger, dialog } = action;
    // Inside a dialog Slack gives no address to answer to.
    const request = { route: route ? action.name : UNKNOWN, claim, trigger, dialog, respond: dialog === undefined ? respond : undefined };
    const planned = (route ?? nowhere)(action);
    const plan = action.home ? onHome(planned) : planned;
    if (plan.show === 'home') return replyHome(request, plan);
    await reply(request, plan);
    if (plan.show === 'message') await replaceAll(action.name, plan.afterwards);
  };

  const onSubmission = async ({ body, ack }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const submission = parseSubmission(body);
    const route = submission && pick(routes.submissions, submission.name);
    if (!submission || !route) return ack({ response_action: 'update', view: messageModal('Send Tracker', unknownRoute()) });
    const plan = route(submission);
    if ('problems' in plan) return ack({ response_action: 'errors', errors: { ...plan.problems } });
    const { now, later } = await replySubmission(submission.name, submission.claim, submission.viewId, plan);
    if (now === 'close') await ack();
    else await ack('problems' in now ? { response_action: 'errors', errors: { ...now.problems } } : { response_action: 'update', view: now });
    await later;
    await replaceAll(submission.name, plan.afterwards);
  };

  const onShortcut = async ({ body, ack }: SlackShortcutMiddlewareArgs): Promise<void> => {
    await ack();
    const shortcut = parseShortcut(body);
    if (!shortcut) return deps.log.warn({}, 'a shortcut that is not of Slack’s form');
    const { name, claim, trigger } = shortcut;
    const route = pick(routes.shortcuts, name);
    // Not every shortcut comes with an address to answer to: all of them answer in a dialog.
    await reply({ route: route ? name : UNKNOWN, claim, trigger, dialog: undefined, respond: undefined }, (route ?? nowhere)(shortcut));
  };

  const onSuggestion = async ({ body, ack }: SlackOptionsMiddlewareArgs<'block_suggestion'>): Promise<void> => {
    const asked = parseSuggestion(body);
    const route = asked && pick(routes.suggestions, asked.name);
    await ack({ options: options(asked && route ? await replySuggestion(asked.name, asked.claim, route(asked)) : []) });
  };

  // Bolt has acknowledged it already.
  const onEvent = async ({ event, body, context }: SlackEventMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const name = event.type === 'message' ? `message.${event.channel_type}` : event.type;
    const plan = Object.hasOwn(routes.events, name) ? routes.events[name]?.(event, body.event_id) : undefined;
    if (plan instanceof Promise) await plan;
    else if (plan && 'show' in plan) await replyHome({ route: name, claim: plan.claim, trigger: undefined }, plan);
    else if (plan) await replyEvent(name, plan, { id: body.event_id, again: context.retryNum !== undefined });
  };

  const dispatch = async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<unknown> => {
    if ('command' in args) return onCommand(args);
    if ('action' in args) return onAction(args);
    if ('options' in args) return args.next();
    if ('view' in args && isSubmission(args)) return onSubmission(args);
    if ('shortcut' in args) return onShortcut(args);
    if ('event' in args) return onEvent(args);
    return args.ack();
  };
  app.use((args) => track(dispatch(args).then(() => undefined)));
  // Bolt knows of three kinds, and tells which one only to a listener of its own.
  app.options(/.*/, onSuggestion);
};

const isSubmission = (args: SlackViewMiddlewareArgs): args is SlackViewMiddlewareArgs<ViewSubmitAction> => args.body.type === 'view_submission';
