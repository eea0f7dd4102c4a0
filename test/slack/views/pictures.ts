import type { types } from '@slack/bolt';
import { z } from 'zod';
import { decideCancel, offersFor } from '../../../src/domain/cancel.ts';
import { type CancelMode, REQUEST_KINDS, REQUEST_STATES } from '../../../src/domain/cancelRequest.ts';
import { DEFAULT_PREFERENCES } from '../../../src/domain/notice/preferences.ts';
import { NO_FILTER } from '../../../src/domain/query/filter.ts';
import { parseSendsCommand } from '../../../src/domain/query/parse.ts';
import type { Send } from '../../../src/domain/send.ts';
import { stallClock } from '../../../src/domain/staleness.ts';
import { HOLDS, KNOWN_STATUSES, STATUSES, type Status, statusLabel, statusOf } from '../../../src/domain/status.ts';
import { askedManager, askedToCancel, cancelWanted } from '../../../src/slack/views/askedToCancel.ts';
import { type Message, messageModal, type Modal } from '../../../src/slack/views/blocks.ts';
import { cancelAnswer } from '../../../src/slack/views/cancelAnswer.ts';
import { cancelOpening, cancelWaiting, confirmModal, resultModal } from '../../../src/slack/views/cancelModal.ts';
import { channelFold, channelFoldPage, channelLine } from '../../../src/slack/views/channelNews.ts';
import { closedChannel } from '../../../src/slack/views/closedChannel.ts';
import { deadLetters } from '../../../src/slack/views/deadLetters.ts';
import { detailsModal, detailsOpening } from '../../../src/slack/views/detailsModal.ts';
import { emptyList } from '../../../src/slack/views/emptyList.ts';
import { meantOtherwise, notFound, severalSends, unreadableAsk } from '../../../src/slack/views/found.ts';
import { type FilterForm, filterModal, filterOpening } from '../../../src/slack/views/filterModal.ts';
import { FORM_PROBLEMS } from '../../../src/slack/views/filterProblems.ts';
import { foundInMessage, lookingForSends } from '../../../src/slack/views/foundInMessage.ts';
import { homeOpening, homeTaken, homeView, messageHome } from '../../../src/slack/views/home/home.ts';
import { help } from '../../../src/slack/views/help.ts';
import { history } from '../../../src/slack/views/history.ts';
import { exportBegun, exportCard, exportRunning, exportsTooMany } from '../../../src/slack/views/exportCard.ts';
import { importCard, type ImportData, importKnown, importModal, importNotYours, importOpening, importTaken, importWas } from '../../../src/slack/views/importCard.ts';
import { dropped, keptNotice, withNotice } from '../../../src/slack/views/keptFilters.ts';
import { md } from '../../../src/slack/views/mrkdwn.ts';
import { digest } from '../../../src/slack/views/notices/digest.ts';
import { fold, foldPage } from '../../../src/slack/views/notices/fold.ts';
import { needingMore, newsLine, newsList, reminderLine } from '../../../src/slack/views/notices/newsLine.ts';
import { followAnswer } from '../../../src/slack/views/notices/followAnswers.ts';
import { muted, reminded } from '../../../src/slack/views/notices/noticeAnswers.ts';
import { noticeCard, reminder } from '../../../src/slack/views/notices/noticeCard.ts';
import { NO_SUCH_DAY, remindModal, remindOpening } from '../../../src/slack/views/notices/remindDialog.ts';
import { settingsModal, settingsOpening, settingsSaved } from '../../../src/slack/views/notices/settings.ts';
import { snoozed, staleCard, staleFold, staleLine, staleTeam, taken } from '../../../src/slack/views/notices/stale.ts';
import { outgoing } from '../../../src/slack/views/outgoing.ts';
import { peopleModal, peopleOpening } from '../../../src/slack/views/people.ts';
import { personModal } from '../../../src/slack/views/person.ts';
import { notAdminAnyMore, personGone, personNotice } from '../../../src/slack/views/personNotices.ts';
import { needsList } from '../../../src/slack/views/needsList.ts';
import { queryProblem } from '../../../src/slack/views/queryProblem.ts';
import { broken, databaseUnavailable, done, inForm, lookingUp, outdated, refusal, sentence, slackUnavailable, unknownRoute, withheld } from '../../../src/slack/views/refusals.ts';
import { answered, refuseModal, refuseOpening } from '../../../src/slack/views/requestAnswer.ts';
import { requestCard } from '../../../src/slack/views/requestCard.ts';
import { requestNews, requestNotice } from '../../../src/slack/views/requestNews.ts';
import { roleChanged } from '../../../src/slack/views/roleChanged.ts';
import { searchModal } from '../../../src/slack/views/searchModal.ts';
import { type CardData, sendCard, sendCardModal } from '../../../src/slack/views/sendCard.ts';
import { type ListData, sendList } from '../../../src/slack/views/sendList.ts';
import { shared, shareModal, shareOpening, stands } from '../../../src/slack/views/share.ts';
import { notShared, sharedCard } from '../../../src/slack/views/sharedCard.ts';
import { sourceHealth } from '../../../src/slack/views/sourceHealth.ts';
import { searched, searchedInVain, searchHelp, tooManyAtOnce, tooMuchAsked, typedCommand } from '../../../src/slack/views/searched.ts';
import { sendStats } from '../../../src/slack/views/sendStats.ts';
import { staleList } from '../../../src/slack/views/staleList.ts';
import { notInDirectMessages, nothingToEnd, notSubscribed, subscribed, subscriptionList, subscriptionNews, unsubscribed } from '../../../src/slack/views/subscriptions.ts';
import { supportModal, supportPosted, supportRequest } from '../../../src/slack/views/support.ts';
import { supportPickModal } from '../../../src/slack/views/supportSeveral.ts';
import { testMessage } from '../../../src/slack/views/testMessage.ts';
import { unfurl } from '../../../src/slack/views/unfurl.ts';
import { viewedAsModal } from '../../../src/slack/views/viewedAs.ts';
import { whoami } from '../../../src/slack/views/whoami.ts';
import { EXPORT_STATES } from '../../../src/usecases/ports/exports.ts';
import { IMPORT_STATES, type ImportState } from '../../../src/usecases/ports/imports.ts';
import { anActor, aSend, memberId, sendId, someDetails, teamId } from '../../support/builders.ts';
import { slackUserId } from '../slackUserId.ts';
import { aRequest } from './cancelViews.ts';
import { homeOf, TEAM } from './homeViews.ts';
import { CARD_LINK, CHANNEL, FOLD, SUBSCRIPTION } from './channelViews.ts';

