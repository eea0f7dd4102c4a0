import type { SendLink } from '../domain/links.ts';
import type { Thresholds } from '../domain/staleness.ts';
import type { Actor } from '../domain/visibility.ts';
import { answerCancel, mayAnswer } from '../usecases/cancels/answerCancel.ts';
import { askManager } from '../usecases/cancels/askManager.ts';
import { type CancelRules, cancelSend } from '../usecases/cancels/cancelSend.ts';
import { prepareCancel } from '../usecases/cancels/prepareCancel.ts';
import { adminNames } from '../usecases/adminNames.ts';
import { beginExport } from '../usecases/beginExport.ts';
import { beginImport } from '../usecases/beginImport.ts';
import { decideImport } from '../usecases/decideImport.ts';
import { chosen } from '../usecases/filters/chosen.ts';
import { dropFilter } from '../usecases/filters/dropFilter.ts';
import { keepFilter } from '../usecases/filters/keepFilter.ts';
import { keptFilters } from '../usecases/filters/keptFilters.ts';
import { suggest } from '../usecases/filters/suggest.ts';
import { followSend } from '../usecases/followSend.ts';
import { findSend } from '../usecases/findSend.ts';
import { homeMissed, homePublished, openHome, turnHome } from '../usecases/home/openHome.ts';
import { listSends } from '../usecases/listSends.ts';
import { listNeeding } from '../usecases/listNeeding.ts';
import { listStale } from '../usecases/listStale.ts';
import { muteSend } from '../usecases/muteSend.ts';
import { readNoticeSettings, saveNoticeSettings } from '../usecases/noticeSettings.ts';
import { changePerson } from '../usecases/people/changePerson.ts';
import { searchPeople } from '../usecases/people/searchPeople.ts';
import { showPerson } from '../usecases/people/showPerson.ts';
import { viewAs } from '../usecases/people/viewAs.ts';
import type { Places } from '../usecases/ports/places.ts';
import type { SlackUsers } from '../usecases/ports/slackUsers.ts';
import type { Clock, Store } from '../usecases/ports.ts';
import { remindMe } from '../usecases/remindMe.ts';
import { searchSends } from '../usecases/searchSends.ts';
import { sendDetails } from '../usecases/sendDetails.ts';
import { sendStats } from '../usecases/sendStats.ts';
import { sendHistory } from '../usecases/sendHistory.ts';
import { sendsIn } from '../usecases/sendsIn.ts';
import { shareSend } from '../usecases/shareSend.ts';
import { showChannelFold } from '../usecases/showChannelFold.ts';
import { showFold } from '../usecases/showFold.ts';
import { postSupport, supportMessage } from '../usecases/supportMessage.ts';
import { linksNotShown, showLinks } from '../usecases/showLinks.ts';
import { showSend } from '../usecases/showSend.ts';
import { snoozeAlert } from '../usecases/snoozeAlert.ts';
import { listSubscriptions, turnSubscription, unsubscribe } from '../usecases/subscriptions/manage.ts';
import { lookAgain } from '../usecases/subscriptions/lookAgain.ts';
import { subscribe } from '../usecases/subscriptions/subscribe.ts';
import { takeStale } from '../usecases/takeStale.ts';
import { whoAmI } from '../usecases/whoAmI.ts';

export type VerbDeps = Store & { clock: Clock; thresholds: Thresholds; adminEmails: ReadonlySet<string>; slackUsers: SlackUsers; places: Places; trackerLink: SendLink | undefined } & CancelRules;

/** What the listeners ask of the tracker: the use cases, with what they need put in. */
export type Verbs = ReturnType<typeof createVerbs>;
export const createVerbs = (deps: VerbDeps) => ({
  findSend: findSend(deps),
  searchSends: searchSends(deps),
  showLinks: showLinks(deps),
  linksNotShown: linksNotShown(deps),
  showSend: showSend(deps),
  sendDetails: sendDetails(deps),
  sendHistory: sendHistory(deps),
  sendStats: sendStats(deps),
  listSends: listSends(deps),
  listNeeding: listNeeding(deps),
  listStale: listStale(deps),
  openHome: openHome(deps),
  turnHome: turnHome(deps),
  homePublished: homePublished(deps),
  homeMissed: homeMissed(deps),
  suggest: suggest(deps),
  chosen: chosen(deps),
  keptFilters: keptFilters(deps),
  keepFilter: keepFilter(deps),
  dropFilter: dropFilter(deps),
  whoAmI: whoAmI(deps),
  muteSend: muteSend(deps),
  followSend: followSend(deps),
  remindMe: remindMe(deps),
  readNoticeSettings: readNoticeSettings(deps),
  saveNoticeSettings: saveNoticeSettings(deps),
  showFold: showFold(deps),
  showChannelFold: showChannelFold(deps),
  lookAgain: lookAgain(deps),
  shareSend: shareSend(deps),
  subscribe: subscribe(deps),
  unsubscribe: unsubscribe(deps),
  listSubscriptions: listSubscriptions(deps),
  turnSubscription: turnSubscription(deps),
  sendsIn: sendsIn(deps),
  searchPeople: searchPeople(deps),
  showPerson: showPerson(deps),
  changePerson: changePerson(deps),
  viewAs: viewAs(deps),
  snoozeAlert: snoozeAlert(deps),
  takeStale: takeStale(deps),
  adminNames: adminNames(deps),
  beginExport: beginExport(deps),
  beginImport: beginImport(deps),
  decideImport: decideImport(deps),
  prepareCancel: prepareCancel(deps),
  cancelSend: cancelSend(deps),
  mayAnswer: (actor: Actor) => mayAnswer(actor, deps.approvers),
  answerCancel: answerCancel(deps),
  askManager: askManager(deps),
  supportMessage: supportMessage(deps),
  postSupport: postSupport(deps),
  supportContact: deps.supportContact,
  cancelMode: deps.cancelMode,
  pageOf: (number: string) => deps.trackerLink?.pageOf(number),
});
