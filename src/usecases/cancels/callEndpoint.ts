import { type CancelRequest, nextState, type RequestEvent } from '../../domain/cancelRequest.ts';
import type { RequestId, WorkspaceId } from '../../domain/ids.ts';
import type { Clock } from '../ports.ts';
import type { Call, Cancels, Decided, Standing } from '../ports/cancels.ts';
import { bounded, makesCanceled } from './answerCancel.ts';
import { type CancelEndpoint, type EndpointAnswer, endpointBody } from './endpoint.ts';
import { ending, auditOf } from './tell.ts';

export type CallDeps = {
  cancels: Pick<Cancels, 'decide' | 'takeCall'>;
  /** Undefined unless `CANCEL_MODE` is `webhook`. */
  endpoint: CancelEndpoint | undefined;
  clock: Clock;
  /** An answer that said nothing, for the log. */
  unanswered: (request: RequestId, tries: number, why: string) => void;
};

/** How long the endpoint has to answer. In ms. */
export const PATIENCE = 24 * 3600_000;
/** Longer than a call may take. In ms. */
const LEASE = 120_000;
const MINUTE = 60_000;
/** The pauses between calls, in minutes; the last one repeats. */
const PAUSES = [1, 2, 5, 15, 30, 60, 120];

/** Calls the endpoint for a request that was just written; whoever came before has it. */
export const callAtOnce = (deps: CallDeps) => async (workspaceId: WorkspaceId, request: RequestId): Promise<CancelRequest | undefined> => {
  const call = await deps.cancels.takeCall(deps.clock(), LEASE, { workspaceId, request });
  return call && carryOut(deps, call);
};

/** Calls for whatever is due, one after the other; returns how many there were. */
export const callDue = (deps: CallDeps) => async (limit: number): Promise<number> => {
  for (let done = 0; done < limit; done++) {
    const call = await deps.cancels.takeCall(deps.clock(), LEASE);
    if (!call) return done;
    await carryOut(deps, call);
  }
  return limit;
};

/**
 * One call and what came of it. A crash before the answer is written has the call made again under the same id; the endpoint takes it for
 * the same request.
 */
const carryOut = async (deps: CallDeps, { workspaceId, request, tries }: Call): Promise<CancelRequest | undefined> => {
  const { cancels, endpoint, clock, unanswered } = deps;
  const late = clock().getTime() >= request.askedAt.getTime() + PATIENCE;
  // Whatever the delay, the endpoint is asked at least once.
  const over = late && (request.state === 'TAKEN' || tries > 1 || endpoint === undefined);
  const answer = over ? NO_ANSWER : await ask(deps, workspaceId, request);
  if (answer.says === 'nothing' && !over) unanswered(request.id, tries, answer.why);
  return cancels.decide(workspaceId, { request: request.id }, undefined, clock(), (standing) => after(standing, answer, over, tries, clock()));
};

const NO_ANSWER = { says: 'nothing', why: 'nobody to ask' } as const;
const ask = async ({ cancels, endpoint, clock }: CallDeps, workspaceId: WorkspaceId, { id, state }: CancelRequest): Promise<EndpointAnswer> => {
  if (!endpoint || state !== 'SENDING') return NO_ANSWER;
  const body = await cancels.decide(workspaceId, { request: id }, undefined, clock(), ({ request, send, names }) =>
    ({ result: request?.state === 'SENDING' ? endpointBody(request, send, names) : undefined }));
  return body ? endpoint.call(id, body, clock()) : NO_ANSWER;
};

const after = (standing: Standing, answer: EndpointAnswer, over: boolean, tries: number, now: Date): Decided<CancelRequest | undefined> => {
  const { request } = standing;
  if (!request) return { result: undefined };
  if (answer.says === 'nothing' && !over) {
    if (request.state !== 'SENDING' && request.state !== 'TAKEN') return { result: request };
    const pause = (PAUSES[tries - 1] ?? PAUSES.at(-1) ?? 1) * MINUTE;
    const nextAt = new Date(Math.min(now.getTime() + pause, Math.max(request.askedAt.getTime() + PATIENCE, now.getTime() + MINUTE)));
    return { result: request, writes: { change: { id: request.id, to: request.state, nextAt }, audit: [], tell: [] } };
  }
  const event: RequestEvent = answer.says === 'nothing' ? { by: 'clock' } : { by: 'endpoint', says: answer.says };
  return applyAnswer(standing, event, answer.says === 'refused' ? answer.message : undefined, now);
};

/** What an answer of the endpoint's, or its absence, makes of a request. One that comes too late changes nothing. */
export const applyAnswer = ({ send, managers, request }: Standing, event: RequestEvent, message: string | undefined, now: Date): Decided<CancelRequest | undefined> => {
  if (!request) return { result: undefined };
  const to = nextState(request.gateway, request.state, event);
  if (to === undefined) return { result: request };
  const concerned = { request, sendId: send.id, sender: send.sender.id, managers };
  const by = { actor: 'tracker', door: event.by === 'clock' ? 'job' : 'webhook' } as const;
  if (to === 'TAKEN') {
    const nextAt = new Date(Math.max(request.askedAt.getTime() + PATIENCE, now.getTime() + MINUTE));
    return { result: { ...request, state: to }, writes: { change: { id: request.id, to, nextAt }, audit: [auditOf(concerned, request.state, to, by, now)], tell: [] } };
  }
  const answer = bounded(message);
  return {
    result: { ...request, state: to, answeredAt: now, answer },
    writes: {
      ...ending(concerned, { id: request.id, to, ...(answer !== undefined && { answer }) }, by, now),
      ...(makesCanceled(request, to) && { canceled: { source: 'cancel webhook' } }),
    },
  };
};
