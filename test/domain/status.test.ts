import { describe, expect, it } from 'vitest';
import { KNOWN_STATUSES, parseStatus, STATUSES, statusDetail, statusLabel, statusOf } from '../../src/domain/status.ts';

/** What the outside calls each status: the help article, the provider's API, its webhooks. */
const CALLED: [string, string][] = [
  ['send.initiated', 'INITIATED'], ['Sent', 'SENT'], ['send.sent', 'SENT'], ['Opened', 'OPENED'], ['send.opened', 'OPENED'],
  ['Clicked', 'CLICKED'], ['send.clicked', 'CLICKED'], ['Redeemed', 'REDEEMED'], ['Used', 'REDEEMED'], ['send.redeemed', 'REDEEMED'],
  ['Expired', 'EXPIRED'], ['send.expired', 'EXPIRED'], ['Bounced and Credited', 'BOUNCED'], ['send.bounced', 'BOUNCED'],
  ['Confirming Address', 'CONFIRMING_ADDRESS'], ['send.confirming_address', 'CONFIRMING_ADDRESS'],
  ['Confirmation Canceled', 'CONFIRMATION_CANCELED'], ['Address Confirmation - Cancelled', 'CONFIRMATION_CANCELED'],
  ['send.confirmation_canceled', 'CONFIRMATION_CANCELED'], ['Order Received', 'ORDER_RECEIVED'], ['Processing', 'ORDER_RECEIVED'],
  ['Packed', 'ORDER_RECEIVED'], ['send.order_received', 'ORDER_RECEIVED'], ['send.fulfilling', 'ORDER_RECEIVED'],
  ['Fulfillment Issue', 'FULFILLMENT_ISSUE'], ['Paused', 'FULFILLMENT_ISSUE'], ['send.fulfillment_issue', 'FULFILLMENT_ISSUE'],
  ['send.out_of_stock', 'FULFILLMENT_ISSUE'], ['Amazon Fulfilling', 'AMAZON_FULFILLING'], ['send.amazon_fulfilling', 'AMAZON_FULFILLING'],
  ['Amazon Shipped', 'AMAZON_SHIPPED'], ['send.amazon_shipped', 'AMAZON_SHIPPED'], ['Shipped', 'SHIPPED'], ['send.shipped', 'SHIPPED'],
  ['Delivered', 'DELIVERED'], ['send.delivered', 'DELIVERED'], ['Undeliverable', 'UNDELIVERABLE'], ['send.undeliverable', 'UNDELIVERABLE'],
  ['Canceled', 'CANCELED'], ['Cancelled', 'CANCELED'], ['send.canceled', 'CANCELED'], ['Refunded', 'REFUNDED'],
  ['Expired and Credited', 'REFUNDED'], ['send.refunded', 'REFUNDED'], ['Failed', 'FAILED'], ['send.failed', 'FAILED'],
  ...['suspicious_email', 'insufficient_funds', 'pending_approval', 'pending_sendoso_approval', 'blocked', 'email_blacklist', 'invalid_email_format']
    .map((hold): [string, string] => [`send.${hold}`, 'ON_HOLD']),
];

describe('reading a status', () => {
  it.each(CALLED)('%s is %s', (called, name) => expect(parseStatus(called).name).toBe(name));

  it.each(['ORDER RECEIVED', 'order-received', ' Order  Received. ', 'ORDER_RECEIVED', 'orderReceived'])('does not mind case and punctuation: %s', (text) => {
    expect(parseStatus(text)).toEqual({ name: 'ORDER_RECEIVED' });
  });

  it('keeps which hold it is', () => {
    expect(parseStatus('send.insufficient_funds')).toEqual({ name: 'ON_HOLD', hold: 'insufficient_funds' });
    expect(parseStatus('On Hold')).toEqual({ name: 'ON_HOLD', hold: 'unspecified' });
  });

  it('keeps an unknown status as it came and never guesses', () => {
    expect(parseStatus(' Teleported! ')).toEqual({ name: 'UNKNOWN', raw: 'Teleported!' });
    expect(parseStatus('')).toEqual({ name: 'UNKNOWN', raw: '' });
    expect(statusDetail(parseStatus('x'.repeat(5000)))).toHaveLength(200);
  });

  it('reads back its own labels and what the database keeps, for every status', () => {
    for (const name of KNOWN_STATUSES) {
      const status = parseStatus(STATUSES[name].label);
      expect(status.name).toBe(name);
      expect(statusOf(status.name, statusDetail(status))).toEqual(status);
      expect(parseStatus(statusLabel(status))).toEqual(status);
    }
    const held = parseStatus('send.blocked');
    expect(parseStatus(statusLabel(held))).toEqual(held);
  });
});
