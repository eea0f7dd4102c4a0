import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AUDIT_VERBS } from '../../../src/domain/auditWords.ts';
import { decideCancel } from '../../../src/domain/cancel.ts';
import { DEFAULT_PREFERENCES } from '../../../src/domain/notice/preferences.ts';
import { NO_FILTER, type Filter } from '../../../src/domain/query/filter.ts';
import { parseSendsCommand } from '../../../src/domain/query/parse.ts';
import type { Send, SendDetails } from '../../../src/domain/send.ts';
import { stallClock } from '../../../src/domain/staleness.ts';
import { HOLDS, KNOWN_STATUSES, type Status, statusOf } from '../../../src/domain/status.ts';
import { validateBlocks, validateView } from '../../../src/sandbox/slack/index.ts';
import type { Home, Message, Modal } from '../../../src/slack/views/blocks.ts';
import { detailsOpening } from '../../../src/slack/views/detailsModal.ts';
import { meantOtherwise, notFound, severalSends, unreadableAsk } from '../../../src/slack/views/found.ts';
import { homeOpening, homeTaken, homeView, messageHome } from '../../../src/slack/views/home/home.ts';
import { searched, searchedInVain, typedCommand } from '../../../src/slack/views/searched.ts';
import { filterModal, filterOpening } from '../../../src/slack/views/filterModal.ts';
import { dropped, keptNotice, withNotice } from '../../../src/slack/views/keptFilters.ts';
import { help } from '../../../src/slack/views/help.ts';
import { exportBegun, exportCard, exportRunning, exportsTooMany } from '../../../src/slack/views/exportCard.ts';
import {
  importCard, type ImportData, importKnown, importModal, importNotYours, importOpening, importTaken, importWas,
} from '../../../src/slack/views/importCard.ts';
import { digest } from '../../../src/slack/views/notices/digest.ts';
import { fold, foldPage } from '../../../src/slack/views/notices/fold.ts';
import { needingMore, newsLine, newsList, reminderLine } from '../../../src/slack/views/notices/newsLine.ts';
import { followAnswer } from '../../../src/slack/views/notices/followAnswers.ts';
import { muted, reminded } from '../../../src/slack/views/notices/noticeAnswers.ts';
import { snoozed, staleCard, staleFold, staleLine, staleTeam, taken } from '../../../src/slack/views/notices/stale.ts';
import { supportPickModal } from '../../../src/slack/views/supportSeveral.ts';
import { noticeCard, reminder } from '../../../src/slack/views/notices/noticeCard.ts';
import { NO_SUCH_DAY, remindModal, remindOpening } from '../../../src/slack/views/notices/remindDialog.ts';
import { settingsModal, settingsOpening, settingsSaved } from '../../../src/slack/views/notices/settings.ts';
import { outgoing } from '../../../src/slack/views/outgoing.ts';
import { history } from '../../../src/slack/views/history.ts';
import { peopleModal, peopleOpening } from '../../../src/slack/views/people.ts';
import { personModal } from '../../../src/slack/views/person.ts';
import { notAdminAnyMore, personGone, personNotice } from '../../../src/slack/views/personNotices.ts';
import { needsList } from '../../../src/slack/views/needsList.ts';
import { queryProblem } from '../../../src/slack/views/queryProblem.ts';
import { broken, databaseUnavailable, done, inForm, lookingUp, outdated, refusal, slackUnavailable, unknownRoute } from '../../../src/slack/views/refusals.ts';
import { searchModal } from '../../../src/slack/views/searchModal.ts';
import { roleChanged } from '../../../src/slack/views/roleChanged.ts';
import { type CardData, sendCard, sendCardModal } from '../../../src/slack/views/sendCard.ts';
import { type ListData, sendList } from '../../../src/slack/views/sendList.ts';
import { sendStats } from '../../../src/slack/views/sendStats.ts';
import { staleList } from '../../../src/slack/views/staleList.ts';
import { unfurl } from '../../../src/slack/views/unfurl.ts';
import { viewedAsModal } from '../../../src/slack/views/viewedAs.ts';
import { testMessage } from '../../../src/slack/views/testMessage.ts';
import { whoami } from '../../../src/slack/views/whoami.ts';
import { EXPORT_STATES } from '../../../src/usecases/ports/exports.ts';
import { IMPORT_STATES, type ImportState } from '../../../src/usecases/ports/imports.ts';
import { ALL, cancelViews } from './cancelViews.ts';
import { channelViews } from './channelViews.ts';
import { fullHome, homeOf } from './homeViews.ts';
import { anActor, aSend, campaignId, memberId, sendId, someDetails, teamId } from '../../support/builders.ts';
import { slackUserId } from '../slackUserId.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const STALE_DATA = { at: NOW, late: true };

