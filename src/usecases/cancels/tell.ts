import type { CancelRequest, RequestState } from '../../domain/cancelRequest.ts';
import type { MemberId, SendId } from '../../domain/ids.ts';
import type { AuditDoor, AuditVerb } from '../../domain/auditWords.ts';
import type { AuditActor, NewAuditEntry } from '../ports/audit.ts';
import type { RequestChange } from '../ports/cancels.ts';
import type { NewItem, Recipient } from '../ports/outbox.ts';

/** A request with the people it concerns: its requester, the send's sender, and the Managers of its team. */
export type Concerned = { request: Pick<CancelRequest, 'id' | 'kind' | 'gateway' | 'state' | 'askedBy'>; sendId: SendId; sender: MemberId; managers: readonly MemberId[] };
type What = 'asked' | 'reminder' | 'moved' | 'outcome' | 'went-out';

const item = ({ request, sendId }: Pick<Concerned, 'sendId'> & { request: Pick<CancelRequest, 'id'> }, to: Recipient, what: What, now: Date, run = ''): NewItem =>
  ({ to, body: { kind: 'cancel', request: request.id, what }, key: `cancel:${request.id}:${what}${run}`, sendId, dueAt: now });

const OPERATIONS: Recipient = { operations: true };
const people = ({ request, sender, managers }: Concerned, except: MemberId | undefined): Recipient[] =>
  [...new Set([request.askedBy.id, sender, ...managers])].filter((member) => member !== except).map((member) => ({ member }));

/** That it was asked for: operations, where they are to answer, and those who could have done it themselves. */
export const askedItems = (concerned: Concerned, now: Date): NewItem[] => [
  ...(concerned.request.gateway === 'handoff' ? [item(concerned, OPERATIONS, 'asked', now)] : []),
  ...people(concerned, concerned.request.askedBy.id).map((to) => item(concerned, to, 'asked', now)),
];

/** What became of it: everybody it concerns but the one who answered; operations, where it was not they who did. */
export const outcomeItems = (concerned: Concerned, state: RequestState, except: MemberId | undefined, now: Date): NewItem[] => {
  const unexpected = state === 'OVERTAKEN' || state === 'GAVE_UP' || (state === 'PROVEN' && concerned.request.gateway === 'handoff');
  return [...(unexpected ? [OPERATIONS] : []), ...people(concerned, except)].map((to) => item(concerned, to, 'outcome', now));
};

/** That the send moved on while operations have the request. `run` tells one move from the next. */
export const movedItems = (concerned: Concerned, run: string, now: Date): NewItem[] =>
  (concerned.request.gateway === 'handoff' ? [item(concerned, OPERATIONS, 'moved', now, `:${run}`)] : []);

/** That a canceled send went out all the same: everybody, at once. */
export const wentOutItems = (concerned: Concerned, now: Date): NewItem[] =>
  [OPERATIONS, ...people(concerned, undefined)].map((to) => item(concerned, to, 'went-out', now));

export const reminderItem = (request: Pick<CancelRequest, 'id'>, sendId: SendId, now: Date): NewItem => item({ request, sendId }, OPERATIONS, 'reminder', now);

/** How the audit names what became of a cancel and of an approval. */
const VERBS: Readonly<Record<RequestState, { CANCEL: AuditVerb; APPROVE: AuditVerb }>> = {
  WAITING: { CANCEL: 'cancel-requested', APPROVE: 'approval-requested' },
  SENDING: { CANCEL: 'cancel-requested', APPROVE: 'approval-requested' },
  TAKEN: { CANCEL: 'cancel-taken', APPROVE: 'approval-taken' },
  DONE: { CANCEL: 'cancel-done', APPROVE: 'hold-approved' },
  REFUSED: { CANCEL: 'cancel-refused', APPROVE: 'approval-refused' },
  GAVE_UP: { CANCEL: 'cancel-failed', APPROVE: 'approval-failed' },
  PROVEN: { CANCEL: 'cancel-done', APPROVE: 'hold-approved' },
  OVERTAKEN: { CANCEL: 'cancel-failed', APPROVE: 'approval-failed' },
};

export type By = { actor: AuditActor; door: AuditDoor };

export const auditOf = ({ request, sendId }: Pick<Concerned, 'request' | 'sendId'>, before: RequestState | undefined, after: RequestState, { actor, door }: By, now: Date): NewAuditEntry => ({
  at: now, actor, door, verb: VERBS[after][request.kind], send: sendId,
  ...(before !== undefined && { before: { state: before } }),
  after: { request: request.id, gateway: request.gateway, state: after },
});

/** All that goes with a request's end: its new state, its entry, and those who hear of it. */
export const ending = (concerned: Concerned, change: RequestChange, by: By, now: Date) => ({
  change,
  audit: [auditOf(concerned, concerned.request.state, change.to, by, now)],
  tell: outcomeItems(concerned, change.to, change.answerer, now),
});
