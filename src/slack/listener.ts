import { type RespondFn, webApi } from '@slack/bolt';
import type { Claim } from './actor.ts';
import { describeError } from './failures.ts';
import { inTime } from './inTime.ts';
import type { Answering, Plan, Posting, Problems, Replacement } from './plan.ts';
import { notShown, post } from './postAnswer.ts';
import { attempt, type ListenerDeps, type Outcome, settle } from './settle.ts';
import { messageModal, type Modal } from './views/blocks.ts';
import { done, inForm, outdated } from './views/refusals.ts';

export type Request = {
  route: string;
  claim: Claim;
  trigger: string;
  /** The dialog that the click came from: a further one goes on top of it. */
  dialog: string | undefined;
  /** Missing where Slack gives no address to answer to. */
  respond: RespondFn | undefined;
};

const TITLE = 'Send Tracker';
/** The person closed the dialog, or it has moved on: there is nobody to tell. */
const GONE = new Set(['not_found', 'hash_conflict']);

type Dialog = { id: string; hash: string | undefined };

const open = async (deps: ListenerDeps, request: Request, view: Modal): Promise<Dialog | false> => {
  const { route, trigger, dialog, respond } = request;
  const opening = { trigger_id: trigger, view };
  const show = async (): Promise<Dialog> => {
    const { view: opened } = await (dialog === undefined ? deps.web.views.open(opening) : deps.web.views.push(opening));
    if (opened?.id === undefined) throw new Error('Slack opened a dialog without an id');
    return { id: opened.id, hash: opened.hash };
  };
  return attempt(deps, route, show, (sentence) => {
    if (respond) return post(deps, respond, sentence, false);
    return dialog === undefined ? undefined : update(deps, { id: dialog, hash: undefined }, messageModal(TITLE, sentence));
  });
};

const update = async ({ web }: ListenerDeps, { id, hash }: Dialog, view: Modal): Promise<true> => {
  try {
    await web.views.update({ view_id: id, view, ...(hash !== undefined && { hash }) });
  } catch (error) {
    if (!(error instanceof webApi.WebAPIPlatformError && GONE.has(error.data.error))) throw error;
  }
  return true;
};

/** Fills a dialog. What failed and yet was done has changed the dialog's hash, so that no sentence takes its place. */
const fill = (deps: ListenerDeps, route: string, dialog: Dialog, view: Modal, respond: RespondFn | undefined): Promise<boolean> =>
  attempt(deps, route, () => update(deps, dialog, view), (sentence) =>
    update(deps, dialog, messageModal(TITLE, sentence)).catch(() => respond && post(deps, respond, sentence, false)));

const answerInMessage = async (deps: ListenerDeps, request: Request, plan: Plan & { show: 'message' }): Promise<Outcome> => {
  const { route, claim, respond } = request;
  const settled = await settle(deps, route, claim, plan.of, plan.fresh);
  const answered = settled.outcome === 'answered';
  const message = answered ? settled.value : settled.message;
  if (message === undefined) return settled.outcome;
  const shown = respond
    ? await attempt(deps, route, () => post(deps, respond, message, answered && plan.replace), (sentence, error) =>
      (notShown(error) ? post(deps, respond, sentence, false) : undefined))
    : await open(deps, request, messageModal(TITLE, message));
  return shown === false ? 'failed' : settled.outcome;
};

const answerInDialog = async (deps: ListenerDeps, request: Request, plan: Plan & { show: 'dialog' }): Promise<Outcome> => {
  const { route, claim, respond } = request;
  const settling = settle(deps, route, claim, plan.of, plan.fresh);
  const dialog = await open(deps, request, plan.opening);
  const settled = await settling;
  if (!dialog) return 'failed';
  const view = settled.outcome === 'answered' ? settled.value : messageModal(TITLE, settled.message);
  const shown = view ? await fill(deps, route, dialog, view, respond) : true;
  return shown ? settled.outcome : 'failed';
};

