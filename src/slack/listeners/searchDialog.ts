import type { Submission } from '../payloads.ts';
import type { SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { detailsOpening } from '../views/detailsModal.ts';
import { unreadableAsk } from '../views/found.ts';
import { SEARCH_INPUT, searchModal } from '../views/searchModal.ts';
import { askedFor } from './askedFor.ts';
import { lookFor, lookForModal } from './found.ts';

/** The search dialog turns into what was found. */
export const searchDialog = (verbs: Verbs) => (submission: Submission): SubmissionPlan => {
  const asked = askedFor(submission.input(SEARCH_INPUT.block, SEARCH_INPUT.action));
  return {
    waiting: detailsOpening(),
    of: async ({ actor }) => (asked === '' ? searchModal(unreadableAsk()) : lookForModal(await lookFor(verbs)(actor, asked))),
  };
};
