import { type Offers, offersFor } from './cancel.ts';
import type { CancelMode } from './cancelRequest.ts';
import type { HearingOffer } from './notice/hearing.ts';
import type { Send } from './send.ts';
import { type Clocked, clocked, type Thresholds } from './staleness.ts';
import type { Actor } from './visibility.ts';

/** A send in a list of somebody's: with its clock, and what they are offered about it. */
export type Listed = Clocked & { offers: Offers; hearing?: HearingOffer };
export type ListRules = { now: Date; thresholds: Thresholds; cancelMode: CancelMode };

export const listed = (actor: Actor, send: Send, { now, thresholds, cancelMode }: ListRules): Omit<Listed, 'hearing'> =>
  ({ ...clocked(send, now, thresholds), offers: offersFor(actor, send, cancelMode) });
