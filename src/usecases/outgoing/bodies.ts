import { z } from 'zod';

/**
 * What waits to be said, by kind: ids and plain facts that were true when it was written, never a name, an address or a message. What is
 * shown is looked up when it leaves.
 */
export const itemBody = z.discriminatedUnion('kind', [
  /** A living message of this mailbox is to show what is so by now. */
  z.object({ kind: z.literal('refresh'), subject: z.string() }),
  /** A source stopped working, or works again. `reason` in plain words, for operators. */
  z.object({ kind: z.literal('source-health'), source: z.string(), well: z.boolean(), since: z.coerce.date(), reason: z.string() }),
]);

export type ItemBody = z.output<typeof itemBody>;
export type Kind = ItemBody['kind'];
export type BodyOf<K extends Kind> = Extract<ItemBody, { kind: K }>;
