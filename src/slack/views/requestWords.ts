import { isOpen, type CancelRequest, type RequestKind, type RequestState } from '../../domain/cancelRequest.ts';
import type { Send } from '../../domain/send.ts';
import { date, join, long, md, type Mrkdwn, plain } from './mrkdwn.ts';

/** Somebody by name. */
const named = (person: { name: string } | undefined): string => plain(person?.name ?? '') || 'somebody';

const ANSWER_SHOWN = 300;
/** A person's reason, on the same line. Not escaped yet. */
const because = (text: string | undefined): Mrkdwn => (text === undefined ? md`` : md`: ${long(text, ANSWER_SHOWN)}`);

type Say = (request: CancelRequest) => Mrkdwn;
const asked = (what: Mrkdwn): Say => ({ askedBy, askedAt }) => md`${what} requested by ${named(askedBy)}, ${date(askedAt)}.`;
const at = (when: Date | undefined): Mrkdwn => (when ? md`, ${date(when)}` : md``);

/**
 * What is so about a request, in a sentence or two. "Canceled" is said of what is done and of nothing else.
 */
const SENTENCES: Readonly<Record<RequestState, Readonly<Record<RequestKind, Say>>>> = {
  WAITING: {
    CANCEL: (request) => md`${asked(md`Cancel`)(request)} Operations have it; it is not canceled yet.`,
    APPROVE: (request) => md`${asked(md`Approval`)(request)} Operations have it; it is still on hold.`,
  },
  SENDING: {
    CANCEL: (request) => md`${asked(md`Cancel`)(request)} Your cancel system has not answered yet; it is not canceled yet.`,
    APPROVE: (request) => md`${asked(md`Approval`)(request)} Your cancel system has not answered yet; it is still on hold.`,
  },
  TAKEN: {
    CANCEL: (request) => md`${asked(md`Cancel`)(request)} Your cancel system has it; it is not canceled yet.`,
    APPROVE: (request) => md`${asked(md`Approval`)(request)} Your cancel system has it; it is still on hold.`,
  },
  DONE: {
    CANCEL: ({ answeredBy, answeredAt, askedBy, gateway }) =>
      (gateway === 'webhook' ? md`Canceled through your cancel system${at(answeredAt)}; ${named(askedBy)} asked.` : md`Canceled by ${named(answeredBy)}${at(answeredAt)}.`),
    APPROVE: ({ answeredBy, answeredAt, askedBy, gateway }) => (gateway === 'webhook'
      ? md`Approved through your cancel system${at(answeredAt)}; ${named(askedBy)} asked.`
      : md`Approved by ${named(answeredBy)}${at(answeredAt)}; ${named(askedBy)} asked.`),
  },
  REFUSED: {
    CANCEL: (request) => refusedBy(md`cancel it`, request),
    APPROVE: (request) => refusedBy(md`approve it`, request),
  },
  GAVE_UP: {
    CANCEL: ({ askedBy }) => md`${named(askedBy)} asked to cancel it; your cancel system did not answer for a day. It is not known to be canceled.`,
    APPROVE: ({ askedBy }) => md`${named(askedBy)} asked to approve it; your cancel system did not answer for a day.`,
  },
  PROVEN: {
    CANCEL: ({ askedBy, answeredAt }) => md`${named(askedBy)} asked to cancel it, and the provider says that it was called off${at(answeredAt)}.`,
    APPROVE: ({ askedBy, answeredAt }) => md`${named(askedBy)} asked to approve it, and it went on${at(answeredAt)}.`,
  },
  OVERTAKEN: {
    CANCEL: ({ askedBy, askedAt }) => md`${named(askedBy)} asked to cancel it, ${date(askedAt)}, but it moved on before that was done.`,
    APPROVE: ({ askedBy, askedAt }) => md`${named(askedBy)} asked to approve it, ${date(askedAt)}, but it ended before that was done.`,
  },
};

const refusedBy = (what: Mrkdwn, { askedBy, answeredBy, answeredAt, answer, gateway }: CancelRequest): Mrkdwn =>
  md`${named(askedBy)} asked to ${what}; ${gateway === 'webhook' ? md`your cancel system` : named(answeredBy)} refused${at(answeredAt)}${because(answer)}`;

/** What is so about the latest request. Undefined: there was none. `bare`: without anybody's own words, for a channel. */
export const requestLine = (request: CancelRequest | undefined, { bare }: { bare: boolean } = { bare: false }): Mrkdwn | undefined => {
  if (!request) return undefined;
  const { wentOutAt } = request;
  return join([SENTENCES[request.state][request.kind](bare ? { ...request, answer: undefined } : request), wentOutAt && md`*It went out all the same*, heard ${date(wentOutAt)}.`], ' ');
};

/** A few words in a row of a list, while a request is open. */
export const openRequest = ({ request }: Pick<Send, 'request'>): Mrkdwn | undefined => {
  if (!request || !isOpen(request.state)) return undefined;
  return request.kind === 'CANCEL' ? md`cancel requested` : md`approval requested`;
};
