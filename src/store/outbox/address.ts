import { z } from 'zod';
import type { MemberId } from '../../domain/ids.ts';
import type { Recipient } from '../../usecases/ports/outbox.ts';

const OPERATIONS = 'operations';
const memberId = z.uuid().pipe(z.custom<MemberId>());

/** A recipient as a mailbox's address. */
export const addressOf = (to: Recipient): string => {
  if ('member' in to) return `member:${to.member}`;
  return 'channel' in to ? `channel:${to.channel}` : OPERATIONS;
};

/** Whose mailbox has this address; throws for what `addressOf` never made. */
export const recipientAt = (address: string): Recipient => {
  if (address === OPERATIONS) return { operations: true };
  const [, kind, name = ''] = /^(member|channel):(.+)$/.exec(address) ?? [];
  if (kind === 'channel') return { channel: name };
  return { member: memberId.parse(name) };
};