const THRESHOLDS = {
  ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} },
};
const STATUSES: readonly Status[] = [
  ...KNOWN_STATUSES.map((name) => statusOf(name, '')), ...Object.keys(HOLDS).map((hold) => statusOf('ON_HOLD', hold)), statusOf('UNKNOWN', 'Teleported'),
];
const ROLES = ['SENDER', 'MANAGER', 'ADMIN'] as const;
const HOSTILE = [
  '<!channel> <@U123> <https://evil.example|Track>', '*_~`*_~`', '\u202Egnp.exe\u2066\u200F', 'x'.repeat(10_000), '&<>'.repeat(3000), '',
  '👩‍👩‍👧'.repeat(500), 'a\nb\r\nc', '\u0000\u0007', '\uD83D', '   ', `z${'\u0301'.repeat(500)}`, '"><script>', 'الاسم', '\u2066',
];

const cardOf = (send: Send, role: (typeof ROLES)[number], managers: readonly string[] = []): CardData => ({
  send, own: role === 'SENDER', ...(role === 'SENDER' ? { muted: true } : { followed: true }), stall: stallClock(send, NOW, THRESHOLDS), cancel: decideCancel(anActor({ role, teams: 'every' }), send), managers, offers: ALL, cancelMode: 'handoff',
});

/** Everything that Slack would read as markup. */
const markupIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(markupIn);
};
// What may stand in angle brackets is ours: a time, a link to a carrier, a mention from a filter.
const OURS = /<!date\^\d+\^[^|<>]*\|[^|<>]*>|<https:\/\/www\.ups\.com\/[^|<>]*\|[^<>]*>|<@U0SAM>|<#C0GIFTS>|<https:\/\/corp-local\.slack\.com\/[^|<>]*\|[^<>]*>|<mailto:support@corp\.example[^|<>]*\|[^<>]*>|<https:\/\/support\.example\/new\|[^<>]*>/g;
const BIDI = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\0]/;
const harmful = (text: string): boolean => text.length > 3000 || text.trim() === '' || BIDI.test(text) || /[<>]/.test(text.replace(OURS, ''));

/** What is wrong with an answer: beyond Slack's limits, or text in it that Slack would act on. */
const problemsOf = (answer: Message | Modal | Home): unknown[] => {
  const limits = 'type' in answer ? validateView(answer, answer.type).problems : validateBlocks(answer.blocks);
  const texts = [...('type' in answer ? [] : [answer.text]), ...markupIn(answer.blocks)];
  return [...limits, ...texts.filter(harmful)];
};