/** A view with what makes this picture of it. What is drawn in the gallery is held to Slack's limits by `limits.test.ts`. */
export type Picture = { group: string; name: string; view: Message | Modal | types.HomeView };

export const NOW = new Date('2026-11-20T12:00:00Z');
const FRESH = { at: NOW, late: false };
const LATE = { at: new Date('2026-11-18T06:00:00Z'), late: true };
const ROLES = ['SENDER', 'MANAGER', 'ADMIN'] as const;
const THRESHOLDS = { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };
const EVERY: readonly Status[] = [
  ...KNOWN_STATUSES.filter((name) => name !== 'ON_HOLD').map((name) => statusOf(name, '')), ...Object.keys(HOLDS).map((hold) => statusOf('ON_HOLD', hold)), statusOf('UNKNOWN', 'Awaiting Customs Clearance'),
];
const LONG = 'Ludwig Maximilian von und zu Langname-Hohenstein, Graf von Irgendwo im Norden, der Jüngere, und so weiter und so fort';
const HOSTILE = '<!channel> *bold* <https://evil.example|Track> `code` \u202Egnp.exe';
const ASKER = slackUserId('U0SAM');

const inStatus = (status: Status): Send => aSend({
  status, since: new Date('2026-11-08T09:00:00Z'),
  ...(status.name !== 'UNKNOWN' && STATUSES[status.name].family === 'EGIFT' ? { family: 'EGIFT' as const, kind: 'eGifts USA', gift: 'Coffee eGift', tracking: undefined } : {}),
});
const longSend = aSend({
  recipient: { name: LONG, email: `${'x'.repeat(60)}@acme.example`, company: LONG }, gift: LONG, campaign: { id: aSend().campaign?.id ?? z.never().parse(''), name: LONG, state: 'ARCHIVED' }, test: true,
});
const hostileSend = aSend({ recipient: { name: HOSTILE, email: HOSTILE, company: HOSTILE }, gift: HOSTILE });
const bareSend = aSend({ recipient: { name: '', email: '', company: '' }, gift: undefined, campaign: undefined, team: undefined, cost: undefined, tracking: undefined, sentVia: undefined });

const waiting = inStatus({ name: 'CONFIRMING_ADDRESS' });

