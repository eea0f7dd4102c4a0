import { decideCancel, type Offers } from '../../../src/domain/cancel.ts';
import { type CancelRequest, GATEWAYS, REQUEST_KINDS, REQUEST_STATES } from '../../../src/domain/cancelRequest.ts';
import type { SendDetails } from '../../../src/domain/send.ts';
import { askedManager, askedToCancel, cancelWanted } from '../../../src/slack/views/askedToCancel.ts';
import type { Message, Modal } from '../../../src/slack/views/blocks.ts';
import { cancelAnswer } from '../../../src/slack/views/cancelAnswer.ts';
import { cancelOpening, confirmModal } from '../../../src/slack/views/cancelModal.ts';
import { detailsModal } from '../../../src/slack/views/detailsModal.ts';
import { answered, refuseModal, refuseOpening } from '../../../src/slack/views/requestAnswer.ts';
import { requestCard } from '../../../src/slack/views/requestCard.ts';
import { requestNews, requestNotice } from '../../../src/slack/views/requestNews.ts';
import { sendCard } from '../../../src/slack/views/sendCard.ts';
import { supportModal, supportPosted, supportRequest } from '../../../src/slack/views/support.ts';
import { anActor, memberId, requestId, sendId } from '../../support/builders.ts';
import { slackUserId } from '../slackUserId.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const NONE: Offers = { cancel: false, approve: false };
export const ALL: Offers = { cancel: true, approve: true };

export const aRequest = (said: Partial<CancelRequest> = {}): CancelRequest => ({
  id: requestId('0198a000-0000-7000-8000-0000000000aa'), kind: 'CANCEL', gateway: 'handoff', state: 'WAITING', askedBy: { id: memberId('sam'), name: 'Sam Lee' }, askedAt: NOW,
  reason: undefined, answeredBy: undefined, answeredAt: undefined, answer: undefined, wentOutAt: undefined, ...said,
});

const WHATS = ['asked', 'reminder', 'moved', 'outcome', 'went-out'] as const;

/** Everything that is shown about canceling a send, with the same text wherever there is text of people's. */
export const cancelViews = (send: SendDetails, text: string): (Message | Modal)[] => {
  const person = { id: memberId('sam'), name: text };
  const requests = REQUEST_STATES.flatMap((state) => REQUEST_KINDS.flatMap((kind) => GATEWAYS.map((gateway) =>
    aRequest({ state, kind, gateway, askedBy: person, answeredBy: person, answeredAt: NOW, reason: text, answer: text, wentOutAt: NOW }))));
  const asker = slackUserId('U0SAM');
  const cancel = decideCancel(anActor(), send);
  const card = { send, own: false, stall: { day: 9, of: 7, stale: true }, cancel, offers: ALL, cancelMode: 'handoff' as const, managers: [text, text] };
  const facts = Array.from({ length: 20 }, (_, i) => ({
    id: sendId(`0198a000-0000-7000-8000-0000000000${String(10 + i)}`), number: text, providerId: text, trackingNumber: text, kind: text, status: text, statusName: 'ORDER_RECEIVED' as const, days: i, stale: true,
  }));
  const confirming = { do: 'cancel', id: send.id, door: 'card', card: undefined } as const;
  return [
    ...requests.flatMap((request) => [
      requestCard({ send, request, asker }),
      sendCard({ ...card, send: { ...send, request }, offers: NONE }, undefined),
      cancelAnswer(request.kind, { result: 'asked', send, request }, true), cancelAnswer(request.kind, { result: 'already', send, request }, false),
      answered({ result: 'answered', number: text, request }), answered({ result: 'over', number: text, request }),
      ...WHATS.flatMap((what) => [requestNews({ what, send, own: true, request }), requestNotice({ what, send, request })]),
    ]),
    sendCard(card, undefined),
    ...(['tracker', 'handoff', 'webhook', 'off'] as const).map((cancelMode) => sendCard({ ...card, cancelMode, cancel: { allowed: true } }, undefined)),
    detailsModal({ ...card, send: { ...send, request: aRequest({ askedBy: person, reason: text }) }, asOf: undefined }),
    ...REQUEST_KINDS.flatMap((kind) => [
      cancelOpening(kind), cancelAnswer(kind, { result: 'not-found' }, false), cancelAnswer(kind, { result: 'nowhere', send }, false),
      confirmModal({ send, own: false, kind, mode: 'handoff', mayCost: true, confirming }),
      cancelAnswer(kind, { result: 'not-allowed', send, decision: { allowed: false, reason: { why: 'ask-manager' }, askSupport: false }, managers: [text] }, true),
      cancelAnswer(kind, { result: 'not-allowed', send, decision: { allowed: false, reason: { why: 'at-the-warehouse' }, askSupport: true }, managers: [] }, true),
      ...(['ask-manager', 'nothing-to-approve', 'not-yours'] as const).map((why) => cancelAnswer(kind, { result: 'not-approvable', send, decision: { allowed: false, why }, managers: [text] }, true)),
    ]),
    answered({ result: 'not-yours' }), answered({ result: 'not-found' }), refuseOpening(), refuseModal(aRequest().id),
    askedToCancel({ card, from: text, asOf: undefined }), cancelWanted({ send, asker }), cancelWanted({ send, asker: undefined }),
    askedManager({ result: 'asked', send, managers: [text, text] }), askedManager({ result: 'asked', send, managers: [] }), askedManager({ result: 'no-need', send }), askedManager({ result: 'not-found' }),
    supportModal(facts, undefined), supportModal(facts, 'support@corp.example'), supportModal(facts.slice(0, 1), 'support@corp.example'), supportModal(facts.slice(0, 1), 'https://support.example/new'),
    supportPosted(facts), supportRequest({ facts, asker }), supportRequest({ facts: facts.slice(0, 1), asker: undefined }),
  ];
};
