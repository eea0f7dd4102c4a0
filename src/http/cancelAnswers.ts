import type http from 'node:http';
import { z } from 'zod';
import { type CancelRequest, isOpen } from '../domain/cancelRequest.ts';
import { parseRequestId, type RequestId, type WorkspaceId } from '../domain/ids.ts';
import type { WebhookSecret } from '../usecases/webhookSecret.ts';
import { readBody } from './body.ts';
import type { PathParts, Route } from './server.ts';
import { verifyWebhook } from './standardWebhooks.ts';

export type CancelAnswerDeps = {
  /** None: there is no such place. */
  secrets: readonly WebhookSecret[];
  workspaceOf: (named: string | undefined) => Promise<WorkspaceId | 'unknown' | 'none-yet'>;
  answered: (workspace: WorkspaceId, request: RequestId, says: 'done' | 'refused', message: string | undefined) => Promise<CancelRequest | undefined>;
  clock: () => Date;
  failed: (error: unknown) => void;
};

const LARGEST = 16_384;
const PATH = /\/webhooks\/(?:(?<workspace>[A-Za-z0-9-]+)\/)?cancel/;

const body = z.object({
  request: z.custom<RequestId>((value) => typeof value === 'string' && parseRequestId(value) !== undefined),
  answer: z.enum(['done', 'refused']),
  message: z.string().optional(),
});

/** Where the customer's system answers a request that it took with 202, or not at all: `{"request": "…", "answer": "done" | "refused", "message": "…"}`, signed. */
export const cancelAnswerRoutes = (deps: CancelAnswerDeps): Route[] =>
  deps.secrets.length === 0 ? [] : [{ method: 'POST', path: PATH, handle: (request, response, parts) => void receive(deps, request, response, parts) }];

type Answer = { status: number; text: string };

const receive = async (deps: CancelAnswerDeps, request: http.IncomingMessage, response: http.ServerResponse, parts: PathParts): Promise<void> => {
  const { status, text } = await decide(deps, request, parts).catch((error: unknown): Answer => {
    deps.failed(error);
    return { status: 503, text: 'could not be stored, send it again' };
  });
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

const decide = async ({ secrets, workspaceOf, answered, clock }: CancelAnswerDeps, request: http.IncomingMessage, parts: PathParts): Promise<Answer> => {
  const bytes = await readBody(request, LARGEST);
  if (bytes === 'too-large') return { status: 413, text: 'too large' };
  if (bytes === 'broken-off') return { status: 400, text: 'broken off' };
  const verified = verifyWebhook({ headers: request.headers, body: bytes }, secrets, clock());
  if (!verified.valid) return { status: 401, text: verified.why };
  const read = body.safeParse(parsed(bytes));
  if (!read.success) return { status: 400, text: 'needs "request" and "answer": "done" or "refused"' };
  const workspace = await workspaceOf(parts['workspace']);
  if (workspace === 'none-yet') return { status: 503, text: 'not ready yet, send it again' };
  const after = workspace === 'unknown' ? undefined : await answered(workspace, read.data.request, read.data.answer, read.data.message);
  if (!after) return { status: 404, text: 'there is no such request here' };
  return after.state === EXPECTED[read.data.answer] ? { status: 200, text: after.state } : { status: 409, text: isOpen(after.state) ? 'not sent to this endpoint' : `it ended before: ${after.state}` };
};

const EXPECTED = { done: 'DONE', refused: 'REFUSED' } as const;

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // answered as a body without what it needs
  }
};