const cardOf = (send: Send, role: (typeof ROLES)[number] = 'SENDER', cancelMode: CancelMode = 'handoff'): CardData => {
  const actor = anActor({ role, teams: 'every' });
  return {
    send, own: role === 'SENDER', ...(role === 'SENDER' ? { muted: send.status.name === 'OPENED' } : { followed: send.status.name === 'OPENED' }), stall: stallClock(send, NOW, THRESHOLDS), cancel: decideCancel(actor, send), managers: ['Ben Carter', 'Mia Chen'], offers: offersFor(actor, send, cancelMode), cancelMode,
  };
};
const listed = (send: Send) => ({ send, stall: stallClock(send, NOW, THRESHOLDS), offers: offersFor(anActor(), send, 'handoff'), hearing: 'mute' as const });
const rows = (count: number) => Array.from({ length: count }, (_, i) => listed(inStatus(EVERY[i % EVERY.length] ?? { name: 'SHIPPED' })));
const TURNS = { number: 1, previous: undefined, next: 'next', tooLong: false };
const listOf = (over: Partial<ListData> = {}): ListData => ({
  view: 'mine', viewer: { role: 'SENDER', hasTeams: false, email: 'sam@corp.example' }, filter: NO_FILTER, sends: rows(10), first: rows(5),
  total: { count: 142, more: false }, needing: { count: 3, more: false }, counts: { SHIPPED: 12, DELIVERED: 130 }, turns: TURNS, near: [], asOf: FRESH, ...over,
});
const NEEDS = { view: 'mine' as const, viewer: { role: 'SENDER' as const, hasTeams: false, email: 'sam@corp.example' }, filter: NO_FILTER, turns: { ...TURNS, next: undefined }, asOf: FRESH };
const FILTER = { ...NO_FILTER, statuses: ['SHIPPED', 'DELIVERED'] as const, from: [{ me: true }, { text: 'tom' }] as const, campaigns: ['=q4 thank you'], teams: ['eme'], since: NOW, until: NOW };
const filterForm = (over: Partial<FilterForm>): FilterForm => ({
  query: { view: 'mine', filter: NO_FILTER, relative: {} }, timeZone: 'Europe/Berlin', edition: 0, editing: undefined, kept: [], metadata: '', notice: undefined, ...over,
});
const importOf = (state: ImportState): ImportData => ({
  id: z.custom<ImportData['id']>((value) => typeof value === 'string').parse('0198a000-0000-7000-8000-000000000009'), fileName: 'sends-november.csv', state, rows: 1200, total: 3000,
  problem: 'has no column for the status', summary: {
    rows: 3000, new: 2000, changed: 1, unchanged: 994, bad: 5, problems: [{ line: 4, column: 'Cost', value: 'much', reason: 'is not an amount' }],
    mapping: [{ from: 'Recipient', to: 'Recipient Name' }], ignored: ['Mood'], unknownStatuses: [{ raw: 'Teleported', count: 3 }], senders: { unknown: 12, named: ['jo@corp.example'], untied: 2 },
  },
});

type Named = readonly (readonly [name: string, view: Picture['view']])[];
const group = (name: string, views: Named): Picture[] => views.map(([each, view]) => ({ group: name, name: each, view }));

const cards = (): Picture[] => [
  ...ROLES.flatMap((role) => group(`Card, seen by a ${role.toLowerCase()}`, EVERY.map((status) => [statusLabel(status), sendCard(cardOf(inStatus(status), role), FRESH)]))),
  ...group('Card, at its edges', [
    ['longest names, archived, test', sendCard(cardOf(longSend), LATE)], ['hostile names', sendCard(cardOf(hostileSend), FRESH)], ['nothing known', sendCard(cardOf(bareSend), undefined)],
    ['in a dialog', sendCardModal(cardOf(aSend()), FRESH)], ['canceled at once', sendCard(cardOf(waiting, 'SENDER', 'tracker'), FRESH)],
    ['has a last day', sendCard(cardOf({ ...waiting, since: NOW, confirmBy: new Date('2026-12-09T12:00:00Z') }), FRESH)],
    ['its last day is near', sendCard(cardOf({ ...waiting, since: NOW, confirmBy: new Date('2026-11-22T12:00:00Z') }), FRESH)],
    ['canceling is off', sendCard(cardOf(waiting, 'SENDER', 'off'), FRESH)],
  ]),
];

const details = (): Picture[] => {
  const history = EVERY.slice(0, 8).map((status, i) => ({ status, at: new Date(NOW.getTime() - i * 86_400_000), approximate: i === 3, source: 'CSV' }));
  const shown = (send: Parameters<typeof someDetails>[0]) => detailsModal({ ...cardOf(aSend(send)), send: someDetails({ history, ...send }), asOf: FRESH });
  return group('Details', [
    ['being looked up', detailsOpening()], ['a parcel', shown({})], ['longest names', shown(longSend)], ['hostile names', shown({ ...hostileSend, address: HOSTILE, message: HOSTILE })], ['nothing known', shown(bareSend)],
    ['several parcels', shown({ trackings: Array.from({ length: 30 }, () => ({ carrier: 'UPS', number: '1Z999AA10123456784', url: undefined, toWarehouse: false })) })],
  ]);
};

