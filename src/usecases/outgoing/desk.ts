import type { Homes } from '../ports/homes.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Claim, Held, ItemId, Living, Outbox } from '../ports/outbox.ts';
import type { Clock } from '../ports.ts';
import type { Context } from './steps.ts';

export type CarryOutDeps = { outbox: Outbox; homes: Homes; messenger: Messenger; clock: Clock; told: (what: Told) => void };
/** What happened, for the counters. */
export type Told = 'sent' | 'edited' | 'found' | 'passed on' | 'dead' | 'failed';

/** Where a mailbox's messages go: what a step is carried out in. */
export type Desk = { claim: Claim; channel: string; context: Context };

export const heldIn = ({ claim }: Desk, ids: readonly ItemId[]): Held[] => claim.items.filter(({ id }) => ids.includes(id));

export const livingOf = async ({ context }: Desk, subject: string | undefined): Promise<Living | undefined> =>
  (subject === undefined ? undefined : (await context.living([subject])).get(subject));
