import { decideCancel } from '../../domain/cancel.ts';
import { type CancelMode, isOpen } from '../../domain/cancelRequest.ts';
import type { SendId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import { type Actor, reachOf } from '../../domain/visibility.ts';
import type { Clock, Members, SendReader } from '../ports.ts';
import type { Cancels } from '../ports/cancels.ts';
import type { Outbox, Recipient } from '../ports/outbox.ts';

export type AskManagerDeps = {
  sends: Pick<SendReader, 'details'>; members: Pick<Members, 'managersOf'>; cancels: Pick<Cancels, 'managersOf'>; outbox: Pick<Outbox, 'add'>; clock: Clock; cancelMode: CancelMode;
};

export type AskedManager =
  | { result: 'asked'; send: Send; managers: readonly string[] }
  /** It is not, or no longer, a manager's to decide. */
  | { result: 'no-need'; send: Send }
  | { result: 'not-found' };

const NAMED = 3;

/** A sender has the Managers of the send's team asked to cancel it; operations, where there are none. Once a day. */
export const askManager = ({ sends, members, cancels, outbox, clock, cancelMode }: AskManagerDeps) => async (actor: Actor, id: SendId): Promise<AskedManager> => {
  const send = await sends.details(actor.workspaceId, reachOf(actor), id);
  if (!send) return { result: 'not-found' };
  const decision = decideCancel(actor, send);
  const asked = send.request !== undefined && isOpen(send.request.state);
  if (decision.allowed || decision.reason.why !== 'ask-manager' || asked || cancelMode === 'off') return { result: 'no-need', send };
  const [ids, named] = await Promise.all([
    cancels.managersOf(actor.workspaceId, send.id), send.team ? members.managersOf(actor.workspaceId, send.team.id, NAMED) : [],
  ]);
  const to: Recipient[] = ids.length > 0 ? ids.map((member) => ({ member })) : [{ operations: true }];
  const now = clock();
  const body = { kind: 'ask-manager', send: send.id, from: actor.memberId } as const;
  const key = `ask-manager:${send.id}:${actor.memberId}:${now.toISOString().slice(0, 10)}`;
  await outbox.add(actor.workspaceId, to.map((each) => ({ to: each, body, key, sendId: send.id, dueAt: now })), now);
  return { result: 'asked', send, managers: named.map(({ name }) => name) };
};