const lists = (): Picture[] => [
  ...group('List', [
    ...(['mine', 'team', 'all'] as const).flatMap((view) => ROLES.map((role): readonly [string, Message] =>
      [`${view}, for a ${role.toLowerCase()}`, sendList(listOf({ view, viewer: { role, hasTeams: role === 'MANAGER', email: 'sam@corp.example' } }))])),
    ['a later page, old data', sendList(listOf({ turns: { number: 3, previous: 'p', next: 'n', tooLong: false }, asOf: LATE }))],
    ['too many pages', sendList(listOf({ turns: { number: 50, previous: 'p', next: undefined, tooLong: true } }))],
    ['longest names', sendList(listOf({ sends: Array.from({ length: 10 }, () => listed(longSend)), first: Array.from({ length: 5 }, () => listed(longSend)) }))],
    ['empty', emptyList(listOf({ sends: [], first: [], total: { count: 0, more: false } }))], ['nothing matches, near one', sendList(listOf({ sends: [], first: [], near: ['/sends status:shipped'] }))],
    ['what needs somebody', needsList({ ...NEEDS, sends: rows(10), total: { count: 24, more: false }, turns: TURNS })], ['nothing needs anybody', needsList({ ...NEEDS, view: 'team', viewer: { role: 'MANAGER', hasTeams: true, email: 'ben@corp.example' }, filter: FILTER, sends: [], total: { count: 0, more: false } })],
    ['more that needs somebody', sendList(listOf({ needing: { count: 24, more: false }, needy: 'value' }))],
    ['what is stuck', staleList({ whose: true, filter: NO_FILTER, sends: rows(10), total: { count: 24, more: false }, turns: TURNS, asOf: FRESH })],
    ['nothing is stuck', staleList({ whose: false, filter: NO_FILTER, sends: [], total: { count: 0, more: false }, turns: TURNS, asOf: FRESH })],
    ['several found', severalSends({ asked: '1234 1235 9', sends: rows(5), more: true, names: 3, missing: ['9'], asOf: FRESH })], ['not found', notFound('9999', FRESH)], ['nothing to look for', notFound(undefined, LATE)],
    ['a search', searchModal()], ['a search in vain', searchModal(notFound('jnae', FRESH))], ['another command', meantOtherwise('/send 1234 cancel')],
    ['nothing matches, to be filtered', emptyList(listOf({ sends: [], first: [], filter: FILTER, filterable: 'value' }))],
    ['just saved', withNotice(keptNotice('late-gifts', 'saved'), sendList(listOf({ filter: FILTER, filterable: 'value', exportable: 'value' })))],
    ['just saved in place of another', withNotice(keptNotice('late-gifts', 'replaced'), sendList(listOf({ filter: FILTER })))],
    ['filter, being looked up', filterOpening()], ['filter', filterModal(filterForm({}))],
    ['filter, with saved ones', filterModal(filterForm({
      query: { view: 'all', filter: FILTER, relative: {} }, editing: 'late-gifts', notice: dropped('old-ones'),
      kept: [{ key: 'late-gifts', view: 'team', filter: FILTER }, { key: 'everything', view: 'all', filter: NO_FILTER }, { key: 'of-old', view: 'all', filter: undefined }],
    }))],
    ['done, late', done()], ['not done, late', inForm([FORM_PROBLEMS.cost])],
  ]),
];