/** The same hostile text wherever a send holds text. */
const hostileSend = (text: string): SendDetails => someDetails({
  number: text.slice(0, 30) || '1', kind: text, gift: text, sentVia: text,
  sender: { id: memberId('sam'), name: text, email: text }, team: { id: teamId('t'), name: text }, campaign: { id: campaignId('c'), name: text, state: 'DELETED' },
  recipient: { name: text, email: text, company: text }, cost: { cents: 1, currency: text },
  tracking: { carrier: text, number: text, url: 'https://www.ups.com/track?tracknum=<1>|&', toWarehouse: true },
  trackings: Array.from({ length: 30 }, () => ({ carrier: text, number: text, url: undefined, toWarehouse: false })),
  address: text, message: text, status: statusOf('UNKNOWN', text), sinceApproximate: true,
  history: Array.from({ length: 300 }, (_, i) => ({ status: statusOf('UNKNOWN', text), at: new Date(i), approximate: i % 2 === 0, source: text })),
});
const hostileFilter = (text: string): Filter => ({
  ...NO_FILTER, statuses: [...KNOWN_STATUSES, 'UNKNOWN'], kinds: [{ kind: text }, { family: 'EGIFT' }], to: [text, text], from: [{ me: true }, { text }, { slackUser: slackUserId('U0SAM') }],
  campaigns: [text], teams: Array.from({ length: 40 }, () => text), test: 'only', since: NOW, until: NOW, cost: { min: 1, max: 2 }, text: [text, text],
});
/** A file on its way in, with the same text wherever a file holds text. */
const importOf = (state: ImportState, text: string): ImportData => ({
  id: z.custom<ImportData['id']>((value) => typeof value === 'string').parse('0198a000-0000-7000-8000-000000000009'), fileName: text, state, rows: 1200, total: 3000, problem: text,
  summary: {
    rows: 3000, new: 2000, changed: 1, unchanged: 994, bad: 5, problems: Array.from({ length: 5 }, () => ({ line: 4, column: text, value: text, reason: text })),
    mapping: Array.from({ length: 24 }, () => ({ from: text, to: 'Status' })), ignored: Array.from({ length: 40 }, () => text),
    unknownStatuses: Array.from({ length: 5 }, () => ({ raw: text, count: 3 })), senders: { unknown: 12, named: [text, text, text], untied: 2 },
  },
});
const peopleWith = (text: string): Modal[] => {
  const teams = Array.from({ length: 1000 }, (_, i) => ({ id: teamId(`00000000-0000-4000-8000-${String(i).padStart(12, '0')}`), name: text }));
  const tie = { slackUser: slackUserId('U0SAM'), email: text, since: NOW, suspended: { at: NOW, why: 'email-changed' } } as const;
  const from = { text: text.slice(0, 100), onHold: true, place: {} };
  const person = { id: memberId('00000000-0000-4000-8000-000000000001'), name: text, email: text, role: 'MANAGER', teams: teams.slice(0, 90), tie } as const;
  const shown = { byConfiguration: false, mark: 'x'.repeat(16), teams, from, notice: personNotice({ result: 'taken', by: text }) };
  const sends = Array.from({ length: 10 }, () => ({ send: hostileSend(text), stall: undefined }));
  return [
    peopleModal({ asked: from, people: Array.from({ length: 10 }, () => person), previous: person.id, next: person.id, total: { count: 1000, more: true }, onHold: 3, tooShort: false }),
    personModal({ ...shown, person }), personModal({ ...shown, person: { ...person, teams }, byConfiguration: true }),
    personModal({ ...shown, person: { ...person, role: 'SENDER', teams: 'every', tie: undefined }, teams: [], notice: undefined }),
    viewedAsModal({ person, sends, total: { count: 10, more: false }, counts: { SHIPPED: 3, DELIVERED: 7 }, previous: 'p', next: 'n', from, asOf: { at: NOW, late: false } }),
  ];
};
const listOf = (over: Partial<ListData> = {}): ListData => ({
  view: 'mine', viewer: { role: 'SENDER', hasTeams: false, email: 'sam@corp.example' }, filter: NO_FILTER, sends: [{ send: aSend(), stall: undefined, offers: ALL }], first: [],
  total: { count: 142, more: false }, needing: { count: 3, more: false }, counts: { SHIPPED: 12, DELIVERED: 130 },
  turns: { number: 1, previous: undefined, next: 'next', tooLong: false }, near: [], asOf: STALE_DATA, ...over,
});

