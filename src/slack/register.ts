import type {
  AllMiddlewareArgs, AnyMiddlewareArgs, App, SlackActionMiddlewareArgs, SlackCommandMiddlewareArgs, SlackEventMiddlewareArgs, SlackOptionsMiddlewareArgs, SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs, ViewSubmitAction,
} from '@slack/bolt';
import type { Clock } from '../usecases/ports.ts';
import { ACTIONS, DIALOGS, SHORTCUTS } from './ids.ts';
import type { InFlight } from './inFlight.ts';
import { answerEvent } from './answerEvent.ts';
import { answerHome, type HomeDeps } from './answerHome.ts';
import { answerSuggestion } from './answerSuggestion.ts';
import { FILTER_DIALOG, SAVED_FILTER, SEARCHED } from './filterIds.ts';
import { answer, answerSubmission, replaceAnswer } from './listener.ts';
import { exportClick, foldExportClick } from './listeners/exportSends.ts';
import { filterClick, filterSubmitted, savedFilterClick } from './listeners/filterDialog.ts';
import { suggestChoices } from './listeners/suggestChoices.ts';
import { directMessage } from './listeners/directMessage.ts';
import { importDecision, importSubmitted } from './listeners/importFile.ts';
import { foldClick, menuClick, noticeClick, remindDialog } from './listeners/notices.ts';
import { peopleClick, peopleSearched, personSaved } from './listeners/people.ts';
import { cancelSubmitted } from './listeners/cancelClick.ts';
import { requestClick, requestRefused } from './listeners/requestClick.ts';
import { supportPicked, supportSeveralClick, supportSubmitted } from './listeners/support.ts';
import { shareSubmitted } from './listeners/share.ts';
import { findInMessage, mySends } from './listeners/shortcuts.ts';
import { subscriptionClick } from './listeners/subscriptions.ts';
import { searchDialog } from './listeners/searchDialog.ts';
import { homeOpened, homePage, homeRefresh, searchClick, showClick } from './listeners/home.ts';
import { refreshClick } from './listeners/refreshClick.ts';
import { sendClick } from './listeners/sendClick.ts';
import { sendCommand } from './listeners/sendCommand.ts';
import { sendsCommand, sendsPage } from './listeners/sendsCommand.ts';
import { settingsDialog, settingsSubmitted } from './listeners/settings.ts';
import { snoozeClick, takeClick } from './listeners/stale.ts';
import {
  type Action, type Command, parseAction, parseCommand, parseShortcut, parseSubmission, parseSuggestion, type Shortcut, type Submission, type SuggestionAsked,
} from './payloads.ts';
import { PEOPLE_ACTIONS, PEOPLE_DIALOGS } from './peopleIds.ts';
import { type Afterwards, type ClickPlan, type EventPlan, type HomeOpened, onHome, plainly, type Plan, type SubmissionPlan, type SuggestionPlan } from './plan.ts';
import type { ShownCards } from './shownCards.ts';
import type { Verbs } from './verbs.ts';
import { messageModal, options } from './views/blocks.ts';
import { unknownRoute } from './views/refusals.ts';

type Table<Input, Output> = Readonly<Record<string, (input: Input) => Output>>;
export type Routes = {
  commands: Table<Command, Plan>;
  actions: Table<Action, ClickPlan>;
  submissions: Table<Submission, SubmissionPlan>;
  shortcuts: Table<Shortcut, Plan>;
  suggestions: Table<SuggestionAsked, SuggestionPlan>;
  /** A promise: what is done about it, with nothing to say. An event that Slack tells again has the same id. */
  events: Readonly<Record<string, (event: unknown, id: string) => EventPlan | HomeOpened | Promise<void> | undefined>>;
};
export type RouteDeps = {
  verbs: Verbs; clock: Clock; shown: ShownCards; followUser: (event: unknown) => Promise<void>;
  /** Absent where no address of a send is configured. */
  linkShared?: ((event: unknown) => Promise<void>) | undefined;
};

