import type { MemberId, RequestId } from './ids.ts';
import { sameStatus, type Status, type StatusName } from './status.ts';

/** What is asked for: that a send be stopped, or that a held one go on. */
export const REQUEST_KINDS = ['CANCEL', 'APPROVE'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Where a request goes: this database decides, people in operations do, or the customer's own endpoint does. */
export const GATEWAYS = ['tracker', 'handoff', 'webhook'] as const;
export type GatewayName = (typeof GATEWAYS)[number];
/** `off`: nowhere. */
export type CancelMode = GatewayName | 'off';

/**
 * WAITING for somebody in operations · SENDING: the endpoint has not answered yet · TAKEN: it has, and decides later ·
 * DONE, REFUSED: answered · GAVE_UP: nobody answered for a day · PROVEN, OVERTAKEN: what the provider said of the send settled it.
 */
export const REQUEST_STATES = ['WAITING', 'SENDING', 'TAKEN', 'DONE', 'REFUSED', 'GAVE_UP', 'PROVEN', 'OVERTAKEN'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A send has at most one request in these; the database holds that too. */
export const OPEN_STATES = ['WAITING', 'SENDING', 'TAKEN'] as const;
export const isOpen = (state: RequestState): boolean => OPEN_STATES.some((each) => each === state);

/** Where a request begins. With `tracker` it is over as soon as it begins. */
export const FIRST_STATE: Readonly<Record<GatewayName, RequestState>> = { tracker: 'DONE', handoff: 'WAITING', webhook: 'SENDING' };

/** A request beside a send: who asked for what, and what became of it. */
export type CancelRequest = {
  id: RequestId;
  kind: RequestKind;
  gateway: GatewayName;
  state: RequestState;
  askedBy: { id: MemberId; name: string };
  askedAt: Date;
  /** Why, in the asker's own words. */
  reason: string | undefined;
  /** Nobody, where the endpoint or the provider answered. */
  answeredBy: { id: MemberId; name: string } | undefined;
  answeredAt: Date | undefined;
  /** Why it was refused, in the answerer's own words. */
  answer: string | undefined;
  /** The provider said afterwards that it went out all the same. */
  wentOutAt: Date | undefined;
};

/** What can happen to a request. */
export type RequestEvent =
  | { by: 'person'; says: 'done' | 'refused' }
  | { by: 'endpoint'; says: 'done' | 'refused' | 'taken' }
  /** A day has passed without an answer. */
  | { by: 'clock' }
  | { by: 'provider'; says: 'proven' | 'overtaken' };

const ANSWERED = { done: 'DONE', refused: 'REFUSED' } as const;

/** The state that follows; undefined where the event comes too late or does not concern this gateway: then nothing happens. */
export const nextState = (gateway: GatewayName, state: RequestState, event: RequestEvent): RequestState | undefined => {
  switch (event.by) {
    case 'person': return state === 'WAITING' ? ANSWERED[event.says] : undefined;
    case 'endpoint': return gateway === 'webhook' ? byEndpoint(state, event.says) : undefined;
    case 'clock': return state === 'SENDING' || state === 'TAKEN' ? 'GAVE_UP' : undefined;
    case 'provider': return isOpen(state) ? (event.says === 'proven' ? 'PROVEN' : 'OVERTAKEN') : undefined;
    default: return assertNever(event);
  }
};

/** An answer that comes after we gave up waiting still counts: it says what happened. */
const byEndpoint = (state: RequestState, says: 'done' | 'refused' | 'taken'): RequestState | undefined => {
  if (says === 'taken') return state === 'SENDING' ? 'TAKEN' : undefined;
  return isOpen(state) || state === 'GAVE_UP' ? ANSWERED[says] : undefined;
};

const assertNever = (value: never): never => {
  throw new Error(`no such event: ${JSON.stringify(value)}`);
};

const CALLED_OFF: ReadonlySet<StatusName> = new Set(['CANCELED', 'CONFIRMATION_CANCELED', 'REFUNDED']);
/** Statuses that a send only has when it went out. */
const WENT_OUT: ReadonlySet<StatusName> = new Set(['SHIPPED', 'DELIVERED', 'UNDELIVERABLE', 'REDEEMED']);
const ENDED_OTHERWISE: ReadonlySet<StatusName> = new Set(['EXPIRED', 'BOUNCED', 'FAILED']);
const TELLS_NOTHING: ReadonlySet<StatusName> = new Set(['INITIATED', 'ON_HOLD', 'UNKNOWN']);

export const wentOut = ({ name }: Status): boolean => WENT_OUT.has(name);

/** What the provider newly said of a send, and the status it has by it. */
export type ProviderNews = { heard: readonly Status[]; before: Status; current: Status };

/**
 * What news means for a request: it proves or overtakes an open one, or moves the send on under it (`moved`); a send whose cancel was
 * done `went-out` all the same. Going out counts whenever it is heard, also dated before the current status.
 */
export const meaningOf = (
  { kind, state, wentOutAt }: Pick<CancelRequest, 'kind' | 'state' | 'wentOutAt'>, { heard, before, current }: ProviderNews,
): 'proven' | 'overtaken' | 'moved' | 'went-out' | undefined => {
  const out = heard.some(wentOut);
  if (!isOpen(state)) return kind === 'CANCEL' && (state === 'DONE' || state === 'PROVEN') && out && wentOutAt === undefined ? 'went-out' : undefined;
  const calledOff = CALLED_OFF.has(current.name);
  if (kind === 'CANCEL') {
    if (out || wentOut(current)) return 'overtaken';
    if (calledOff) return 'proven';
    if (ENDED_OTHERWISE.has(current.name)) return 'overtaken';
  } else {
    if (calledOff || ENDED_OTHERWISE.has(current.name)) return 'overtaken';
    if (!TELLS_NOTHING.has(current.name)) return 'proven';
  }
  return sameStatus(before, current) ? undefined : 'moved';
};
