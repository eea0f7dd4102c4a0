import type { SendId, SlackUserId } from '../../domain/ids.ts';
import type { StatusName } from '../../domain/status.ts';
import { DIALOGS, encodeSupport } from '../ids.ts';
import { context, type Message, message, type Modal, modal, section, words } from './blocks.ts';
import { link, md, mention, type Mrkdwn, plain } from './mrkdwn.ts';
import { count } from './sendWords.ts';

export const SUPPORT_TITLE = 'Contact Support';

/** What is told of a send: nothing of the recipient's. `days` in its status. */
export type SupportFacts = {
  id: SendId; number: string; providerId: string | undefined; trackingNumber: string | undefined; kind: string; status: string; statusName: StatusName; days: number; stale: boolean;
};

/** What is asked, by what is wrong. */
const QUESTIONS: Partial<Readonly<Record<StatusName, string>>> = {
  ORDER_RECEIVED: 'Please find out why it has not shipped.',
  FULFILLMENT_ISSUE: 'Please find out what keeps it at the warehouse.',
  CONFIRMING_ADDRESS: 'Please tell us how the address confirmation stands.',
  UNDELIVERABLE: 'Please tell us why it could not be delivered and what can be done.',
  FAILED: 'Please tell us why it failed.',
  AMAZON_FULFILLING: 'Please stop it if that is still possible, and tell us either way.',
  AMAZON_SHIPPED: 'Please stop it if that is still possible, and tell us either way.',
  SHIPPED: 'It was canceled and went out all the same. Please tell us whether it can be brought back.',
};

const one = ({ number, providerId, trackingNumber, kind, status, days }: SupportFacts): string => [
  `Order #${plain(number, 40)}`, providerId === undefined ? '' : `id ${plain(providerId, 60)}`, trackingNumber === undefined ? '' : `tracking number ${plain(trackingNumber, 40)}`,
  plain(kind, 40), `${plain(status, 60)} for ${days} ${days === 1 ? 'day' : 'days'}`,
].filter((part) => part !== '').join(', ');

/** The message as it is copied or mailed: plain text. */
export const supportText = (facts: readonly SupportFacts[]): string => {
  const [only, ...others] = facts;
  const question = only && others.length === 0 ? (QUESTIONS[only.statusName] ?? 'Please stop it if that is still possible, and tell us either way.') : 'Please look at each of them and tell us what can be done.';
  return ['Hello,', '', ...facts.map((each) => `- ${one(each)}`), '', question, '', 'Thank you'].join('\n');
};

/** Beyond this a mail program may cut an address. */
const MAILTO_LIMIT = 1900;

/** Where the message can go. `contact`: an e-mail address, a web address, or nothing known. */
const way = (facts: readonly SupportFacts[], contact: string | undefined): Mrkdwn => {
  if (contact === undefined) return md`Copy it to Support; no address is configured here.`;
  if (contact.startsWith('https://')) return md`Copy it and open ${link(contact, 'Support')}.`;
  const subject = encodeURIComponent(facts.length === 1 ? `Order ${plain(facts[0]?.number ?? '', 40)}` : `${facts.length} orders`);
  const full = `mailto:${contact}?subject=${subject}&body=${encodeURIComponent(supportText(facts))}`;
  return md`${link(full.length <= MAILTO_LIMIT ? full : `mailto:${contact}?subject=${subject}`, md`Write to Support`)}, or copy it.`;
};

/** The message to Support, written: to copy, to mail, or to have posted to operations. */
export const supportModal = (facts: readonly SupportFacts[], contact: string | undefined): Modal => modal({
  title: SUPPORT_TITLE,
  submit: { callback: DIALOGS.support, text: 'Post to operations' },
  metadata: encodeSupport(facts.map(({ id }) => id)),
  blocks: [
    section([md`*The message is written*`, way(facts, contact)]),
    words(supportText(facts)),
    context(md`It names no recipient. Or post it to your operations team from here.`),
  ],
});

export const supportPosted = (facts: readonly SupportFacts[]): Modal => modal({
  title: SUPPORT_TITLE,
  blocks: [section([md`*Your operations team has it*`, md`${facts.length === 1 ? md`#${facts[0]?.number ?? ''}` : md`${count(facts.length)} sends`}, as the message said. They answer you in Slack.`])],
});

/** For operations. */
export const supportRequest = ({ facts, asker }: { facts: readonly SupportFacts[]; asker: SlackUserId | undefined }): Message => {
  const headline = md`Please ask Support about ${facts.length === 1 ? md`send #${facts[0]?.number ?? ''}` : md`${count(facts.length)} sends`}`;
  return message(headline, [section([md`*${headline}*`, md`Asked by ${asker ? mention(asker) : md`a member`}.`]), words(supportText(facts))]);
};
