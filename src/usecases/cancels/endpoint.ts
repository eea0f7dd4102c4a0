import type { CancelRequest } from '../../domain/cancelRequest.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import { statusLabel } from '../../domain/status.ts';

/** What the customer's endpoint is told: what it needs to act, and nothing of the recipient. */
export type EndpointBody = {
  type: 'send.cancel_requested' | 'send.approve_requested';
  /** When it was asked for, ISO 8601. */
  timestamp: string;
  data: {
    /** The same however often it is sent: also in the header `webhook-id`. */
    request: string;
    send: { number: string; names: Readonly<Record<string, string>>; kind: string; status: string; cost: string | null; currency: string | null; test: boolean };
    requested_by: { name: string };
    reason: string | null;
  };
};

/** `nothing`: no answer that says anything; it may or may not have been taken. `why` in closed words, for the log. */
export type EndpointAnswer =
  | { says: 'done' }
  | { says: 'taken' }
  | { says: 'refused'; message: string | undefined }
  | { says: 'nothing'; why: string };

export type CancelEndpoint = {
  /** Posts a request, signed. Never rejects. The same `id` again is the same request to the endpoint. */
  call(id: RequestId, body: EndpointBody, now: Date): Promise<EndpointAnswer>;
};

export const endpointBody = (request: CancelRequest, send: Send, names: readonly { scheme: string; value: string }[]): EndpointBody => ({
  type: request.kind === 'CANCEL' ? 'send.cancel_requested' : 'send.approve_requested',
  timestamp: request.askedAt.toISOString(),
  data: {
    request: request.id,
    send: {
      number: send.number, names: Object.fromEntries(names.map(({ scheme, value }) => [scheme, value])), kind: send.kind, status: statusLabel(send.status),
      cost: send.cost ? (send.cost.cents / 100).toFixed(2) : null, currency: send.cost?.currency ?? null, test: send.test,
    },
    requested_by: { name: request.askedBy.name },
    reason: request.reason ?? null,
  },
});