const notices = (): Picture[] => {
  const send = aSend();
  const notice = { first: true, muted: false, undoes: undefined } as const;
  const many = [inStatus({ name: 'UNDELIVERABLE' }), inStatus({ name: 'FULFILLMENT_ISSUE' }), longSend];
  const folded = { fold: 'wave:0198a000-0000-7000-8000-000000000001', late: false, campaign: 'Q4 Thank You', counts: { SHIPPED: 190, DELIVERED: 10 }, needing: many, needingCount: 3, first: false } as const;
  const preferences = { ...DEFAULT_PREFERENCES, quiet: { from: 1320, to: 420 } };
  return group('News', [
    ...(['SHIPPED', 'FULFILLMENT_ISSUE', 'UNDELIVERABLE', 'BOUNCED', 'FAILED'] as const).map((name): readonly [string, Message] => [STATUSES[name].label, noticeCard({ card: cardOf(inStatus({ name })), notice, asOf: FRESH })]),
    ['a correction', noticeCard({ card: cardOf(send), notice: { first: false, muted: true, undoes: 'DELIVERED' }, asOf: FRESH })], ['remind me', reminder({ card: cardOf(inStatus({ name: 'DELIVERED' })), notice, asOf: FRESH })],
    ['in the thread', newsLine({ send, own: true, undoes: undefined })], ['a reminder in the thread', reminderLine({ send, own: true })], ['more that need you', needingMore({ sends: many, more: 5 })],
    ['a list', newsList({ entries: [{ number: '1234', status: send.status }], more: 3 })], ['folded', fold(folded)], ['folded, opened', foldPage({ sends: many.map(listed), needing: true, number: 1, previous: undefined, next: 'n' })],
    ['the morning', digest({ own: { needing: rows(5), needingCount: { count: 9, more: false }, moved: many, counts: { DELIVERED: 4 } }, teams: { counts: { SHIPPED: 8 }, needingCount: { count: 2, more: false } }, asOf: FRESH, first: true })],
    ...(['followed', 'unfollowed', 'own', 'full'] as const).map((result): readonly [string, Message] => [`follow: ${result}`, followAnswer(result, send)]),
    ['a card, followed', noticeCard({ card: { ...cardOf(send, 'MANAGER'), followed: true }, notice, asOf: FRESH })], ['a card, to be followed', sendCard({ ...cardOf(send, 'MANAGER'), followed: false }, FRESH)],
    ['muted', muted(send, true)], ['unmuted', muted(send, false)], ['reminder set', reminded(send, NOW)], ['for somebody else', outgoing({ kind: 'news', send, own: false, undoes: undefined }, ['Lena Fischer'])],
    ['when to remind', remindModal('notice_remind', '')], ['no such day', remindModal('notice_remind', '', NO_SUCH_DAY)], ['opening a reminder', remindOpening()],
    ['settings', settingsModal('notice_settings', preferences, 'Europe/Berlin')], ['opening settings', settingsOpening()], ['settings saved', settingsSaved(preferences, 'Europe/Berlin')],
    ['withheld', withheld()], ['not delivered', deadLetters({ count: 3, latest: NOW })], ['a source is ill', sourceHealth({ source: 'API', well: false, since: NOW, reason: 'The provider does not answer.' })],
    ['a source is well', sourceHealth({ source: 'API', well: true, since: NOW, reason: '' })],
  ]);
};

const stuck = (): Picture[] => {
  const sends = (['FULFILLMENT_ISSUE', 'ORDER_RECEIVED', 'CONFIRMING_ADDRESS'] as const).map((name) => listed(inStatus({ name })));
  const [clocked = listed(aSend())] = sends;
  const folded = [...sends, listed({ ...longSend, status: { name: 'ORDER_RECEIVED' } })];
  return group('What does not move', [
    ['a card', staleCard({ card: cardOf(clocked.send), notice: { first: true, muted: false, undoes: undefined }, asOf: FRESH })], ['in the thread', staleLine({ clocked, own: true })],
    ['many', staleFold({ sends: folded, total: 1200, first: true })],
    ['for managers', staleTeam({ sends: folded.map((each, i) => ({ ...each, taken: i === 1 ? 'Ben Carter' : undefined })), total: { count: 24, more: false } })],
    ['snoozed', snoozed(NOW)], ['snoozed until it moves', snoozed(undefined)], ['taken', taken(undefined)], ['taken by somebody else', taken('Ben Carter')],
  ]);
};

const canceling = (): Picture[] => {
  const send = someDetails(inStatus({ name: 'CONFIRMING_ADDRESS' }));
  const person = { id: memberId('ana'), name: 'Ana Ruiz' };
  const confirming = { do: 'cancel', id: send.id, door: 'card', card: undefined } as const;
  const facts = Array.from({ length: 3 }, (_, i) => ({
    id: sendId(`0198a000-0000-7000-8000-0000000000${String(10 + i)}`), number: `${1234 + i}`, providerId: 'Z2lk', trackingNumber: '1Z999AA10123456784', kind: 'Inventoried Sends', status: 'Order Received',
    statusName: 'ORDER_RECEIVED' as const, days: 9, stale: true,
  }));
  const requests = REQUEST_STATES.map((state) => aRequest({ state, answeredBy: person, answeredAt: NOW, reason: 'Wrong address', answer: 'It has left already', wentOutAt: NOW }));
  return [
    ...group('Canceling', [
      ...REQUEST_KINDS.flatMap((kind): Named => [
        [`looking it up, ${kind}`, cancelOpening(kind)], [`waiting, ${kind}`, cancelWaiting(kind)], [`confirm, ${kind}`, confirmModal({ send, own: true, kind, mode: 'handoff', mayCost: kind === 'APPROVE', confirming })],
        [`not found, ${kind}`, cancelAnswer(kind, { result: 'not-found' }, true)],
        [`at the warehouse, ${kind}`, cancelAnswer(kind, { result: 'not-allowed', send, decision: { allowed: false, reason: { why: 'at-the-warehouse' }, askSupport: true }, managers: [] }, true)],
      ]),
      ['a result', resultModal('CANCEL', md`It is over`, [md`Nothing more happens.`], [])],
      ['my manager was asked', askedToCancel({ card: cardOf(send, 'MANAGER'), from: 'Sam Lee', asOf: FRESH })], ['asked in the channel', cancelWanted({ send, asker: ASKER })],
      ['asked a manager', askedManager({ result: 'asked', send, managers: ['Ben Carter'] })], ['nobody to ask', askedManager({ result: 'asked', send, managers: [] })],
      ['opening a refusal', refuseOpening()], ['refuse', refuseModal(aRequest().id)], ['not yours', answered({ result: 'not-yours' })],
      ['who did what', history({ send, own: true, lines: [{ at: NOW, who: { name: 'Ana Ruiz' }, door: 'card', verb: 'cancel-done', before: { state: 'WAITING' }, after: { state: 'DONE' } }], more: true, asOf: FRESH })],
      ['Support', supportModal(facts, 'support@corp.example')], ['Support, nobody named', supportModal(facts.slice(0, 1), undefined)], ['Support, which of them', supportPickModal(facts)], ['Support was told', supportPosted(facts)], ['for Support', supportRequest({ facts, asker: ASKER })],
    ]),
    ...requests.flatMap((request) => group(`A request that is ${request.state.toLowerCase()}`, [
      ['its card in the channel', requestCard({ send, request, asker: ASKER })], ['on the send’s card', sendCard(cardOf({ ...send, request }), FRESH)], ['answered', answered({ result: 'answered', number: '1234', request })],
      ['to whom asked', requestNews({ what: 'outcome', send, own: true, request })], ['it went out after all', requestNotice({ what: 'went-out', send, request })],
    ])),
  ];
};

