import type { SendId } from '../../domain/ids.ts';
import { parseRequest } from '../ids.ts';
import type { Action, Submission } from '../payloads.ts';
import { plainly, type Plan, type Replacement, type SubmissionPlan } from '../plan.ts';
import type { ShownCards } from '../shownCards.ts';
import type { Verbs } from '../verbs.ts';
import { replacement } from './cancelClick.ts';
import { messageModal } from '../views/blocks.ts';
import { outdated } from '../views/refusals.ts';
import { answered, REFUSAL_INPUT, REFUSE_TITLE, refuseModal, refuseOpening } from '../views/requestAnswer.ts';

/** Done, or Refuse…, on a request's card: by whoever may answer now. */
export const requestClick = (verbs: Verbs, shown: ShownCards) => ({ value }: Action): Plan => {
  const click = parseRequest(value);
  if (!click) return plainly(outdated());
  const { request } = click;
  if (click.do === 'refuse') {
    return {
      show: 'dialog', fresh: true, opening: refuseOpening(),
      of: async ({ actor }) => (verbs.mayAnswer(actor) ? refuseModal(request) : messageModal(REFUSE_TITLE, answered({ result: 'not-yours' }))),
    };
  }
  let send: SendId | undefined;
  return {
    show: 'message', replace: false, fresh: true,
    of: async ({ actor, slackUser }) => {
      const answer = await verbs.answerCancel(actor, { request, says: 'done', why: undefined, door: 'card', slackUser });
      if (answer.result === 'answered') send = answer.sendId;
      return answered(answer);
    },
    afterwards: () => shownOf(verbs, shown, send),
  };
};

const shownOf = (verbs: Verbs, shown: ShownCards, send: SendId | undefined): Replacement[] =>
  (send === undefined ? [] : shown.take(send, undefined).map((each) => replacement(verbs, send, each)));

/** The reason was given. */
export const requestRefused = (verbs: Verbs, shown: ShownCards) => ({ metadata, input }: Submission): SubmissionPlan => {
  let send: SendId | undefined;
  const click = parseRequest(metadata);
  const why = input(REFUSAL_INPUT.block, REFUSAL_INPUT.action);
  return {
    fresh: true, waiting: refuseOpening(),
    of: async ({ actor, slackUser }) => {
      if (!click) return messageModal(REFUSE_TITLE, outdated());
      const answer = await verbs.answerCancel(actor, { request: click.request, says: 'refused', why, door: 'dialog', slackUser });
      if (answer.result === 'answered') send = answer.sendId;
      return messageModal(REFUSE_TITLE, answered(answer));
    },
    afterwards: () => shownOf(verbs, shown, send),
  };
};
