import { type CancelMode, isOpen } from './cancelRequest.ts';
import type { Send } from './send.ts';
import type { Hold, KnownStatus } from './status.ts';
import type { Actor } from './visibility.ts';

/** Why a send can't be canceled here. Sentences belong to the views. */
export type CancelRefusal =
  | { why: 'over' }
  | { why: 'redeemed' }
  | { why: 'on-its-way' }
  | { why: 'at-the-warehouse' }
  | { why: 'being-created' }
  | { why: 'unclear' }
  | { why: 'ask-manager' }
  | { why: 'hold'; hold: Hold }
  | { why: 'not-yours' };

export type CancelDecision = { allowed: true } | { allowed: false; reason: CancelRefusal; askSupport: boolean };

const OVER: ReadonlySet<KnownStatus | 'UNKNOWN'> = new Set([
  'CANCELED', 'REFUNDED', 'EXPIRED', 'BOUNCED', 'FAILED', 'DELIVERED', 'UNDELIVERABLE', 'CONFIRMATION_CANCELED',
]);
const BEFORE_SHIPPED: ReadonlySet<KnownStatus | 'UNKNOWN'> = new Set([
  'ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'AMAZON_FULFILLING', 'AMAZON_SHIPPED',
]);
const EGIFT_CANCELABLE: ReadonlySet<KnownStatus | 'UNKNOWN'> = new Set(['SENT', 'OPENED', 'CLICKED']);

/** What the policy looks at. */
export type Cancelable = Pick<Send, 'status' | 'family' | 'sender' | 'team'>;

const allowed: CancelDecision = { allowed: true };
const refused = (reason: CancelRefusal, askSupport = false): CancelDecision => ({ allowed: false, reason, askSupport });

const isDecidedHere = (hold: Hold): boolean => hold === 'suspicious_email' || hold === 'insufficient_funds';
const isOwner = (actor: Actor, send: Cancelable): boolean => send.sender.id === actor.memberId;
const manages = (actor: Actor, send: Cancelable): boolean => {
  if (actor.role === 'ADMIN') return true;
  if (actor.role !== 'MANAGER' || !send.team) return false;
  return actor.teams === 'every' || actor.teams.includes(send.team.id);
};

/**
 * Whether this person may cancel this send now. The table is the product's own choice, built on the provider's help pages;
 * a Manager is only an owner outside the teams assigned to them. Never throws, never formats.
 */
export const decideCancel = (actor: Actor, send: Cancelable): CancelDecision => {
  const status = send.status;
  const responsible = manages(actor, send);
  if (!responsible && !isOwner(actor, send)) return refused({ why: 'not-yours' });
  if (OVER.has(status.name)) return refused({ why: 'over' });
  if (status.name === 'REDEEMED') return refused({ why: 'redeemed' });
  if (status.name === 'ON_HOLD') {
    if (isDecidedHere(status.hold)) return allowed;
    return refused({ why: 'hold', hold: status.hold });
  }
  if (status.name === 'INITIATED') return refused({ why: 'being-created' }, true);
  if (status.name === 'UNKNOWN' || send.family === 'UNKNOWN') return refused({ why: 'unclear' }, true);
  if (send.family === 'EGIFT') {
    if (!EGIFT_CANCELABLE.has(status.name)) return refused({ why: 'unclear' }, true);
    return responsible ? allowed : refused({ why: 'ask-manager' });
  }
  if (status.name === 'CONFIRMING_ADDRESS') return allowed;
  if (BEFORE_SHIPPED.has(status.name)) return refused({ why: 'at-the-warehouse' }, true);
  if (status.name === 'SHIPPED') return refused({ why: 'on-its-way' });
  return refused({ why: 'unclear' }, true);
};

/** Whether somebody may let a held send go on. `mayCost`: the balance may go negative, and be invoiced. */
export type ApproveDecision = { allowed: true; mayCost: boolean } | { allowed: false; why: 'ask-manager' | 'nothing-to-approve' | 'not-yours' };

/** Of the holds, two can be decided here: by a Manager of the send's team or an Admin, never by its sender as such. */
export const decideApprove = (actor: Actor, send: Cancelable): ApproveDecision => {
  const responsible = manages(actor, send);
  if (!responsible && !isOwner(actor, send)) return { allowed: false, why: 'not-yours' };
  const { status } = send;
  if (status.name !== 'ON_HOLD' || !isDecidedHere(status.hold)) return { allowed: false, why: 'nothing-to-approve' };
  return responsible ? { allowed: true, mayCost: status.hold === 'insufficient_funds' } : { allowed: false, why: 'ask-manager' };
};

/** What somebody is offered about a send: courtesy only, a click is decided again. */
export type Offers = { cancel: boolean; approve: boolean };

/** Nothing while a request is open; approving has nowhere to go where this database is the system of record. */
export const offersFor = (actor: Actor, send: Cancelable & Pick<Send, 'request'>, mode: CancelMode): Offers => {
  const free = mode !== 'off' && !(send.request && isOpen(send.request.state));
  return { cancel: free && decideCancel(actor, send).allowed, approve: free && mode !== 'tracker' && decideApprove(actor, send).allowed };
};
