import type { ApproveDecision, CancelDecision } from '../../domain/cancel.ts';
import type { CancelRequest, RequestKind, RequestState } from '../../domain/cancelRequest.ts';
import type { Send } from '../../domain/send.ts';
import { actions, type Block, messageModal, type Modal } from './blocks.ts';
import { askManagerButton, supportButton } from './cancelButtons.ts';
import { CANCEL_TITLES, resultModal } from './cancelModal.ts';
import { whyNot, whyNotApprove } from './cancelWords.ts';
import { notFound } from './found.ts';
import { md, type Mrkdwn } from './mrkdwn.ts';
import { requestLine } from './requestWords.ts';
import { facts, giftTo, statusSince } from './sendWords.ts';

/** What a click, or a submitted dialog, came to. */
export type CancelAnswer =
  | { result: 'asked' | 'already'; send: Send; request: CancelRequest }
  | { result: 'not-allowed'; send: Send; decision: Extract<CancelDecision, { allowed: false }>; managers: readonly string[] }
  | { result: 'not-approvable'; send: Send; decision: Extract<ApproveDecision, { allowed: false }>; managers: readonly string[] }
  | { result: 'nowhere'; send: Send }
  | { result: 'not-found' };

const ASKED: Readonly<Record<RequestState, Readonly<Record<RequestKind, Mrkdwn>>>> = {
  WAITING: { CANCEL: md`Cancel requested`, APPROVE: md`Approval requested` },
  SENDING: { CANCEL: md`Cancel requested`, APPROVE: md`Approval requested` },
  TAKEN: { CANCEL: md`Cancel requested`, APPROVE: md`Approval requested` },
  DONE: { CANCEL: md`Canceled`, APPROVE: md`Approved` },
  REFUSED: { CANCEL: md`Not canceled`, APPROVE: md`Not approved` },
  GAVE_UP: { CANCEL: md`No answer yet`, APPROVE: md`No answer yet` },
  PROVEN: { CANCEL: md`Called off`, APPROVE: md`It goes on` },
  OVERTAKEN: { CANCEL: md`Too late`, APPROVE: md`Too late` },
};

const HEARD = md`You hear the outcome in a direct message.`;
const OPEN: ReadonlySet<RequestState> = new Set(['WAITING', 'SENDING', 'TAKEN']);

/** The answer in the dialog: what is so now, why, and the way out. */
export const cancelAnswer = (kind: RequestKind, answer: CancelAnswer, own: boolean): Modal => {
  if (answer.result === 'not-found') return messageModal(CANCEL_TITLES[kind], notFound(undefined, undefined));
  const { send } = answer;
  const about = [md`${giftTo(send, own)} · ${facts(send)}`];
  switch (answer.result) {
    case 'asked':
      return resultModal(kind, ASKED[answer.request.state][kind], [...about, requestLine(answer.request)], [], OPEN.has(answer.request.state) ? HEARD : undefined);
    case 'already':
      return resultModal(kind, answer.request.kind === 'CANCEL' ? md`Somebody has asked to cancel it already` : md`Somebody has asked to approve it already`,
        [...about, requestLine(answer.request)], []);
    case 'not-allowed': {
      const { decision, managers } = answer;
      const ways: Block[] = decision.reason.why === 'ask-manager' ? [actions([askManagerButton(send, managers)])] : decision.askSupport ? [actions([supportButton(send)])] : [];
      return resultModal(kind, md`Not canceled`, [...about, statusSince(send), requestLine(send.request), whyNot(decision, send.number, managers)], ways);
    }
    case 'not-approvable':
      return resultModal(kind, md`Not approved`, [...about, statusSince(send), requestLine(send.request), whyNotApprove(answer.decision, answer.managers)], []);
    case 'nowhere':
      return resultModal(kind, kind === 'CANCEL' ? md`Canceling is switched off here` : md`Approving is not done here`,
        [...about, md`The provider’s own pages can do it.`], []);
  }
};