/** Everything the bot says first, with this text wherever there is one. */
const noticesOf = (text: string, send: SendDetails): (Message | Modal)[] => {
  const many = Array.from({ length: 10 }, () => send);
  const counts = Object.fromEntries([...KNOWN_STATUSES, 'UNKNOWN'].map((name) => [name, 1234]));
  const notice = { first: true, muted: false, undoes: 'SHIPPED' } as const;
  const clocked = many.map((each) => ({ send: each, stall: { day: 9, of: 7, stale: true } }));
  const capped = { count: 1000, more: true };
  return [
    noticeCard({ card: cardOf(send, 'SENDER', [text]), notice, asOf: STALE_DATA }),
    reminder({ card: cardOf({ ...send, status: { name: 'DELIVERED' } }, 'SENDER'), notice: { ...notice, muted: true }, asOf: undefined }),
    newsLine({ send, own: false, undoes: 'UNKNOWN' }), newsLine({ send, own: true, undoes: undefined }), reminderLine({ send, own: true }),
    needingMore({ sends: many, more: 5 }), newsList({ entries: Array.from({ length: 20 }, () => ({ number: text, status: send.status })), more: 3 }),
    fold({ fold: 'wave:0198a000-0000-7000-8000-000000000001', late: false, campaign: text, counts, needing: many, needingCount: 5000, first: true }),
    fold({ fold: 'late:0198a000-0000-7000-8000-000000000001', late: true, campaign: undefined, counts: {}, needing: [], needingCount: 0, first: false }),
    foldPage({ sends: clocked, needing: true, number: 3, previous: 'p', next: 'n' }), foldPage({ sends: [], needing: false, number: 1, previous: undefined, next: undefined }),
    digest({ own: { needing: clocked.slice(0, 5), needingCount: capped, moved: many.slice(0, 5), counts }, teams: { counts, needingCount: capped }, asOf: STALE_DATA, first: true }),
    ...(['followed', 'unfollowed', 'own', 'full'] as const).map((result) => followAnswer(result, send)),
    ...[true, false].map((followed) => noticeCard({ card: { ...cardOf(send, 'MANAGER'), followed }, notice, asOf: STALE_DATA })), sendCard({ ...cardOf(send, 'MANAGER'), followed: true }, undefined),
    muted(send, true), muted(send, false), reminded(send, NOW),
    outgoing({ kind: 'news', send, own: true, undoes: undefined }, [text, text]),
    outgoing({ kind: 'shared-card', send }, [text]), outgoing({ kind: 'withheld' }, []),
    outgoing({ kind: 'source-health', source: text, well: false, since: NOW, reason: text }, []), outgoing({ kind: 'source-health', source: text, well: true, since: NOW, reason: text }, [text]),
    outgoing({ kind: 'dead-letters', count: 1, latest: undefined }, []), outgoing({ kind: 'dead-letters', count: 5000, latest: NOW }, []),
  ];
};

/** Everything said of a send that does not move. */
const staleViews = (send: Send, text: string) => {
  const clocked = { send, stall: { day: 9, of: 7, stale: true } };
  const many = Array.from({ length: 10 }, (_, i) => ({ ...clocked, taken: i % 2 === 0 ? text : undefined }));
  const facts = many.map((_, i) => ({
    id: sendId(`0198a000-0000-7000-8000-00000000000${i}`), number: text, providerId: text, trackingNumber: text, kind: text, status: text,
    statusName: 'ORDER_RECEIVED' as const, days: 9, stale: true,
  }));
  return [
    staleCard({ card: { ...cardOf(send, 'SENDER', [text]), stall: clocked.stall }, notice: { first: true, muted: false, undoes: undefined }, asOf: STALE_DATA }),
    staleLine({ clocked, own: false }), staleFold({ sends: many, total: 1200, first: true }), staleTeam({ sends: many, total: { count: 1000, more: true } }),
    snoozed(undefined), snoozed(NOW), taken(undefined), taken(text), supportPickModal(facts),
  ];
};

describe('cards', () => {
  for (const role of ROLES) {
    it.each(STATUSES)(`of a send in $name ${'$hold'} are within Slack’s limits for a ${role}, in a message and in a dialog`, (status) => {
      const since = new Date('2026-10-01T00:00:00Z');
      for (const send of [aSend({ status, since }), aSend({ status, since, family: 'EGIFT', kind: 'eGifts USA', tracking: undefined, campaign: undefined, team: undefined })]) {
        expect(problemsOf(sendCard(cardOf(send, role, ['Ana Ruiz', 'Tom Berg']), STALE_DATA))).toEqual([]);
        expect(problemsOf(sendCardModal(cardOf(send, role), undefined))).toEqual([]);
      }
    });
  }
});