/** Everything Slack can ask of us. */
export const routesOf = ({ verbs, clock, shown, followUser, linkShared }: RouteDeps): Routes => ({
  commands: {
    '/send': sendCommand(verbs, shown),
    '/sends': sendsCommand(verbs, clock),
  },
  actions: {
    [ACTIONS.details]: sendClick(verbs, shown),
    [ACTIONS.refresh]: refreshClick(verbs, clock, shown),
    [ACTIONS.track]: sendClick(verbs, shown),
    [ACTIONS.menu]: menuClick(verbs, shown),
    [ACTIONS.cancel]: sendClick(verbs, shown),
    [ACTIONS.approve]: sendClick(verbs, shown),
    [ACTIONS.askManager]: sendClick(verbs, shown),
    [ACTIONS.support]: sendClick(verbs, shown),
    [ACTIONS.follow]: sendClick(verbs, shown),
    [ACTIONS.share]: sendClick(verbs, shown),
    [ACTIONS.supportSeveral]: supportSeveralClick(verbs),
    [ACTIONS.requestDone]: requestClick(verbs, shown),
    [ACTIONS.requestRefuse]: requestClick(verbs, shown),
    [ACTIONS.nextPage]: sendsPage(verbs, clock),
    [ACTIONS.previousPage]: sendsPage(verbs, clock),
    [ACTIONS.exportList]: exportClick(verbs, clock),
    [ACTIONS.homeRefresh]: homeRefresh(verbs),
    [ACTIONS.homeNext]: homePage(verbs),
    [ACTIONS.homePrevious]: homePage(verbs),
    [ACTIONS.search]: searchClick,
    ...Object.fromEntries(SHOWING.map((name) => [name, showClick(verbs, clock)])),
    [ACTIONS.mute]: noticeClick(verbs),
    [ACTIONS.remind]: noticeClick(verbs),
    [ACTIONS.settings]: () => settingsDialog(verbs),
    [ACTIONS.foldNeeding]: foldClick(verbs),
    [ACTIONS.foldAll]: foldClick(verbs),
    [ACTIONS.foldNext]: foldClick(verbs),
    [ACTIONS.foldPrevious]: foldClick(verbs),
    [ACTIONS.foldExport]: foldExportClick(verbs),
    [ACTIONS.snooze]: snoozeClick(verbs),
    [ACTIONS.take]: takeClick(verbs),
    [ACTIONS.subscriptionEnd]: subscriptionClick(verbs),
    [ACTIONS.subscriptionResume]: subscriptionClick(verbs),
    [ACTIONS.importDecide]: importDecision(verbs),
    [ACTIONS.importDiscard]: importDecision(verbs),
    [ACTIONS.filter]: filterClick(verbs, clock),
    [SAVED_FILTER]: savedFilterClick(verbs, clock),
    ...Object.fromEntries(Object.values(PEOPLE_ACTIONS).map((name) => [name, peopleClick(verbs)])),
  },
  submissions: {
    [DIALOGS.search]: searchDialog(verbs),
    [DIALOGS.cancel]: cancelSubmitted(verbs, shown),
    [DIALOGS.refuse]: requestRefused(verbs, shown),
    [DIALOGS.support]: supportSubmitted(verbs),
    [DIALOGS.supportPick]: supportPicked(verbs),
    [DIALOGS.importFile]: importSubmitted(verbs),
    [DIALOGS.settings]: settingsSubmitted(verbs),
    [DIALOGS.remind]: remindDialog(verbs),
    [DIALOGS.share]: shareSubmitted(verbs),
    [FILTER_DIALOG]: filterSubmitted(verbs, clock),
    [PEOPLE_DIALOGS.search]: peopleSearched(verbs),
    [PEOPLE_DIALOGS.save]: personSaved(verbs),
  },
  shortcuts: {
    [SHORTCUTS.findInMessage]: findInMessage(verbs),
    [SHORTCUTS.mine]: mySends(verbs, clock),
  },
  suggestions: Object.fromEntries(Object.entries(SEARCHED).map(([name, what]) => [name, suggestChoices(verbs, what)])),
  events: {
    user_change: followUser,
    'message.im': directMessage(verbs),
    app_home_opened: homeOpened(verbs),
    ...(linkShared && { link_shared: linkShared }),
  },
});

const SHOWING = [ACTIONS.showMine, ACTIONS.showTeam, ACTIONS.showAll, ACTIONS.showStale, ACTIONS.showStats, ACTIONS.showTeamStats, ACTIONS.showHelp, ACTIONS.showSaved];

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
