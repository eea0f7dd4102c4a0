import type { CancelMode } from '../../domain/cancelRequest.ts';
import type { Actor } from '../../domain/visibility.ts';
import { type AskDeps, askCancel, type Asked, type AskInput } from './askCancel.ts';
import { type CallDeps, callAtOnce } from './callEndpoint.ts';

/** How cancels are dealt with here. `supportContact`: an e-mail or web address; `approvers`: addresses, folded. */
export type CancelRules = {
  cancelMode: CancelMode; approvers: ReadonlySet<string>; supportContact: string | undefined;
} & Pick<CallDeps, 'endpoint' | 'unanswered'>;

/** Asks, and where an endpoint decides, calls it at once: its answer, if it comes, is the answer. */
export const cancelSend = (deps: AskDeps & CallDeps) => async (actor: Actor, input: AskInput): Promise<Asked> => {
  const asked = await askCancel(deps)(actor, input);
  if (asked.result !== 'asked' || asked.request.gateway !== 'webhook') return asked;
  const request = (await callAtOnce(deps)(actor.workspaceId, asked.request.id)) ?? asked.request;
  return { ...asked, request, send: { ...asked.send, request } };
};
