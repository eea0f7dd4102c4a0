import type { CancelRequest } from '../../domain/cancelRequest.ts';
import type { RequestId, WorkspaceId } from '../../domain/ids.ts';
import type { Clock } from '../ports.ts';
import type { Cancels } from '../ports/cancels.ts';
import { applyAnswer } from './callEndpoint.ts';

export type EndpointAnsweredDeps = { cancels: Pick<Cancels, 'decide'>; clock: Clock };

/**
 * The customer's system answers a request later, on its own. The same answer twice changes nothing; the request as it then is comes
 * back, undefined where there is none.
 */
export const endpointAnswered = ({ cancels, clock }: EndpointAnsweredDeps) =>
  async (workspaceId: WorkspaceId, request: RequestId, says: 'done' | 'refused', message: string | undefined): Promise<CancelRequest | undefined> => {
    const now = clock();
    return cancels.decide(workspaceId, { request }, undefined, now, (standing) => applyAnswer(standing, { by: 'endpoint', says }, message, now));
  };
