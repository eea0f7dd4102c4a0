import type { SendId } from '../../domain/ids.ts';
import type { Asker } from '../actor.ts';
import { parseSupport } from '../ids.ts';
import type { Submission } from '../payloads.ts';
import type { Plan, SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal, type Modal } from '../views/blocks.ts';
import { detailsOpening } from '../views/detailsModal.ts';
import { notFound } from '../views/found.ts';
import { outdated } from '../views/refusals.ts';
import { SUPPORT_TITLE, supportModal, supportPosted } from '../views/support.ts';

const written = (verbs: Verbs, ids: readonly SendId[]) => async ({ actor }: Asker): Promise<Modal> => {
  const facts = await verbs.supportMessage(actor, ids);
  return facts.length > 0 ? supportModal(facts, verbs.supportContact) : messageModal(SUPPORT_TITLE, notFound(undefined, undefined));
};

/** Contact Support: a dialog with the message written, about one send or several. */
export const supportClick = (verbs: Verbs, ids: readonly SendId[]): Plan => ({ show: 'dialog', opening: detailsOpening(), of: written(verbs, ids) });

/** The message is to be posted to operations. */
export const supportSubmitted = (verbs: Verbs) => ({ metadata }: Submission): SubmissionPlan => {
  const ids = parseSupport(metadata);
  return {
    waiting: detailsOpening(),
    of: async ({ actor }) => {
      if (!ids) return messageModal(SUPPORT_TITLE, outdated());
      const facts = await verbs.postSupport(actor, ids);
      return facts.length > 0 ? supportPosted(facts) : messageModal(SUPPORT_TITLE, notFound(undefined, undefined));
    },
  };
};