const answerInSameDialog = async (deps: ListenerDeps, request: Request, plan: Plan & { show: 'dialog-again' }): Promise<Outcome> => {
  const { route, claim, dialog } = request;
  if (dialog === undefined) return answerInMessage(deps, request, { show: 'message', replace: false, of: async () => outdated() });
  const settled = await settle(deps, route, claim, plan.of);
  const view = settled.outcome === 'answered' ? settled.value : messageModal(TITLE, settled.message);
  return (await fill(deps, route, { id: dialog, hash: undefined }, view, undefined)) ? settled.outcome : 'failed';
};

const carryOut = (deps: ListenerDeps, request: Request, plan: Exclude<Plan, { show: 'nothing' }>): Promise<Outcome> => {
  switch (plan.show) {
    case 'message': return answerInMessage(deps, request, plan);
    case 'dialog': return answerInDialog(deps, request, plan);
    case 'dialog-again': return answerInSameDialog(deps, request, plan);
  }
};

/** Carries a plan out. The request is acknowledged already; whatever goes wrong is told where it can be, logged once and counted. */
export const answer = (deps: ListenerDeps) => async (request: Request, plan: Plan): Promise<void> => {
  if (plan.show === 'nothing') return;
  deps.record(request.route, await carryOut(deps, request, plan));
};

/** Slack waits three seconds for the answer to a submitted dialog; what takes longer is shown by an update. In ms. */
const SUBMISSION_PATIENCE = 2000;

/** `now`: what the dialog becomes, what is wrong in it, or that it closes. */
export type SubmissionAnswer = { now: Modal | Problems | 'close'; later: Promise<void> | undefined };

/** Shows an answer where the dialog came from, and closes it; where that place is gone, in the dialog. */
const postAt = async ({ replaceAt, log }: ListenerDeps, route: string, { post: message, title, at, replace }: Posting): Promise<Modal | 'close'> => {
  const shown = at !== undefined && (await replaceAt(at, message, replace).catch((error: unknown) => {
    log.warn({ route, error: describeError(error) }, 'an answer could not be shown where it was asked for');
    return false;
  }));
  return shown ? 'close' : messageModal(title, message);
};

/** In place of `waiting`: the form is gone by then, and nobody but its owner closes a dialog. */
const tooLate = (result: SubmissionAnswer['now']): Modal => {
  if (result === 'close') return messageModal(TITLE, done());
  return 'problems' in result ? messageModal(TITLE, inForm(Object.values(result.problems))) : result;
};

/** What a submitted dialog turns into: the result if it comes in time, else `waiting`, which the result replaces when it comes. */
export const answerSubmission = (deps: ListenerDeps) =>
  async (route: string, claim: Claim, viewId: string, { waiting, of, fresh }: Answering): Promise<SubmissionAnswer> => {
    const settling = settle(deps, route, claim, of, fresh).then(async (settled): Promise<SubmissionAnswer['now']> => {
      deps.record(route, settled.outcome);
      if (settled.outcome !== 'answered') return messageModal(TITLE, settled.message);
      return 'post' in settled.value ? postAt(deps, route, settled.value) : settled.value;
    });
    const first = await inTime(settling, SUBMISSION_PATIENCE);
    if (first) return { now: first, later: undefined };
    const dialog = { id: viewId, hash: undefined };
    return { now: waiting, later: settling.then(async (result) => void (await fill(deps, route, dialog, tooLate(result), undefined))) };
  };

/**
 * Brings an answer that only its asker sees up to date, through the address it came by, after what was done in a dialog. That address
 * lives half an hour: where it is gone, a later click answers afresh, and nothing is said here.
 */
export const replaceAnswer = (deps: ListenerDeps) => async (route: string, { claim, at, with: work }: Replacement): Promise<void> => {
  const settled = await settle(deps, route, claim, work);
  if (settled.outcome !== 'answered') return;
  await deps.replaceAt(at, settled.value).catch((error: unknown) => deps.log.warn({ route, error: describeError(error) }, 'an answer could not be brought up to date'));
};
