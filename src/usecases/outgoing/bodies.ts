import { z } from 'zod';
import { parseImportId, type ImportId } from '../../domain/ids.ts';

const importId = (text: string, context: z.RefinementCtx): ImportId => {
  const id = parseImportId(text);
  if (id !== undefined) return id;
  context.addIssue('not an import');
  return z.NEVER;
};

/**
 * What waits to be said, by kind: ids and plain facts that were true when it was written, never a name, an address or a message. What is
 * shown is looked up when it leaves.
 */
export const itemBody = z.discriminatedUnion('kind', [
  /** A living message of this mailbox is to show what is so by now. */
  z.object({ kind: z.literal('refresh'), subject: z.string() }),
  /** A source stopped working, or works again. `reason` in plain words, for operators. */
  z.object({ kind: z.literal('source-health'), source: z.string(), well: z.boolean(), since: z.coerce.date(), reason: z.string() }),
  /** A file on its way in has got further: its card tells how far. */
  z.object({ kind: z.literal('import'), importId: z.string().transform(importId) }),
]);

export type ItemBody = z.output<typeof itemBody>;
export type Kind = ItemBody['kind'];
export type BodyOf<K extends Kind> = Extract<ItemBody, { kind: K }>;