describe('text that people wrote', () => {
  it.each(HOSTILE)('like %j is harmless and within limits wherever it is shown', (text) => {
    const send = hostileSend(text);
    const filter = hostileFilter(text);
    const sends = Array.from({ length: 10 }, () => ({ send, stall: { day: 9, of: 7, stale: true }, offers: ALL, hearing: 'unfollow' as const }));
    const answers = [
      sendCard(cardOf(send, 'SENDER', [text, text]), STALE_DATA),
      sendCardModal(cardOf(send, 'ADMIN'), STALE_DATA),
      ...cancelViews(send, text), ...channelViews(send, text, sends, filter),
      sendList(listOf({ view: 'all', viewer: { role: 'ADMIN', hasTeams: true, email: text }, filter, sends, first: sends.slice(0, 5) })),
      sendList(listOf({ filter, sends: [], near: [`/sends ${text}`] })),
      ...(['mine', 'all'] as const).map((view) => needsList({ view, viewer: { role: 'ADMIN', hasTeams: true, email: text }, filter, sends, total: { count: 1000, more: true }, turns: listOf().turns, asOf: STALE_DATA })),
      sendList(listOf({ filter, sends, first: sends.slice(0, 5), needing: { count: 1000, more: true }, needy: 'x'.repeat(2000) })),
      staleList({ whose: true, filter, sends, total: { count: 9, more: true }, turns: listOf().turns, asOf: STALE_DATA }),
      ...(['names', 'words', 'alike', 'sender', 'part'] as const).map((fit) => searched({ asked: text, fit, sends: Array.from({ length: 20 }, () => sends[0] ?? z.never().parse(0)), more: true, missing: Array.from({ length: 20 }, () => text), asOf: STALE_DATA })),
      searchedInVain(text, true, undefined), typedCommand(text), unfurl({ id: send.id, number: text, now: { status: send.status, since: NOW, approximate: true } }),
      severalSends({ asked: text, sends: sends.slice(0, 5), more: true, names: 7, missing: [text, text], asOf: STALE_DATA }),
      notFound(text, undefined), meantOtherwise(text), severalSends({ asked: text, sends: sends.slice(0, 5), more: false, names: 2, missing: [], asOf: undefined }),
      ...noticesOf(text, send), ...staleViews(send, text),
      ...peopleWith(text),
      homeView(fullHome(text, send), { charts: false }), homeView({ ...fullHome(text, send), total: { count: 0, more: false }, first: [] }, { charts: false }),
      history({ send, own: false, lines: Array.from({ length: 40 }, () => ({ at: NOW, who: { name: text }, door: 'card', verb: 'cancel-requested', before: { state: 'OPEN' }, after: { state: 'DONE', odd: text } })), more: true, asOf: undefined }),
      ...(['rights', 'tie'] as const).map((what) => roleChanged({ what, by: text, role: 'MANAGER', teams: Array.from({ length: 50 }, () => text) })),
      whoami({ name: text, email: text, role: 'MANAGER', teams: Array.from({ length: 50 }, () => text), asOf: STALE_DATA }),
      refusal({ why: 'unmapped', email: text, admins: [text, text, text] }),
      ...IMPORT_STATES.map((state) => importCard(importOf(state, text))), importNotYours([text, text]),
      sendStats({
        ...listOf({ filter }), counts: { SHIPPED: 12, UNDELIVERABLE: 3 }, stuck: { count: 1000, more: true }, total: { count: 50_000, more: true },
        funnels: [{ family: 'EGIFT', steps: [{ status: 'SENT', reached: 1200, days: undefined }, { status: 'OPENED', reached: 900, days: 1 }] }],
        costs: Array.from({ length: 8 }, () => ({ campaign: text, currency: text, cents: 12_345_678, sends: 4 })),
      }),
      withNotice(keptNotice(text, 'replaced'), sendList(listOf({ filter, filterable: 'x' }))), inForm([text]),
      ...[0, 1].map((edition) => filterModal({
        query: { view: 'all', filter, relative: edition === 0 ? {} : { since: { date: '3w', edge: 'to' } } }, timeZone: 'Asia/Tokyo', edition, editing: edition === 0 ? undefined : text.slice(0, 30) || 'x', metadata: 'x'.repeat(3000),
        kept: Array.from({ length: 25 }, (_, i) => ({ key: `${text.slice(0, 25)}${i}`, view: 'stale', filter: i % 2 === 0 ? filter : undefined } as const)), notice: dropped(text),
      })),
      ...EXPORT_STATES.map((state) => exportCard({ state, rows: 1_000_000, withAddress: true, problem: text, removeAt: NOW })),
      ...[text, `status:"${text}"`, `${text}:x`, `since:${text}`, `mine "${text}`].flatMap((typed) => {
        const parsed = parseSendsCommand(typed, { now: NOW, timeZone: 'UTC' });
        return parsed.ok ? [] : [queryProblem(parsed.problem)];
      }),
    ];
    expect(answers.flatMap(problemsOf)).toEqual([]);
  });
});

