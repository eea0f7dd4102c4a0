import { type CancelRequest, nextState } from '../../domain/cancelRequest.ts';
import type { RequestId, SendId, SlackUserId } from '../../domain/ids.ts';
import { foldEmail } from '../../domain/text.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Clock } from '../ports.ts';
import type { AuditDoor } from '../../domain/auditWords.ts';
import type { Cancels, Decided, Standing } from '../ports/cancels.ts';
import { ending } from './tell.ts';

/** `approvers`: addresses, folded. */
export type AnswerDeps = { cancels: Pick<Cancels, 'decide'>; clock: Clock; approvers: ReadonlySet<string> };
export type AnswerInput = { request: RequestId; says: 'done' | 'refused'; why: string | undefined; door: AuditDoor; slackUser: SlackUserId };

/** What an answer comes to. Only of `answered` there is an effect. */
export type Answered =
  | { result: 'answered'; sendId: SendId; number: string; request: CancelRequest }
  /** Somebody was faster, or the provider's news was. */
  | { result: 'over'; number: string; request: CancelRequest }
  | { result: 'not-yours' }
  | { result: 'not-found' };

/** Who may answer for operations: Admins, and the addresses in `CANCEL_APPROVERS`. */
export const mayAnswer = (actor: Pick<Actor, 'role' | 'email'>, approvers: ReadonlySet<string>): boolean => actor.role === 'ADMIN' || approvers.has(foldEmail(actor.email));

const WHY_LIMIT = 500;
export const bounded = (text: string | undefined): string | undefined => [...(text?.trim() ?? '')].slice(0, WHY_LIMIT).join('') || undefined;

/** Somebody in operations marks a request as done, or refuses it. Decided for this person at this moment, under the send's lock; once. */
export const answerCancel = ({ cancels, clock, approvers }: AnswerDeps) => async (actor: Actor, input: AnswerInput): Promise<Answered> => {
  const now = clock();
  const answered = await cancels.decide(actor.workspaceId, { request: input.request }, actor.memberId, now, (standing) => decideAnswer(standing, approvers, input, now));
  return answered ?? { result: 'not-found' };
};

const decideAnswer = (standing: Standing, approvers: ReadonlySet<string>, { says, why, door, slackUser }: AnswerInput, now: Date): Decided<Answered> => {
  const { actor, send, request, managers } = standing;
  if (!actor || !mayAnswer(actor, approvers)) return { result: { result: 'not-yours' } };
  if (!request) return { result: { result: 'not-found' } };
  const to = nextState(request.gateway, request.state, { by: 'person', says });
  if (to === undefined) return { result: { result: 'over', number: send.number, request } };
  const answer = bounded(why);
  const concerned = { request, sendId: send.id, sender: send.sender.id, managers };
  return {
    result: {
      result: 'answered', sendId: send.id, number: send.number,
      request: { ...request, state: to, answeredBy: { id: actor.memberId, name: actor.name }, answeredAt: now, answer },
    },
    writes: {
      ...ending(concerned, { id: request.id, to, answerer: actor.memberId, ...(answer !== undefined && { answer }) }, { actor: { member: actor.memberId, slackUser }, door }, now),
      ...(makesCanceled(request, to) && { canceled: { source: 'hand' } }),
    },
  };
};

/** Whether a request's end in this state makes its send canceled. */
export const makesCanceled = ({ kind }: Pick<CancelRequest, 'kind'>, to: CancelRequest['state']): boolean => kind === 'CANCEL' && to === 'DONE';
