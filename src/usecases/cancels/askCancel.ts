import { type ApproveDecision, type CancelDecision, decideApprove, decideCancel } from '../../domain/cancel.ts';
import { type CancelMode, type CancelRequest, FIRST_STATE, type GatewayName, isOpen, type RequestKind } from '../../domain/cancelRequest.ts';
import type { RequestId, SendId, SlackUserId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import { workingHoursAfter } from '../../domain/workingHours.ts';
import { reachOf, reaches, type Actor } from '../../domain/visibility.ts';
import type { Clock, Members } from '../ports.ts';
import type { AuditDoor } from '../../domain/auditWords.ts';
import type { Cancels, Decided, NewRequest, Standing } from '../ports/cancels.ts';
import { askedItems, auditOf, outcomeItems } from './tell.ts';

export type AskDeps = { cancels: Pick<Cancels, 'decide' | 'newId'>; members: Pick<Members, 'managersOf'>; clock: Clock; cancelMode: CancelMode };
export type AskInput = {
  send: SendId;
  kind: RequestKind;
  reason: string | undefined;
  /** From where. */
  door: AuditDoor;
  slackUser: SlackUserId;
  timeZone: string;
};

/** What a click comes to. Only of `asked` there is an effect. */
export type Asked =
  | { result: 'asked'; send: Send; request: CancelRequest }
  /** Somebody was faster; `request` is theirs. */
  | { result: 'already'; send: Send; request: CancelRequest }
  /** `managers`: by name, where one of them has to. */
  | { result: 'not-allowed'; send: Send; decision: Extract<CancelDecision, { allowed: false }>; managers: readonly string[] }
  | { result: 'not-approvable'; send: Send; decision: Extract<ApproveDecision, { allowed: false }>; managers: readonly string[] }
  /** Nothing goes anywhere from here: `CANCEL_MODE` is `off`, or an approval where this database is the system of record. */
  | { result: 'nowhere'; send: Send }
  | { result: 'not-found' };

/** Operations have this long before they are reminded, in working hours of the requester's zone. */
const REMIND_AFTER_HOURS = 2;
/** The endpoint is called as soon as the request is written; should that call never happen, it happens then. In ms. */
const CALL_SURELY_AFTER = 60_000;
const REASON_LIMIT = 500;

/**
 * Asks for a send to be canceled, or a held one to go on. Decided from the database for this person at this moment, under the send's lock,
 * and written with everything that goes with it: of any number of clicks one has an effect, and the others get a plain answer.
 */
export const askCancel = (deps: AskDeps) => async (actor: Actor, input: AskInput): Promise<Asked> => {
  const now = deps.clock();
  const request = deps.cancels.newId();
  const asked = await deps.cancels.decide(actor.workspaceId, { send: input.send }, actor.memberId, now, (standing) =>
    decideAsk(standing, deps.cancelMode, { ...input, id: request, now }));
  return named(deps.members, actor, asked ?? { result: 'not-found' });
};

type Asking = AskInput & { id: RequestId; now: Date };

const decideAsk = (standing: Standing, mode: CancelMode, asking: Asking): Decided<Asked> => {
  const { actor, send, request } = standing;
  if (!actor || !reaches(reachOf(actor), { senderId: send.sender.id, teamId: send.team?.id })) return { result: { result: 'not-found' } };
  const early = decideEarly(actor, send, request, mode, asking.kind);
  if (early) return { result: early };
  // `off` was answered above.
  return mode === 'off' ? { result: { result: 'nowhere', send } } : claim(standing, actor, mode, asking);
};

/** The answer that needs no request; undefined: one may be made. */
export const decideEarly = (actor: Actor, send: Send, latest: CancelRequest | undefined, mode: CancelMode, kind: RequestKind): Asked | undefined => {
  const refused = refusalOf(actor, send, kind);
  if (refused) return refused;
  if (mode === 'off' || (mode === 'tracker' && kind === 'APPROVE')) return { result: 'nowhere', send };
  return latest && isOpen(latest.state) ? { result: 'already', send, request: latest } : undefined;
};

const MANAGERS_NAMED = 3;
/** With the names of who can do it instead. */
export const named = async (members: Pick<Members, 'managersOf'>, actor: Actor, asked: Asked): Promise<Asked> => {
  const asksManager = (asked.result === 'not-allowed' && asked.decision.reason.why === 'ask-manager') || (asked.result === 'not-approvable' && asked.decision.why === 'ask-manager');
  if (!asksManager || !asked.send.team) return asked;
  const managers = await members.managersOf(actor.workspaceId, asked.send.team.id, MANAGERS_NAMED);
  return { ...asked, managers: managers.map(({ name }) => name) };
};

const refusalOf = (actor: Actor, send: Send, kind: RequestKind): Asked | undefined => {
  if (kind === 'CANCEL') {
    const decision = decideCancel(actor, send);
    return decision.allowed ? undefined : { result: 'not-allowed', send, decision, managers: [] };
  }
  const decision = decideApprove(actor, send);
  return decision.allowed ? undefined : { result: 'not-approvable', send, decision, managers: [] };
};

const claim = ({ send, managers }: Standing, actor: Actor, gateway: GatewayName, { id, kind, reason, door, slackUser, timeZone, now }: Asking): Decided<Asked> => {
  const state = FIRST_STATE[gateway];
  const why = [...(reason?.trim() ?? '')].slice(0, REASON_LIMIT).join('') || undefined;
  const self = { id: actor.memberId, name: actor.name };
  const answered = gateway === 'tracker';
  const request: CancelRequest = {
    id, kind, gateway, state, askedBy: self, askedAt: now, reason: why, answeredBy: answered ? self : undefined, answeredAt: answered ? now : undefined,
    answer: undefined, wentOutAt: undefined,
  };
  const concerned = { request, sendId: send.id, sender: send.sender.id, managers };
  const add: NewRequest = {
    id, kind, gateway, state, requester: actor.memberId, reason: why, askedAt: now, answerer: answered ? actor.memberId : undefined,
    remindAt: gateway === 'handoff' ? workingHoursAfter(now, REMIND_AFTER_HOURS, timeZone) : undefined,
    nextAt: gateway === 'webhook' ? new Date(now.getTime() + CALL_SURELY_AFTER) : undefined,
  };
  return {
    result: { result: 'asked', send: { ...send, request }, request },
    writes: {
      add,
      ...(answered && { canceled: { source: 'hand' } }),
      audit: [auditOf(concerned, undefined, state, { actor: { member: actor.memberId, slackUser }, door }, now)],
      tell: answered ? outcomeItems(concerned, state, actor.memberId, now) : askedItems(concerned, now),
    },
  };
};