const people = (): Picture[] => {
  const teams = ['EMEA Sales', 'Customer Success', 'Field Marketing'].map((name, i) => ({ id: teamId(`00000000-0000-4000-8000-00000000000${i}`), name }));
  const tie = { slackUser: ASKER, email: 'sam@corp.example', since: NOW, suspended: { at: NOW, why: 'email-changed' } } as const;
  const from = { text: 'sam', onHold: false, place: {} };
  const sam = { id: memberId('00000000-0000-4000-8000-000000000001'), name: 'Sam Lee', email: 'sam@corp.example', role: 'MANAGER', teams: teams.slice(0, 1), tie } as const;
  const shown = { byConfiguration: false, mark: 'x'.repeat(16), teams, from, notice: personNotice({ result: 'taken', by: 'Ana Ruiz' }) };
  return group('People', [
    ['looking them up', peopleOpening()], ['found', peopleModal({ asked: from, people: [sam, { ...sam, name: LONG, role: 'SENDER', teams: [], tie: undefined }], previous: undefined, next: sam.id, total: { count: 142, more: false }, onHold: 1, tooShort: false })],
    ['nobody found', peopleModal({ asked: from, people: [], previous: undefined, next: undefined, total: { count: 0, more: false }, onHold: 0, tooShort: false })],
    ['one', personModal({ ...shown, person: sam })], ['Admin by configuration', personModal({ ...shown, notice: undefined, byConfiguration: true, person: { ...sam, role: 'ADMIN' } })],
    ['seen with their eyes', viewedAsModal({ person: sam, sends: rows(10), total: { count: 10, more: false }, counts: { SHIPPED: 3, DELIVERED: 7 }, previous: undefined, next: 'n', from, asOf: FRESH })],
    ['gone', personGone()], ['no Admin any more', notAdminAnyMore()],
    ...(['rights', 'tie'] as const).map((what): readonly [string, Message] => [`changed: ${what}`, roleChanged({ what, by: 'Ana Ruiz', role: 'MANAGER', teams: ['EMEA Sales'] })]),
    ...ROLES.map((role): readonly [string, Message] => [`who am I, ${role.toLowerCase()}`, whoami({ name: 'Sam Lee', email: 'sam@corp.example', role, teams: role === 'MANAGER' ? ['EMEA Sales', 'Customer Success'] : [], asOf: FRESH })]),
  ]);
};

const refusals = (): Picture[] => {
  const problem = (typed: string): Message => {
    const parsed = parseSendsCommand(typed, { now: NOW, timeZone: 'UTC' });
    return parsed.ok ? z.never().parse(typed) : queryProblem(parsed.problem);
  };
  return group('Help and refusals', [
    ['help', help()], ['a test of the operator', testMessage()], ['not understood', unreadableAsk()], ['outdated', outdated()], ['being looked up', lookingUp()], ['unknown button', unknownRoute()], ['broken', broken('3f9a1c')], ['Slack is away', slackUnavailable('3f9a1c')],
    ['the database is away', databaseUnavailable('3f9a1c')], ['a sentence', sentence(md`One plain sentence.`)],
    ...(['guest', 'stranger', 'bot', 'deactivated', 'email-missing', 'email-unconfirmed'] as const).map((why): readonly [string, Message] => [`refused: ${why}`, refusal({ why })]),
    ...(['unmapped', 'email-changed', 'email-shared'] as const).map((why): readonly [string, Message] => [`refused: ${why}`, refusal({ why, email: 'jane@corp.example', admins: ['Ana Ruiz'] })]),
    ...['status:shiped', 'statos:shipped', 'since:yesteryear', 'to:"Jane'].map((typed): readonly [string, Message] => [`typed ${typed}`, problem(typed)]),
  ]);
};

