import type { KnownStatus } from './status.ts';

export const FUNNEL_FAMILIES = ['EGIFT', 'PHYSICAL'] as const;
export type FunnelFamily = (typeof FUNNEL_FAMILIES)[number];

/** The way a gift takes when all goes well, step by step. A send that is seen at a later step has come through those before. */
export const FUNNELS: Readonly<Record<FunnelFamily, readonly KnownStatus[]>> = {
  EGIFT: ['SENT', 'OPENED', 'CLICKED', 'REDEEMED'],
  PHYSICAL: ['ORDER_RECEIVED', 'SHIPPED', 'DELIVERED'],
};
