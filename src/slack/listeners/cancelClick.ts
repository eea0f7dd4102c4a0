import type { RequestKind } from '../../domain/cancelRequest.ts';
import type { SendId } from '../../domain/ids.ts';
import { type Confirming, parseConfirm } from '../ids.ts';
import type { Action, Submission } from '../payloads.ts';
import type { Plan, Replacement, SubmissionPlan } from '../plan.ts';
import type { ShownCard, ShownCards } from '../shownCards.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal, type Modal } from '../views/blocks.ts';
import { cancelAnswer } from '../views/cancelAnswer.ts';
import { cancelOpening, cancelWaiting, confirmModal, REASON_INPUT } from '../views/cancelModal.ts';
import { notFound } from '../views/found.ts';
import { outdated } from '../views/refusals.ts';
import { sendCard } from '../views/sendCard.ts';
import type { Asker } from '../actor.ts';
import { ACTIONS } from '../ids.ts';

const KINDS = { cancel: 'CANCEL', approve: 'APPROVE' } as const satisfies Record<Confirming['do'], RequestKind>;

/** The dialog as this person gets it now: a question, or why there is none. */
export const askInDialog = (verbs: Verbs, confirming: Confirming) => async ({ actor }: Asker): Promise<Modal> => {
  const kind = KINDS[confirming.do];
  const prepared = await verbs.prepareCancel(actor, confirming.id, kind);
  const own = 'send' in prepared && prepared.send.sender.id === actor.memberId;
  if (prepared.result !== 'may') return cancelAnswer(kind, prepared, own);
  return confirmModal({ send: prepared.send, own, kind, mode: verbs.cancelMode, mayCost: prepared.mayCost, confirming });
};

/** Cancel… and Approve… open a dialog; nothing is decided yet, but who may not does not get to ask. */
export const cancelClick = (verbs: Verbs, choice: Confirming['do'], id: SendId, { name, own }: Pick<Action, 'name' | 'own'>): Plan => {
  // A card that only its asker sees is brought up to date through the address it came by; a list is not a card.
  const card = own !== undefined && (name === ACTIONS.cancel || name === ACTIONS.approve) ? own : undefined;
  return { show: 'dialog', fresh: true, opening: cancelOpening(KINDS[choice]), of: askInDialog(verbs, { do: choice, id, door: 'card', card }) };
};

/** A card that only its asker sees, as it is by then. */
export const replacement = (verbs: Verbs, id: SendId, { claim, url }: ShownCard): Replacement => ({
  claim, at: url,
  with: async ({ actor }) => {
    const { card, asOf } = await verbs.showSend(actor, id);
    return card ? sendCard(card, asOf) : notFound(undefined, asOf);
  },
});

/** The dialog was submitted: decided again from the database, for whoever submitted it, with Slack asked anew who that is. */
export const cancelSubmitted = (verbs: Verbs, shown: ShownCards) => ({ metadata, input, claim }: Submission): SubmissionPlan => {
  const confirming = parseConfirm(metadata);
  if (!confirming) return { waiting: messageModal('Send Tracker', outdated()), of: async () => messageModal('Send Tracker', outdated()) };
  const kind = KINDS[confirming.do];
  const reason = input(REASON_INPUT.block, REASON_INPUT.action);
  return {
    fresh: true,
    waiting: cancelWaiting(kind),
    of: async ({ actor, slackUser, timeZone }) => {
      const asked = await verbs.cancelSend(actor, { send: confirming.id, kind, reason, door: confirming.door, slackUser, timeZone });
      return cancelAnswer(kind, asked, 'send' in asked && asked.send.sender.id === actor.memberId);
    },
    afterwards: () => {
      const { card, id } = confirming;
      return [...(card === undefined ? [] : [{ claim, url: card }]), ...shown.take(id, card)].map((each) => replacement(verbs, id, each));
    },
  };
};