const imports = (): Picture[] => group('A file brought in', [
  ...IMPORT_STATES.flatMap((state): Named => [[state.toLowerCase(), importCard(importOf(state))], [`asked of one that is ${state.toLowerCase()}`, importWas(state)]]),
  ['opening', importOpening()], ['the dialog', importModal('import_file')], ['taken', importTaken()], ['known already', importKnown()], ['not yours', importNotYours(['Ana Ruiz'])],
]);

const figures = (): Picture[] => {
  const stats = {
    ...listOf(), counts: { SHIPPED: 12, DELIVERED: 130, UNDELIVERABLE: 3 }, stuck: { count: 4, more: false }, costs: [{ campaign: 'Q4 Thank You', currency: 'USD', cents: 1_234_500, sends: 99 }],
    funnels: [{ family: 'PHYSICAL' as const, steps: [
      { status: 'ORDER_RECEIVED' as const, reached: 145, days: undefined }, { status: 'SHIPPED' as const, reached: 142, days: 2.5 }, { status: 'DELIVERED' as const, reached: 130, days: 4 },
    ] }],
  };
  return group('Figures', [
    ['of one’s sends', sendStats(stats)], ['of the newest', sendStats({ ...stats, total: { count: 50_000, more: true } })],
    ['of nothing', sendStats({ ...stats, total: { count: 0, more: false }, counts: {}, funnels: [], costs: [], stuck: { count: 0, more: false } })],
  ]);
};

const channels = (): Picture[] => {
  const send = aSend();
  const shipped = { ...NO_FILTER, statuses: ['SHIPPED' as const], campaigns: ['q4'] };
  const subscription = { id: SUBSCRIPTION, channel: CHANNEL, ownerName: 'Mia Chen', own: true, mayEnd: true, filter: shipped, paused: undefined } as const;
  const found = { asked: ['1234', '1Z999AA10123456784', 'jane@acme.example', 'Jane Park'], sends: rows(3), more: true, asOf: FRESH };
  return group('In channels, and from messages', [
    ['shared', shared({ send, channel: CHANNEL })], ['stands there already', stands({ send, channel: CHANNEL, link: CARD_LINK })], ['where to share', shareModal({ send, metadata: '' })], ['opening', shareOpening()],
    ['its card', sharedCard({ send })], ['could not be shared', notShared({ number: '1234', channel: CHANNEL })],
    ...(['outside', 'archived', 'strangers', 'unknown'] as const).map((why): Named[number] => [`nothing is said: ${why}`, closedChannel({ why, channel: CHANNEL, next: 'press Share again' })]),
    ['subscribed', subscribed({ channel: CHANNEL, filter: shipped, scope: { everything: false, teams: [teamId('emea')] }, teams: ['EMEA'] })],
    ['subscribed to everything', subscribed({ channel: CHANNEL, filter: NO_FILTER, scope: { everything: true }, teams: [] })], ['in direct messages', notInDirectMessages()],
    ...(['not-yours', 'known', 'too-many-here', 'too-many'] as const).map((why): Named[number] => [`not subscribed: ${why}`, notSubscribed(why, { here: 10, all: 100 })]),
    ['what it hears of', subscriptionList({ here: true, more: false, subscriptions: [subscription, { ...subscription, own: false, mayEnd: false, filter: undefined }, { ...subscription, paused: 'strangers' }] })],
    ['nothing subscribed', subscriptionList({ here: true, more: false, subscriptions: [] })], ['unsubscribed', unsubscribed({ channel: CHANNEL, filter: shipped, own: true, ownerName: 'Mia Chen' })], ['nothing to end', nothingToEnd()],
    ['news in the thread', channelLine({ send: inStatus({ name: 'DELIVERED' }), undoes: undefined })], ['a correction in the thread', channelLine({ send, undoes: 'DELIVERED' })],
    ['what who clicks may see of them', channelFoldPage({ sends: rows(4), number: 1, previous: undefined, next: 'next', asOf: FRESH })],
    ['nothing of them', channelFoldPage({ sends: [], number: 1, previous: undefined, next: undefined, asOf: FRESH })],
    ['many at once', channelFold({ fold: FOLD, counts: { SHIPPED: 187, UNDELIVERABLE: 2 }, entries: [{ number: '1234', status: { name: 'UNDELIVERABLE' } }, { number: '1235', status: { name: 'SHIPPED' } }], more: 187 })],
    ...([['ended', 'rights'], ['ended', 'outside'], ['paused', 'strangers'], ['narrowed', 'rights']] as const).map(([what, why]): Named[number] => [`told its owner: ${what}, ${why}`, subscriptionNews({ channel: CHANNEL, what, why })]),
    ['a shortcut, looking', lookingForSends()], ['found in a message', foundInMessage(found)], ['nothing fits the message', foundInMessage({ ...found, sends: [], more: false })],
    ['the message names nothing', foundInMessage({ ...found, asked: [], sends: [], more: false })], ['my sends, in a dialog', messageModal('Sends', sendList(listOf()))],
  ]);
};

