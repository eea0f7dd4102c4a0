import type { Listed } from '../../../src/domain/listed.ts';
import type { Send } from '../../../src/domain/send.ts';
import { KNOWN_STATUSES } from '../../../src/domain/status.ts';
import { type HomeData } from '../../../src/slack/views/home/home.ts';
import { ALL } from './cancelViews.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const MANY = { count: 1000, more: true };

export const COUNTS = { DELIVERED: 96, SHIPPED: 22, REDEEMED: 14, ORDER_RECEIVED: 6, FULFILLMENT_ISSUE: 2, UNDELIVERABLE: 1, CANCELED: 1 };

/** Somebody's Home, a Sender's with a few sends unless said otherwise. */
export const homeOf = (sends: readonly Send[], over: Partial<HomeData> = {}): HomeData => {
  const listed = sends.map((send): Listed => ({ send, stall: undefined, offers: { cancel: false, approve: false } }));
  return {
    viewer: { role: 'SENDER', hasTeams: false, email: 'sam@corp.example' }, counts: COUNTS, total: { count: 142, more: false }, needing: { count: 3, more: false }, first: listed.slice(0, 3),
    recent: { view: 'mine', page: { items: listed.slice(0, 5), previous: undefined, next: sends[0] && { at: NOW, id: sends[0].id } }, number: 1 }, team: undefined, saved: ['my-shipped', 'q4'], asOf: { at: NOW, late: false }, ...over,
  };
};

export const TEAM = {
  view: 'team', counts: COUNTS, total: { count: 142, more: false }, needing: { count: 9, more: false },
  stuck: { sends: { count: 6, more: false }, sums: [{ cents: 128_450, currency: 'USD' }, { cents: 21_000, currency: 'EUR' }] }, returned: { sends: { count: 1, more: false }, sums: [{ cents: 4200, currency: 'USD' }] },
} as const;

/** As full as it gets, with this text wherever there is one. */
export const fullHome = (text: string, send: Send): HomeData => {
  const listed = Array.from({ length: 5 }, (): Listed => ({ send, stall: { day: 9, of: 7, stale: true }, offers: ALL }));
  const cursor = { at: NOW, id: send.id };
  const counts = Object.fromEntries([...KNOWN_STATUSES, 'UNKNOWN'].map((name) => [name, 1_234_567]));
  const money = { sends: MANY, sums: Array.from({ length: 40 }, () => ({ cents: 123_456_789, currency: text })) };
  return {
    viewer: { role: 'ADMIN', hasTeams: true, email: text }, counts, total: MANY, needing: MANY, first: listed,
    recent: { view: 'all', page: { items: listed, previous: cursor, next: cursor }, number: 1_000_000 },
    team: { view: 'all', counts, total: MANY, needing: MANY, stuck: money, returned: money }, saved: Array.from({ length: 100 }, (_, i) => `${i}-${'x'.repeat(50)}`), asOf: { at: NOW, late: true },
  };
};
