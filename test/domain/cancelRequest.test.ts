import { describe, expect, it } from 'vitest';
import {
  GATEWAYS, isOpen, meaningOf, nextState, type ProviderNews, REQUEST_STATES, type RequestEvent, type RequestKind, type RequestState,
} from '../../src/domain/cancelRequest.ts';
import { parseStatus } from '../../src/domain/status.ts';

const EVENTS: readonly RequestEvent[] = [
  { by: 'person', says: 'done' }, { by: 'person', says: 'refused' }, { by: 'endpoint', says: 'done' }, { by: 'endpoint', says: 'refused' },
  { by: 'endpoint', says: 'taken' }, { by: 'clock' }, { by: 'provider', says: 'proven' }, { by: 'provider', says: 'overtaken' },
];

describe('the life of a request', () => {
  it.each(GATEWAYS)('ends once, whatever happens how often: %s', (gateway) => {
    const moves = REQUEST_STATES.flatMap((state) => EVENTS.map((event) => ({ state, event, next: nextState(gateway, state, event) })));
    const afterTheEnd = moves.filter(({ state, next }) => !isOpen(state) && state !== 'GAVE_UP' && next !== undefined);
    const withoutEnd = moves.filter(({ next }) => next !== undefined && next !== 'TAKEN' && isOpen(next));
    expect([...afterTheEnd, ...withoutEnd]).toEqual([]);
  });

  it('is answered by people only where it waits for people, and by the endpoint only where it was sent there', () => {
    expect(nextState('webhook', 'SENDING', { by: 'person', says: 'done' })).toBeUndefined();
    expect(nextState('handoff', 'WAITING', { by: 'endpoint', says: 'done' })).toBeUndefined();
    expect(nextState('handoff', 'WAITING', { by: 'clock' })).toBeUndefined();
    expect(nextState('webhook', 'GAVE_UP', { by: 'endpoint', says: 'done' })).toBe('DONE');
    expect(nextState('webhook', 'TAKEN', { by: 'endpoint', says: 'refused' })).toBe('REFUSED');
  });
});

const news = (current: string, heard: readonly string[] = [current], before = 'Confirming Address'): ProviderNews =>
  ({ heard: heard.map(parseStatus), before: parseStatus(before), current: parseStatus(current) });
const means = (kind: RequestKind, state: RequestState, told: ProviderNews) => meaningOf({ kind, state, wentOutAt: undefined }, told);

describe('what the provider says meanwhile', () => {
  it.each([
    ['Canceled', 'proven'], ['Confirmation Canceled', 'proven'], ['Refunded', 'proven'], ['Shipped', 'overtaken'], ['Delivered', 'overtaken'],
    ['Redeemed', 'overtaken'], ['Undeliverable', 'overtaken'], ['Expired', 'overtaken'], ['Failed', 'overtaken'], ['Order Received', 'moved'], ['Teleported', 'moved'],
    ['Confirming Address', undefined],
  ])('%s: an open cancel is %s', (status, meaning) => {
    expect(means('CANCEL', 'WAITING', news(status))).toBe(meaning);
  });

  it.each([
    ['send.pending_approval', 'moved'], ['Order Received', 'proven'], ['Sent', 'proven'], ['Shipped', 'proven'], ['Canceled', 'overtaken'], ['Expired', 'overtaken'],
    ['send.suspicious_email', undefined], ['Teleported', 'moved'],
  ])('%s: an open approval is %s', (status, meaning) => {
    expect(means('APPROVE', 'WAITING', news(status, [status], 'send.suspicious_email'))).toBe(meaning);
  });

  it('hears of a canceled send that went out, also when the news is dated before the cancel, and once', () => {
    const late = news('Canceled', ['Shipped'], 'Canceled');
    expect(means('CANCEL', 'DONE', late)).toBe('went-out');
    expect(means('CANCEL', 'PROVEN', late)).toBe('went-out');
    expect(means('CANCEL', 'REFUSED', late)).toBeUndefined();
    expect(means('APPROVE', 'DONE', late)).toBeUndefined();
    expect(means('CANCEL', 'WAITING', news('Order Received', ['Shipped']))).toBe('overtaken');
    expect(meaningOf({ kind: 'CANCEL', state: 'DONE', wentOutAt: new Date() }, late)).toBeUndefined();
  });
});
