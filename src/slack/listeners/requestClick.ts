import { parseRequest } from '../ids.ts';
import type { Action, Submission } from '../payloads.ts';
import { plainly, type Plan, type SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal } from '../views/blocks.ts';
import { outdated } from '../views/refusals.ts';
import { answered, REFUSAL_INPUT, REFUSE_TITLE, refuseModal, refuseOpening } from '../views/requestAnswer.ts';

/** Done, or Refuse…, on a request's card: by whoever may answer now. */
export const requestClick = (verbs: Verbs) => ({ value }: Action): Plan => {
  const click = parseRequest(value);
  if (!click) return plainly(outdated());
  const { request } = click;
  if (click.do === 'refuse') {
    return {
      show: 'dialog', fresh: true, opening: refuseOpening(),
      of: async ({ actor }) => (verbs.mayAnswer(actor) ? refuseModal(request) : messageModal(REFUSE_TITLE, answered({ result: 'not-yours' }))),
    };
  }
  return {
    show: 'message', replace: false, fresh: true,
    of: async ({ actor, slackUser }) => answered(await verbs.answerCancel(actor, { request, says: 'done', why: undefined, door: 'card', slackUser })),
  };
};

/** The reason was given. */
export const requestRefused = (verbs: Verbs) => ({ metadata, input }: Submission): SubmissionPlan => {
  const click = parseRequest(metadata);
  const why = input(REFUSAL_INPUT.block, REFUSAL_INPUT.action);
  return {
    fresh: true, waiting: refuseOpening(),
    of: async ({ actor, slackUser }) => messageModal(REFUSE_TITLE, click
      ? answered(await verbs.answerCancel(actor, { request: click.request, says: 'refused', why, door: 'dialog', slackUser }))
      : outdated()),
  };
};