describe('every other answer', () => {
  it('is within limits', () => {
    const said = [
      help(), lookingUp(), testMessage(), personGone(), notAdminAnyMore(), unreadableAsk(), notFound(undefined, STALE_DATA), outdated(), unknownRoute(), broken('3f9a1c'), slackUnavailable('3f9a1c'), databaseUnavailable('3f9a1c'),
      ...(['guest', 'stranger', 'bot', 'deactivated', 'email-missing', 'email-unconfirmed'] as const).map((why) => refusal({ why })),
      ...(['unmapped', 'email-changed', 'email-shared'] as const).map((why) => refusal({ why, email: 'jane@corp.example', admins: [] })),
      ...ROLES.map((role) => whoami({ name: 'Sam Lee', email: 'sam@corp.example', role, teams: 'every', asOf: undefined })),
    ];
    said.push(importTaken(), importKnown(), importNotYours([]), ...IMPORT_STATES.map(importWas), ...IMPORT_STATES.map((state) => importCard(importOf(state, 'sends.csv'))));
    said.push(done(), exportBegun(true), exportBegun(false), exportRunning(), exportsTooMany());
    const preferences = { ...DEFAULT_PREFERENCES, quiet: { from: 1320, to: 420 } };
    said.push(settingsSaved(preferences, 'America/Argentina/ComodRivadavia'), settingsSaved({ ...preferences, digest: false }, 'UTC'));
    said.push(...AUDIT_VERBS.flatMap((verb) => (['operator', 'source', 'tracker', 'somebody', { slackUser: 'U0SAM' }] as const).map((who) =>
      history({ send: aSend(), own: true, lines: [{ at: NOW, who, door: 'CLI', verb, before: undefined, after: undefined }], more: false, asOf: undefined }))));
    said.push(history({ send: aSend(), own: true, lines: [], more: false, asOf: undefined }));
    const dialogs = [
      peopleOpening(),
      settingsModal('notice_settings', preferences, 'America/Argentina/ComodRivadavia'), settingsModal('notice_settings', DEFAULT_PREFERENCES, 'UTC'), settingsOpening(),
      remindModal('notice_remind', 'x'.repeat(100)), remindModal('notice_remind', '', NO_SUCH_DAY), remindOpening(),
      detailsOpening(), searchModal(), searchModal(notFound('x'.repeat(200), STALE_DATA)), filterOpening(), importOpening(), importModal('import_file'), ...cancelViews(someDetails(), 'Sam Lee'),
    ];
    const homes = [homeOpening(), homeTaken(undefined), homeTaken('guest'), messageHome(refusal({ why: 'guest' })), homeView(homeOf([aSend()]), { charts: false }), homeView(homeOf([], { counts: {} }), { charts: false })];
    expect([...said, ...dialogs, ...homes].flatMap(problemsOf)).toEqual([]);
  });

  it('is within limits as a list for every view, role and way of being empty', () => {
    const ways: Partial<ListData>[] = [
      {}, { sends: [] },
      { turns: { number: 3, previous: 'p', next: 'n', tooLong: true } }, { sends: [], turns: { number: 3, previous: 'p', next: undefined, tooLong: true } },
    ];
    const lists = (['mine', 'team', 'all'] as const).flatMap((view) =>
      ROLES.flatMap((role) => ways.map((way) => sendList(listOf({ view, viewer: { role, hasTeams: false, email: 'sam@corp.example' }, ...way })))));
    expect(lists.flatMap(problemsOf)).toEqual([]);
  });
});
