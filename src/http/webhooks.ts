import { randomBytes } from 'node:crypto';
import type http from 'node:http';
import type { WorkspaceId } from '../domain/ids.ts';
import { sameEvent } from '../domain/sendEvents.ts';
import type { SignedDelivery, TakenDelivery } from '../usecases/takeDelivery.ts';
import type { WebhookSecret } from '../usecases/webhookSecret.ts';
import { readBody } from './body.ts';
import type { PathParts, Route } from './server.ts';
import { verifyWebhook } from './standardWebhooks.ts';
import type { WebhookMetrics } from './webhookMetrics.ts';

export type WebhookDeps = {
  secrets: readonly WebhookSecret[];
  /** The workspace these secrets serve, asked for by a path that names it (by our id or Slack's) or names none: `unknown` is another's or nobody's; `none-yet`: wait. */
  workspaceOf: (named: string | undefined) => Promise<WorkspaceId | 'unknown' | 'none-yet'>;
  take: (workspace: WorkspaceId, delivery: SignedDelivery) => Promise<TakenDelivery>;
  /** Told that something came in that is stored. */
  heard: (workspace: WorkspaceId) => Promise<void>;
  clock: () => Date;
  metrics: WebhookMetrics;
  log: Record<'warn' | 'error', (fields: object, message: string) => void>;
  /** An error without anybody's data. */
  describe: (error: unknown) => object;
};

/** The largest body taken, in bytes. */
const LARGEST = 1_000_000;
const PATH = /\/webhooks\/(?:(?<workspace>[A-Za-z0-9-]+)\/)?sendoso(?:\/(?<event>[^/]+))?/;

/** Where deliveries of the provider, and of whoever has been given a secret, come in. Without a secret there is no such place. */
export const webhookRoutes = (deps: WebhookDeps): Route[] =>
  deps.secrets.length === 0 ? [] : [{ method: 'POST', path: PATH, handle: (request, response, parts) => void receive(deps, request, response, parts) }];

type Answer = { status: number; outcome: string; text: string };
const refused = (status: number, outcome: string, text: string): Answer => ({ status, outcome, text });

const receive = async (deps: WebhookDeps, request: http.IncomingMessage, response: http.ServerResponse, parts: PathParts): Promise<void> => {
  const { metrics, log, describe } = deps;
  const answer = await decide(deps, request, parts).catch((error: unknown) => ({ ...refused(503, 'not-stored', 'could not be stored, send it again'), error }));
  metrics.delivered(answer.outcome);
  if (answer.status === 200) return reply(response, 200, answer.text);
  const ref = randomBytes(3).toString('hex');
  const facts = { ref, status: answer.status, why: answer.outcome };
  if ('error' in answer) log.error({ ...facts, error: describe(answer.error) }, 'a webhook delivery could not be stored');
  else log.warn(facts, 'a webhook delivery was refused');
  reply(response, answer.status, `${answer.text} (ref ${ref})`);
};

const reply = (response: http.ServerResponse, status: number, text: string): void => {
  // What is left of a body too large is not waited for.
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

const WHY = {
  'headers-missing': 'no webhook: it needs the headers svix-id, svix-timestamp and svix-signature, or webhook-id, webhook-timestamp and webhook-signature',
  'too-old': 'the timestamp is more than five minutes away',
  signature: 'the signature does not fit',
} as const;

const decide = async (deps: WebhookDeps, request: http.IncomingMessage, parts: PathParts): Promise<Answer> => {
  const { secrets, workspaceOf, take, heard, clock } = deps;
  const body = await readBody(request, LARGEST);
  if (body === 'too-large') return refused(413, 'too-large', `more than ${LARGEST.toLocaleString('en-US')} bytes`);
  if (body === 'broken-off') return refused(400, 'broken-off', 'broken off');
  const event = decoded(parts['event']);
  const fitting = secrets.filter((secret) => secret.event === undefined || event === undefined || sameEvent(secret.event, event));
  const verified = verifyWebhook({ headers: request.headers, body }, fitting, clock());
  if (!verified.valid) return refused(401, verified.why, WHY[verified.why]);
  const workspace = await workspaceOf(parts['workspace']);
  if (workspace === 'unknown') return refused(404, 'unknown-workspace', 'there is no such workspace here');
  if (workspace === 'none-yet') return refused(503, 'no-workspace-yet', 'not ready yet, send it again');
  const taken = await take(workspace, { id: verified.id, event: event ?? verified.secret.event, body });
  if (taken.result === 'not-readable') return refused(400, 'not-readable', `the body ${taken.reason}`);
  await heard(workspace);
  return stored(deps, verified.id, taken);
};

const stored = ({ metrics, log }: WebhookDeps, id: string, { outcome, unread, unknown }: Extract<TakenDelivery, { result: 'stored' }>): Answer => {
  for (const field of unread) metrics.unread(field);
  for (const status of unknown) if (metrics.unknownStatus(status)) log.warn({ status }, 'a status that is not known came by webhook; it is shown as it came');
  if (outcome.result !== 'set-aside') return { status: 200, outcome: outcome.result, text: outcome.result };
  log.warn({ delivery: id, why: outcome.why }, 'a webhook delivery was set aside');
  return { status: 200, outcome: `set-aside-${outcome.why}`, text: `set aside: ${outcome.why}` };
};

/** A part of a path as text; one that is badly encoded is taken as it stands. */
const decoded = (part: string | undefined): string | undefined => {
  if (part === undefined) return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
