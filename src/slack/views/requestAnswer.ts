import type { CancelRequest } from '../../domain/cancelRequest.ts';
import type { RequestId } from '../../domain/ids.ts';
import { DIALOGS, encodeRequest } from '../ids.ts';
import { type Message, message, type Modal, modal, section, textInput } from './blocks.ts';
import { md, type Mrkdwn } from './mrkdwn.ts';
import { requestLine } from './requestWords.ts';

export const REFUSE_TITLE = 'Refuse a request';
export const REFUSAL_INPUT = { block: 'why', action: 'cancel_refuse_why' } as const;

export const refuseOpening = (): Modal => modal({ title: REFUSE_TITLE, blocks: [section([md`One moment …`])] });

export const refuseModal = (request: RequestId): Modal => modal({
  title: REFUSE_TITLE, submit: { callback: DIALOGS.refuse, text: 'Refuse' }, close: 'Back', metadata: encodeRequest('refuse', request),
  blocks: [textInput({ ...REFUSAL_INPUT, label: 'Why can’t it be done?', max: 500, optional: false, hint: 'The requester reads this.' })],
});

export type AnswerData =
  | { result: 'answered' | 'over'; number: string; request: CancelRequest }
  | { result: 'not-yours' }
  | { result: 'not-found' };

const say = (what: Mrkdwn, ...lines: (Mrkdwn | undefined)[]): Message => message(what, [section([md`*${what}*`, ...lines])]);

/** What an answer came to, for whoever gave it. */
export const answered = (answer: AnswerData): Message => {
  switch (answer.result) {
    case 'answered': return say(md`Noted for #${answer.number}`, requestLine(answer.request), md`The requester and whoever else it concerns hear it now.`);
    case 'over': return say(md`#${answer.number} is answered already`, requestLine(answer.request));
    case 'not-yours': return say(md`This is for operations to answer`, md`Admins can, and the approvers named in the configuration.`);
    case 'not-found': return say(md`I no longer find this request`, md`Nothing was changed.`);
  }
};
