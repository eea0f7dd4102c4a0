import { type RespondFn, webApi } from '@slack/bolt';
import type { Asker, Claim, Recognised } from './actor.ts';
import { describeError, type Log } from './failures.ts';
import type { Plan } from './plan.ts';
import { type Message, messageModal, type Modal } from './views/blocks.ts';
import { refusal } from './views/refusals.ts';

/** How a request ended, for the counters. */
export type Outcome = 'answered' | 'refused' | 'failed';

export type ListenerDeps = {
  actorOf: (claim: Claim) => Promise<Recognised>;
  explain: (route: string, error: unknown) => Promise<Message>;
  web: webApi.WebClient;
  log: Log;
  record: (route: string, outcome: Outcome) => void;
};

export type Request = {
  route: string;
  claim: Claim;
  trigger: string;
  /** The click came from inside a dialog: a further one goes on top of it. */
  inDialog: boolean;
  /** Missing where Slack gives no address to answer to. */
  respond: RespondFn | undefined;
};

type Settled<T> = { outcome: 'answered'; value: T } | { outcome: 'refused' | 'failed'; message: Message };

/** Finds out who asks and does the work. Never rejects: a refusal and a failure are answers too. */
const settle = async <T>(
  { actorOf, explain }: ListenerDeps, route: string, claim: Claim, work: (asker: Asker) => Promise<T>,
): Promise<Settled<T>> => {
  try {
    const recognised = await actorOf(claim);
    if (!recognised.ok) return { outcome: 'refused', message: refusal(recognised.refusal) };
    return { outcome: 'answered', value: await work(recognised.asker) };
  } catch (error) {
    return { outcome: 'failed', message: await explain(route, error) };
  }
};

const TITLE = 'Send Tracker';
/** The person closed the dialog, or it has moved on: there is nobody to tell. */
const GONE = new Set(['not_found', 'hash_conflict']);

const send = async (deps: ListenerDeps, request: Request, message: Message, replace: boolean): Promise<void> => {
  if (request.respond) await request.respond({ ...message, response_type: 'ephemeral', replace_original: replace });
  else await open(deps, request, messageModal(TITLE, message));
};

const open = async ({ web }: ListenerDeps, { trigger, inDialog }: Request, view: Modal): Promise<{ id: string; hash: string | undefined }> => {
  const opening = { trigger_id: trigger, view };
  const { view: opened } = await (inDialog ? web.views.push(opening) : web.views.open(opening));
  if (opened?.id === undefined) throw new Error('Slack opened a dialog without an id');
  return { id: opened.id, hash: opened.hash };
};

const update = async ({ web }: ListenerDeps, id: string, hash: string | undefined, view: Modal): Promise<void> => {
  try {
    await web.views.update({ view_id: id, view, ...(hash !== undefined && { hash }) });
  } catch (error) {
    if (!(error instanceof webApi.WebAPIPlatformError && GONE.has(error.data.error))) throw error;
  }
};

const answerInMessage = async (deps: ListenerDeps, request: Request, plan: Plan & { show: 'message' }): Promise<Outcome> => {
  const settled = await settle(deps, request.route, request.claim, plan.of);
  if (settled.outcome === 'answered') await send(deps, request, settled.value, plan.replace);
  else await send(deps, request, settled.message, false);
  return settled.outcome;
};

const answerInDialog = async (deps: ListenerDeps, request: Request, plan: Plan & { show: 'dialog' }): Promise<Outcome> => {
  const settling = settle(deps, request.route, request.claim, plan.of);
  const opened = await open(deps, request, plan.opening);
  const settled = await settling;
  const view = settled.outcome === 'answered' ? settled.value : messageModal(TITLE, settled.message);
  if (view) await update(deps, opened.id, opened.hash, view);
  return settled.outcome;
};

/** Carries a plan out. The request is acknowledged already; whatever goes wrong is told, logged once and counted. */
export const answer = (deps: ListenerDeps) => async (request: Request, plan: Plan): Promise<void> => {
  if (plan.show === 'nothing') return;
  try {
    const outcome = await (plan.show === 'message' ? answerInMessage(deps, request, plan) : answerInDialog(deps, request, plan));
    deps.record(request.route, outcome);
  } catch (error) {
    deps.record(request.route, 'failed');
    const message = await deps.explain(request.route, error);
    await request.respond?.({ ...message, response_type: 'ephemeral', replace_original: false }).catch(undelivered(deps, request.route));
  }
};

const undelivered = ({ log }: ListenerDeps, route: string) => (error: unknown): void =>
  log.warn({ route, error: describeError(error) }, 'an answer could not be delivered');

/** Slack waits three seconds for the answer to a submitted dialog; what takes longer is shown by an update. In ms. */
const SUBMISSION_PATIENCE = 2000;

export type SubmissionAnswer = { now: Modal; later: Promise<void> | undefined };

/** What a submitted dialog turns into: the result if it comes in time, else `waiting`, which the result replaces when it comes. */
export const answerSubmission = (deps: ListenerDeps) =>
  async (route: string, claim: Claim, viewId: string, waiting: Modal, work: (asker: Asker) => Promise<Modal>): Promise<SubmissionAnswer> => {
    const settling = settle(deps, route, claim, work).then((settled) => {
      deps.record(route, settled.outcome);
      return settled.outcome === 'answered' ? settled.value : messageModal(TITLE, settled.message);
    });
    const first = await inTime(settling, SUBMISSION_PATIENCE);
    if (first) return { now: first, later: undefined };
    return { now: waiting, later: settling.then((view) => update(deps, viewId, undefined, view)).catch(undelivered(deps, route)) };
  };

const inTime = async <T>(promise: Promise<T>, patience: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
