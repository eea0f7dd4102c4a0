import type { DataAge } from '../../domain/dataAge.ts';
import { isOwnRow } from '../../domain/notice/hearing.ts';
import type { Listed } from '../../domain/listed.ts';
import { context, type Message, message, section } from './blocks.ts';
import { code, join, long, md, type Mrkdwn, plain } from './mrkdwn.ts';
import { withMenu } from './sendMenu.ts';
import { count, dataAge, recipientName, row } from './sendWords.ts';

type Fit = 'names' | 'words' | 'alike' | 'sender' | 'part';
export type SearchedData = { asked: string; fit: Fit; sends: readonly Listed[]; more: boolean; missing: readonly string[]; asOf: DataAge | undefined };

const quoted = (asked: string): Mrkdwn => md`“${long(asked, 80)}”`;
const those = (n: number): string => (n === 1 ? 'One send' : `${count(n)} sends`);

const titleOf = ({ asked, fit, sends, missing }: SearchedData): Mrkdwn => {
  switch (fit) {
    case 'names': return missing.length > 0 ? md`Found ${count(sends.length)} of what you asked for` : md`${those(sends.length)} by these numbers`;
    case 'words': return md`The sends that fit ${quoted(asked)} best`;
    case 'alike': return md`Nothing fits ${quoted(asked)} as typed; this comes near`;
    case 'sender': return md`Sent by whom ${quoted(asked)} names`;
    case 'part': return md`No send has all of ${quoted(asked)}; this has part of it`;
  }
};

/** Searched by, and so shown; where there is no name it stands in its place already. */
const companyOf = ({ send }: Listed): Mrkdwn[] => {
  const company = plain(send.recipient.company ?? '');
  return company === '' || company === recipientName(send) ? [] : [md`${company}`];
};

const NAMED = 20;
/** What was searched for, best first. */
export const searched = (data: SearchedData): Message => {
  const { fit, sends, more, missing, asked, asOf } = data;
  const title = titleOf(data);
  return message(title, [
    section([md`*${title}*`]),
    ...sends.map((each) => withMenu(each, [...row(each, { whose: !isOwnRow(each.hearing) }), ...companyOf(each)])),
    missing.length > 0 ? section([md`Not found among the ones you may see: ${join(missing.slice(0, NAMED).map(code), ', ')}.`]) : undefined,
    more ? context(fit === 'names' ? md`There are more by the same number; these are the newest.` : md`There are more. ${code(`/sends all ${asked}`)} lists them, and filters narrow it.`) : undefined,
    context(dataAge(asOf)),
  ]);
};

const canType = md`Type a number, a tracking number, or part of a name, a company or a campaign; several numbers at once, with commas. ${code('/sends help')} shows the rest.`;

/** The same words whether it does not exist or may not be seen. */
export const searchedInVain = (asked: string, short: boolean, asOf: DataAge | undefined): Message => {
  const what = md`I found nothing for ${quoted(asked)} among the sends you may see`;
  return message(what, [section([md`*${what}.*`, short ? md`A word needs three letters at least.` : undefined, canType]), context(dataAge(asOf))]);
};

/** A greeting, or a call for help. */
export const searchHelp = (): Message => {
  const what = md`I find your sends`;
  return message(what, [
    section([md`*${what}.*`, canType]),
    section([md`For example ${code('jane acme')}, ${code('1234, 1235')} or ${code('1Z999AA10123456784')}. Slips of the keyboard are forgiven.`]),
    context(md`This tracks gifts, it never sends one. ${code('/sends')} lists yours.`),
  ]);
};

/** Somebody typed a command as a message. */
export const typedCommand = (command: string): Message => {
  const what = md`That is a command`;
  return message(what, [section([md`*${what}.* Type it with its slash: ${code(command)}`, md`Here I look for words and numbers.`])]);
};

const TOO_MUCH: Readonly<Record<'text' | 'names' | 'words', Mrkdwn>> = {
  text: md`A thousand characters at most, please.`,
  names: md`Twenty numbers at a time, please.`,
  words: md`Six words at most, please: a name, a company, a campaign.`,
};
export const tooMuchAsked = (why: 'text' | 'names' | 'words'): Message => {
  const what = md`That is more than I can look for at once`;
  return message(what, [section([md`*${what}.*`, TOO_MUCH[why], canType])]);
};

/** Messages that came faster than they could be answered. */
export const tooManyAtOnce = (): Message => {
  const what = md`That was a lot at once`;
  return message(what, [section([md`*${what}.*`, md`I answered what I could. Several numbers fit into one message, with commas.`])]);
};
