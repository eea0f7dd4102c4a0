import type { Clock } from '../usecases/ports.ts';
import { ACTIONS, DIALOGS, SHORTCUTS } from './ids.ts';
import { FILTER_DIALOG, SAVED_FILTER, SEARCHED } from './filterIds.ts';
import { exportClick, foldExportClick } from './listeners/exportSends.ts';
import { filterClick, filterSubmitted, savedFilterClick } from './listeners/filterDialog.ts';
import { suggestChoices } from './listeners/suggestChoices.ts';
import { directMessage } from './listeners/directMessage.ts';
import { importDecision, importSubmitted } from './listeners/importFile.ts';
import { channelFoldClick, foldClick, menuClick, noticeClick, remindDialog } from './listeners/notices.ts';
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
import { CHANNEL_EVENTS } from './methods.ts';
import type { Action, Command, Shortcut, Submission, SuggestionAsked } from './payloads.ts';
import { PEOPLE_ACTIONS, PEOPLE_DIALOGS } from './peopleIds.ts';
import type { ClickPlan, EventPlan, HomeOpened, Plan, SubmissionPlan, SuggestionPlan } from './plan.ts';
import type { ShownCards } from './shownCards.ts';
import type { Verbs } from './verbs.ts';

export type Table<Input, Output> = Readonly<Record<string, (input: Input) => Output>>;
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
  verbs: Verbs; clock: Clock; shown: ShownCards; followUser: (event: unknown) => Promise<void>; followChannel: (event: unknown) => Promise<void>;
  /** Absent where no address of a send is configured. */
  linkShared?: ((event: unknown) => Promise<void>) | undefined;
};

/** Everything Slack can ask of us. */
export const routesOf = ({ verbs, clock, shown, followUser, followChannel, linkShared }: RouteDeps): Routes => ({
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
    [ACTIONS.channelFoldAll]: channelFoldClick(verbs),
    [ACTIONS.channelFoldNext]: channelFoldClick(verbs),
    [ACTIONS.channelFoldPrevious]: channelFoldClick(verbs),
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
    ...Object.fromEntries(CHANNEL_EVENTS.map((name) => [name, followChannel])),
    ...(linkShared && { link_shared: linkShared }),
  },
});

const SHOWING = [ACTIONS.showMine, ACTIONS.showTeam, ACTIONS.showAll, ACTIONS.showNeeds, ACTIONS.showTeamNeeds, ACTIONS.showStale, ACTIONS.showStats, ACTIONS.showTeamStats, ACTIONS.showHelp, ACTIONS.showSaved];
