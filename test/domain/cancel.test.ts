import { describe, expect, it } from 'vitest';
import { decideCancel, type CancelDecision } from '../../src/domain/cancel.ts';
import type { Family } from '../../src/domain/send.ts';
import { KNOWN_STATUSES, parseStatus, type StatusName } from '../../src/domain/status.ts';
import { aSend, anActor, memberId, teamId } from '../support/builders.ts';

const owner = anActor({ memberId: memberId('sam') });
const manager = anActor({ memberId: memberId('max'), role: 'MANAGER', teams: [teamId('emea')] });
const everyManager = anActor({ memberId: memberId('eve'), role: 'MANAGER', teams: 'every' });
const otherManager = anActor({ memberId: memberId('oli'), role: 'MANAGER', teams: [teamId('apac')] });
/** A Manager who sent it, outside the teams assigned to them. */
const owningManager = anActor({ memberId: memberId('sam'), role: 'MANAGER', teams: [teamId('apac')] });
const admin = anActor({ memberId: memberId('ana'), role: 'ADMIN' });
const stranger = anActor({ memberId: memberId('joe') });

const decide = (actor: typeof owner, family: Family, status: string): CancelDecision =>
  decideCancel(actor, aSend({ family, status: parseStatus(status) }));
const said = (decision: CancelDecision): string => (decision.allowed ? 'allowed' : `${decision.reason.why}${decision.askSupport ? ', ask Support' : ''}`);

type Row = [Family, string, { sender: string; responsible: string }];
const both = (answer: string) => ({ sender: answer, responsible: answer });
const over = (family: Family): Row[] =>
  ['Canceled', 'Refunded', 'Expired', 'Bounced', 'Failed', 'Delivered', 'Undeliverable', 'Confirmation Canceled'].map((status) => [family, status, both('over')]);

/** The table of the product's rules, row by row; `responsible` is a Manager of its team or an Admin. */
const TABLE: Row[] = [
  ...['Sent', 'Opened', 'Clicked'].map((status): Row => ['EGIFT', status, { sender: 'ask-manager', responsible: 'allowed' }]),
  ['EGIFT', 'Redeemed', both('redeemed')],
  ['PHYSICAL', 'Confirming Address', both('allowed')],
  ['PHYSICAL', 'Order Received', both('at-the-warehouse, ask Support')],
  ['PHYSICAL', 'Fulfillment Issue', both('at-the-warehouse, ask Support')],
  ['PHYSICAL', 'Amazon Fulfilling', both('at-the-warehouse, ask Support')],
  ['PHYSICAL', 'Amazon Shipped', both('at-the-warehouse, ask Support')],
  ['PHYSICAL', 'Shipped', both('on-its-way')],
  ...(['EGIFT', 'PHYSICAL', 'UNKNOWN'] as const).flatMap((family): Row[] => [
    ...over(family),
    [family, 'send.suspicious_email', both('allowed')],
    [family, 'send.insufficient_funds', both('allowed')],
    [family, 'send.pending_approval', both('hold')],
    [family, 'send.pending_sendoso_approval', both('hold')],
    [family, 'send.blocked', both('hold')],
    [family, 'send.email_blacklist', both('hold')],
    [family, 'send.invalid_email_format', both('hold')],
    [family, 'Initiated', both('being-created, ask Support')],
    [family, 'Teleported', both('unclear, ask Support')],
  ]),
  ...['Sent', 'Confirming Address', 'Shipped'].map((status): Row => ['UNKNOWN', status, both('unclear, ask Support')]),
];

describe('who may cancel', () => {
  it.each(TABLE)('%s in %s: %j', (family, status, { sender, responsible }) => {
    expect(said(decide(owner, family, status))).toBe(sender);
    expect(said(decide(owningManager, family, status))).toBe(sender);
    for (const actor of [manager, everyManager, admin]) expect(said(decide(actor, family, status))).toBe(responsible);
    for (const actor of [otherManager, stranger]) expect(said(decide(actor, family, status))).toBe('not-yours');
  });

  it('says which hold it is', () => {
    expect(decide(admin, 'EGIFT', 'send.blocked')).toEqual({ allowed: false, reason: { why: 'hold', hold: 'blocked' }, askSupport: false });
  });

  it('answers for every status and family, also where they contradict each other', () => {
    const names: StatusName[] = [...KNOWN_STATUSES, 'UNKNOWN'];
    for (const name of names) for (const family of ['EGIFT', 'PHYSICAL', 'UNKNOWN'] as const) expect(said(decide(admin, family, name))).toBeTruthy();
    expect(said(decide(admin, 'EGIFT', 'Shipped'))).toBe('unclear, ask Support');
    expect(said(decide(admin, 'PHYSICAL', 'Opened'))).toBe('unclear, ask Support');
  });
});
