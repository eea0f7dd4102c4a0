import { type CancelRequest, isOpen } from '../../domain/cancelRequest.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import { statusLabel } from '../../domain/status.ts';
import { ACTIONS, encodeRequest, encodeSend } from '../ids.ts';
import { actions, button, context, type Message, message, section } from './blocks.ts';
import { money } from './money.ts';
import { code, date, join, md, mention, type Mrkdwn, plain } from './mrkdwn.ts';
import { requestLine } from './requestWords.ts';

export type BareSend = Pick<Send, 'id' | 'number' | 'kind' | 'status' | 'since' | 'cost' | 'test'>;
export type RequestCardData = { send: BareSend; request: CancelRequest; asker: SlackUserId | undefined };

/** "#1234 · Inventoried Sends · Confirming Address since … · 25.00 USD": nothing of the recipient's. */
export const bareFacts = (send: BareSend): Mrkdwn => join([
  md`#${send.number}`, plain(send.kind) || undefined, md`${statusLabel(send.status)} since ${date(send.since)}`, send.cost && money(send.cost), send.test ? code('TEST') : undefined,
], ' · ');

const TITLES = { CANCEL: md`Please cancel send`, APPROVE: md`Please approve send` } as const;

/** For operations: what is asked, by whom, and the two answers. Says nothing of the recipient; Details opens in the clicker's own right. */
export const requestCard = ({ send, request, asker }: RequestCardData): Message => {
  const open = isOpen(request.state);
  const title = open ? md`${TITLES[request.kind]} #${send.number}` : md`${request.kind === 'CANCEL' ? 'Cancel' : 'Approval'} of send #${send.number}`;
  const label = `send #${plain(send.number, 30)}`;
  const what = request.kind === 'CANCEL' ? md`Cancel it at the provider, then press Done.` : md`Approve it at the provider, then press Done.`;
  return message(title, [
    section([
      md`*${title}*`,
      bareFacts(send),
      open ? md`Asked by ${asker ? mention(asker) : md`a member`}, ${date(request.askedAt)}.${request.reason === undefined ? '' : ' Their reason stands in the details.'}` : requestLine(request, { bare: true }),
      open ? what : undefined,
    ]),
    actions([
      ...(open && request.gateway === 'handoff' ? [
        button({ text: 'Done', action: ACTIONS.requestDone, value: encodeRequest('done', request.id), label: `Done: ${label}` }),
        button({ text: 'Refuse…', action: ACTIONS.requestRefuse, value: encodeRequest('refuse', request.id), label: `Refuse: ${label}` }),
      ] : []),
      button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of ${label}` }),
    ]),
    ...(open ? [context(md`Admins and the approvers named in the configuration can answer.`)] : []),
  ]);
};
