import type { Send } from '../../domain/send.ts';
import type { RequestKind } from '../../domain/cancelRequest.ts';
import type { SendId } from '../../domain/ids.ts';
import { type Actor, reachOf } from '../../domain/visibility.ts';
import type { Members, SendReader } from '../ports.ts';
import type { CancelMode } from '../../domain/cancelRequest.ts';
import { type Asked, decideEarly, named } from './askCancel.ts';

export type PrepareDeps = { sends: Pick<SendReader, 'details'>; members: Pick<Members, 'managersOf'>; cancelMode: CancelMode };

/** What stands in the dialog before anything is asked: that it may be asked for, or why not. Nothing is written. */
export type Prepared = Asked | { result: 'may'; send: Send; mayCost: boolean };

export const prepareCancel = (deps: PrepareDeps) => async (actor: Actor, id: SendId, kind: RequestKind): Promise<Prepared> => {
  const send = await deps.sends.details(actor.workspaceId, reachOf(actor), id);
  if (!send) return { result: 'not-found' };
  const early = decideEarly(actor, send, send.request, deps.cancelMode, kind);
  if (early) return named(deps.members, actor, early);
  return { result: 'may', send, mayCost: kind === 'APPROVE' && send.status.name === 'ON_HOLD' && send.status.hold === 'insufficient_funds' };
};
