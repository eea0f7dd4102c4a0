import { type CancelRequest, type RequestState } from '../../domain/cancelRequest.ts';
import type { Send } from '../../domain/send.ts';
import { ACTIONS, encodeSend } from '../ids.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import { md, type Mrkdwn, plain } from './mrkdwn.ts';
import { type BareSend, bareFacts } from './requestCard.ts';
import { requestLine } from './requestWords.ts';
import { facts, giftTo, recipientName, statusSince } from './sendWords.ts';

/** `asked`: it was made · `moved`: the send moved on meanwhile · `outcome` · `went-out`: though it was canceled. */
export type RequestNews = 'asked' | 'reminder' | 'moved' | 'outcome' | 'went-out';

/** How the headline goes on after "Your gift to Jane Park" or "Send #1234". */
const OUTCOMES: Readonly<Record<RequestState, { CANCEL: Mrkdwn; APPROVE: Mrkdwn }>> = {
  WAITING: { CANCEL: md`is to be canceled`, APPROVE: md`is to be approved` },
  SENDING: { CANCEL: md`is to be canceled`, APPROVE: md`is to be approved` },
  TAKEN: { CANCEL: md`is to be canceled`, APPROVE: md`is to be approved` },
  DONE: { CANCEL: md`is canceled`, APPROVE: md`is approved` },
  REFUSED: { CANCEL: md`will not be canceled`, APPROVE: md`was not approved` },
  GAVE_UP: { CANCEL: md`is not known to be canceled`, APPROVE: md`is not known to be approved` },
  PROVEN: { CANCEL: md`was called off`, APPROVE: md`goes on` },
  OVERTAKEN: { CANCEL: md`could not be canceled any more`, APPROVE: md`ended before it was approved` },
};

const predicate = (what: RequestNews, { state, kind }: CancelRequest): Mrkdwn => {
  switch (what) {
    case 'asked': case 'outcome': return OUTCOMES[state][kind];
    case 'reminder': return md`still waits for your answer`;
    case 'moved': return md`moved on meanwhile`;
    case 'went-out': return md`went out all the same`;
  }
};

const means = (what: RequestNews, { kind }: CancelRequest): Mrkdwn | undefined => {
  if (what === 'went-out') return md`It had been canceled, and the provider now says otherwise. Support may be able to bring it back.`;
  if (what === 'moved') return kind === 'CANCEL' ? md`Look whether it can still be canceled, then answer Done or Refuse.` : md`Look whether it still needs approval, then answer.`;
  return what === 'reminder' ? md`Done or Refuse stand on the card.` : undefined;
};

/** For a channel: by number, nothing of the recipient's. */
export const requestNotice = ({ what, send, request }: { what: RequestNews; send: BareSend; request: CancelRequest }): Message => {
  const headline = md`Send #${send.number} ${predicate(what, request)}`;
  return message(headline, [section([md`*${headline}*`, bareFacts(send), requestLine(request, { bare: true }), means(what, request)])]);
};

/** For a member who may see the send. */
export const requestNews = ({ what, send, own, request }: { what: RequestNews; send: Send; own: boolean; request: CancelRequest }): Message => {
  const headline = md`${giftTo(send, own)} ${predicate(what, request)}`;
  const who = plain(recipientName(send), 40);
  return message(md`${headline} (#${send.number})`, [
    section([md`*${headline}*`, facts(send), requestLine(request), what === 'moved' || what === 'went-out' ? statusSince(send) : undefined, means(what, request)]),
    actions([
      button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of the gift to ${who}` }),
      ...(what === 'went-out' ? [button({ text: 'Contact Support…', action: ACTIONS.support, value: encodeSend('support', send.id), label: `Contact Support about the gift to ${who}` })] : []),
    ]),
  ]);
};
