import { parseSendId, type SendId } from '../../domain/ids.ts';
import type { Asker } from '../actor.ts';
import { parseSupport } from '../ids.ts';
import type { Action, Submission } from '../payloads.ts';
import { plainly, type Plan, type SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal, type Modal } from '../views/blocks.ts';
import { detailsOpening } from '../views/detailsModal.ts';
import { notFound } from '../views/found.ts';
import { outdated } from '../views/refusals.ts';
import { SUPPORT_TITLE, supportModal, supportPosted } from '../views/support.ts';
import { NOTHING_PICKED, PICKED, supportPickModal } from '../views/supportSeveral.ts';

const written = (verbs: Verbs, ids: readonly SendId[]) => async ({ actor }: Asker): Promise<Modal> => {
  const facts = await verbs.supportMessage(actor, ids);
  return facts.length > 0 ? supportModal(facts, verbs.supportContact) : messageModal(SUPPORT_TITLE, notFound(undefined, undefined));
};

/** Contact Support: a dialog with the message written, about one send or several. */
export const supportClick = (verbs: Verbs, ids: readonly SendId[]): Plan => ({ show: 'dialog', opening: detailsOpening(), of: written(verbs, ids) });

/** The same about several: first, which of them. */
export const supportSeveralClick = (verbs: Verbs) => ({ value }: Action): Plan => {
  const ids = parseSupport(value);
  if (!ids) return plainly(outdated());
  return {
    show: 'dialog', opening: detailsOpening(),
    of: async ({ actor }) => {
      const facts = await verbs.supportMessage(actor, ids);
      return facts.length > 0 ? supportPickModal(facts) : messageModal(SUPPORT_TITLE, notFound(undefined, undefined));
    },
  };
};

/** The ticked ones: the message about them is written. */
export const supportPicked = (verbs: Verbs) => (submission: Submission): SubmissionPlan => {
  const ids = (submission.chosen(PICKED.action) ?? []).flatMap((text) => parseSendId(text) ?? []);
  return ids.length === 0 ? { problems: { [PICKED.block]: NOTHING_PICKED } } : { waiting: detailsOpening(), of: written(verbs, ids) };
};

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
