import type { RouteDeps } from '../../src/slack/routes.ts';

const unasked = async (): Promise<never> => {
  throw new Error('nothing is asked of the tracker here');
};

/** For tests that only look at the routes. */
export const noVerbs: RouteDeps = {
  verbs: {
    findSend: unasked, searchSends: unasked, showLinks: unasked, linksNotShown: unasked, showSend: unasked, sendDetails: unasked, listSends: unasked, listNeeding: unasked, listStale: unasked, whoAmI: unasked, muteSend: unasked, remindMe: unasked,
    readNoticeSettings: unasked, saveNoticeSettings: unasked, showFold: unasked, showChannelFold: unasked, lookAgain: unasked, adminNames: unasked, beginImport: unasked, beginExport: unasked, sendStats: unasked, decideImport: unasked,
    prepareCancel: unasked, cancelSend: unasked, mayAnswer: () => false, answerCancel: unasked, askManager: unasked, supportMessage: unasked, postSupport: unasked,
    searchPeople: unasked, showPerson: unasked, changePerson: unasked, sendHistory: unasked, viewAs: unasked, shareSend: unasked, sendsIn: unasked,
    openHome: unasked, turnHome: unasked, homePublished: unasked, homeMissed: unasked,
    followSend: unasked, suggest: unasked, chosen: unasked, keptFilters: unasked, keepFilter: unasked, dropFilter: unasked,
    subscribe: unasked, unsubscribe: unasked, listSubscriptions: unasked, turnSubscription: unasked,
    supportContact: undefined, cancelMode: 'handoff', pageOf: () => undefined, snoozeAlert: unasked, takeStale: unasked,
  },
  clock: () => new Date(0),
  shown: { note: () => undefined, take: () => [] },
  followUser: unasked, followChannel: unasked,
};
