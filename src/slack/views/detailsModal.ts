import type { DataAge } from '../../domain/dataAge.ts';
import type { HistoryEntry, SendDetails, Tracking } from '../../domain/send.ts';
import { statusLabel } from '../../domain/status.ts';
import { actions, type Block, context, type Modal, modal, section, words } from './blocks.ts';
import { bold, code, date, join, link, long, md, type Mrkdwn, plain, plainLines } from './mrkdwn.ts';
import { campaignNote, count, dataAge, giftTo, senderName, statusSince } from './sendWords.ts';
import { hearingButton, shareButton } from './sendCard.ts';
import { cancelButtons } from './cancelButtons.ts';
import { requestLine } from './requestWords.ts';
import type { CancelDecision, Offers } from '../../domain/cancel.ts';
import type { StallClock } from '../../domain/staleness.ts';
import { money } from './money.ts';
import { trackingText } from './trackingWords.ts';

const TITLE = 'Send details';
/** Some sends have been updated hundreds of times; the newest tell the story. */
const HISTORY_SHOWN = 60;
const HISTORY_PER_BLOCK = 12;
const MESSAGE_LIMIT = 2500;

/** What stands there while the details are looked up. */
export const detailsOpening = (): Modal => modal({ title: TITLE, blocks: [section([md`Looking it up …`])] });

const fact = (label: string, value: Mrkdwn | string | undefined): Mrkdwn | undefined =>
  value === undefined || value === '' ? undefined : md`${label}: ${value}`;

const group = (title: string, lines: readonly (Mrkdwn | undefined)[]): Block => {
  const known = lines.filter((line) => line !== undefined);
  return section([bold(title), ...(known.length > 0 ? known : [md`Nothing known.`])]);
};

const sendInfo = (send: SendDetails): Block => group('Send info', [
  fact('Number', md`#${send.number}`),
  fact('Kind', send.kind),
  fact('Campaign', send.campaign?.name),
  fact('Status', statusSince(send)),
  fact('Sender', join([senderName(send), send.sender.email && code(send.sender.email)], ' ')),
  fact('Team', send.team?.name),
  fact('Created', send.createdAt && date(send.createdAt)),
  fact('Cost', send.cost && money(send.cost)),
  fact('Sent via', send.sentVia),
  fact('Test', send.test ? 'yes, made in Testing Mode' : 'no'),
]);

const recipientInfo = ({ recipient, address }: SendDetails): Block[] => [
  group('Recipient info', [
    fact('Name', recipient.name),
    fact('Company', recipient.company),
    fact('E-mail', recipient.email && code(recipient.email)),
    address === undefined ? md`Address: not known` : md`Address:`,
  ]),
  ...(address === undefined ? [] : [words(plainLines(address, 500))]),
];

const recipientMessage = ({ message }: SendDetails): Block[] => {
  const text = plainLines(message ?? '', MESSAGE_LIMIT);
  return text === '' ? [section([bold('Recipient message'), md`None.`])] : [section([bold('Recipient message')]), words(text)];
};

const entry = ({ status, at, approximate, source }: HistoryEntry): Mrkdwn =>
  md`${long(statusLabel(status), 60)} · ${approximate ? md`first heard of ` : ''}${date(at)} · ${plain(source, 20)}`;

/** Newest first, in several blocks: one holds 3,000 characters. */
const updates = (history: readonly HistoryEntry[]): Block[] => {
  const shown = history.slice(0, HISTORY_SHOWN);
  const chunks = Array.from({ length: Math.ceil(shown.length / HISTORY_PER_BLOCK) }, (_, i) =>
    section(shown.slice(i * HISTORY_PER_BLOCK, (i + 1) * HISTORY_PER_BLOCK).map(entry)));
  const older = history.length - shown.length;
  return [
    group('Recent updates', history.length > 0 ? [md`Newest first.`] : []),
    ...chunks,
    ...(older > 0 ? [context(md`and ${count(older)} older ${older === 1 ? 'update' : 'updates'}`)] : []),
  ];
};

const trackingLines = (trackings: readonly Tracking[]): Block | undefined =>
  trackings.length === 0 ? undefined : section([bold('Tracking'), ...trackings.slice(0, 10).map(trackingText)]);

/** What was asked to be done to it, with the asker's reason. */
const requestLines = ({ request }: SendDetails): Block | undefined => {
  if (!request) return undefined;
  return section([bold(request.kind === 'CANCEL' ? 'Cancel' : 'Approval'), requestLine(request), fact('Reason', request.reason && long(request.reason, 500))]);
};

export type DetailsData = {
  send: SendDetails; own: boolean; followed?: boolean | undefined; muted?: boolean | undefined; cancel: CancelDecision; offers: Offers; managers: readonly string[]; stall: StallClock | undefined; asOf: DataAge | undefined;
  /** Its address in the provider's tracker. */
  page?: string | undefined;
};

/** Everything about a send, in the five groups of the provider's tracker. The one place for an address and a message. */
export const detailsModal = ({ own, asOf, page, ...card }: DetailsData): Modal => {
  const { send } = card;
  const buttons = [...cancelButtons(card), ...hearingButton(card), shareButton(card)];
  const note = campaignNote(send);
  return modal({
    title: TITLE,
    blocks: [
      section([bold(giftTo(send, own)), page === undefined ? undefined : link(page, 'Open in Send Tracker')]),
      trackingLines(send.trackings),
      requestLines(send),
      actions(buttons),
      note && context(note),
      sendInfo(send),
      ...recipientInfo(send),
      ...recipientMessage(send),
      group('Gift details', [fact('Gift', send.gift), fact('Kind', send.kind)]),
      ...updates(send.history),
      context(dataAge(asOf)),
    ],
  });
};