const searches = (): Picture[] => group('Typed as a message', [
  ['by words', searched({ asked: 'jane acme', fit: 'words', sends: rows(5), more: true, missing: [], asOf: FRESH })],
  ['by slips', searched({ asked: 'jnae acme', fit: 'alike', sends: rows(2), more: false, missing: [], asOf: FRESH })],
  ['by sender', searched({ asked: 'sam lee', fit: 'sender', sends: rows(3), more: false, missing: [], asOf: FRESH })],
  ['a part of it', searched({ asked: 'jane initech', fit: 'part', sends: rows(3), more: false, missing: [], asOf: LATE })],
  ['several numbers', searched({ asked: '1234, 1235, 9999', fit: 'names', sends: rows(2), more: true, missing: ['9999'], asOf: FRESH })],
  ['nothing', searchedInVain('xylophone', false, FRESH)], ['too short', searchedInVain('li', true, undefined)], ['help', searchHelp()], ['a command', typedCommand('/sends stale')],
  ['beneath a link', unfurl({ id: aSend().id, number: '1234', now: { status: { name: 'SHIPPED' }, since: NOW, approximate: false } })], ['beneath a link, among strangers', unfurl({ id: aSend().id, number: '1234', now: undefined })],
  ['too much', tooMuchAsked('names')], ['too fast', tooManyAtOnce()],
]);

const exported = (): Picture[] => group('An export', [
  ...EXPORT_STATES.map((state): Named[number] => [state.toLowerCase(), exportCard({ state, rows: 1234, withAddress: false, problem: 'Something broke (ref 3f9a1c).', removeAt: NOW })]),
  ['with addresses', exportCard({ state: 'DONE', rows: 1, withAddress: true, problem: undefined, removeAt: NOW })],
  ['begun', exportBegun(false)], ['begun, with addresses', exportBegun(true)], ['one is being written', exportRunning()], ['too many', exportsTooMany()],
]);

const homes = (): Picture[] => {
  const sends = (['UNDELIVERABLE', 'FULFILLMENT_ISSUE', 'ORDER_RECEIVED', 'SHIPPED', 'DELIVERED'] as const).map((name) => inStatus({ name }));
  const drawn = (over: Parameters<typeof homeOf>[1] = {}, of = sends) => homeView(homeOf(of, over), { charts: false });
  const none = { counts: {}, total: { count: 0, more: false }, needing: { count: 0, more: false }, first: [] };
  const recent = homeOf(sends).recent;
  return group('Home', [
    ['of a sender', drawn()], ['more needs them than there is room for', drawn({ needing: { count: 12, more: false } })], ['of a manager', drawn({ viewer: { role: 'MANAGER', hasTeams: true, email: 'ben@corp.example' }, team: TEAM })],
    ['of an admin', drawn({ ...none, viewer: { role: 'ADMIN', hasTeams: false, email: 'ana@corp.example' }, recent: { ...recent, view: 'all' }, team: { ...TEAM, view: 'all', stuck: { ...TEAM.stuck, sends: { count: 1000, more: true } } }, asOf: LATE })],
    ['nothing sent yet', drawn({ ...none, recent: homeOf([]).recent }, [])], ['nothing needs anybody', drawn({ needing: none.needing, first: [] })], ['a later page', drawn({ recent: { ...recent, number: 3 } })],
    ['longest names', drawn({}, [longSend, longSend])], ['hostile names', drawn({}, [hostileSend])], ['being looked up', homeOpening()],
    ['somebody unmapped', messageHome(refusal({ why: 'unmapped', email: 'jane@corp.example', admins: ['Ana Ruiz', 'Tom Berg'] }))], ['a guest', messageHome(refusal({ why: 'guest' }))], ['emptied', homeTaken(undefined)],
  ]);
};

/** Every view with its variants. A new view belongs here: the gallery draws it, and the tests hold it to Slack's limits. */
export const pictures = (): Picture[] => [...homes(), ...cards(), ...details(), ...lists(), ...notices(), ...stuck(), ...canceling(), ...people(), ...imports(), ...searches(), ...exported(), ...channels(), ...figures(), ...refusals()];
