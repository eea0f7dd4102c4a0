import { z } from 'zod';
import { parseExportId, parseImportId, parseRequestId, parseSendId, parseSubscriptionId, type ExportId, type ImportId, type MemberId, type RequestId, type SendId, type SlackUserId, type SubscriptionId } from '../../domain/ids.ts';
import { SUSPENSIONS } from '../../domain/person.ts';
import { KNOWN_STATUSES, type StatusName } from '../../domain/status.ts';

const importId = (text: string, context: z.RefinementCtx): ImportId => {
  const id = parseImportId(text);
  if (id !== undefined) return id;
  context.addIssue('not an import');
  return z.NEVER;
};
const exportId = z.custom<ExportId>((value) => typeof value === 'string' && parseExportId(value) !== undefined);
const sendId = z.custom<SendId>((value) => typeof value === 'string' && parseSendId(value) !== undefined);
const subscriptionId = z.custom<SubscriptionId>((value) => typeof value === 'string' && parseSubscriptionId(value) !== undefined);
const requestId = z.custom<RequestId>((value) => typeof value === 'string' && parseRequestId(value) !== undefined);

const statusName = z.enum(['UNKNOWN', ...KNOWN_STATUSES] satisfies StatusName[]);
const memberId = z.uuid().pipe(z.custom<MemberId>());

/**
 * What waits to be said, by kind: ids and plain facts that were true when it was written, never a name, an address or a message. What is
 * shown is looked up when it leaves.
 */
export const itemBody = z.discriminatedUnion('kind', [
  /** A living message of this mailbox is to show what is so by now. */
  z.object({ kind: z.literal('refresh'), subject: z.string() }),
  /** A member's Home tab is to show what is so by now. `rights`: what they may see changed, or was forgotten, and nothing of before stays there. */
  z.object({ kind: z.literal('home'), rights: z.literal(true).optional() }),
  /** A Slack user is not (any more) whom their Home was for, or kept out for now, `why`: nothing of before stays there. */
  z.object({ kind: z.literal('home-taken'), user: z.custom<SlackUserId>((value) => typeof value === 'string'), why: z.enum(SUSPENSIONS).optional() }),
  /** Somebody shares a send's card in a channel. */
  z.object({ kind: z.literal('share'), by: memberId, channel: z.string() }),
  /** A send that a channel wants to hear of came into its `run`-th status. `wanted`: by which subscriptions, of whom. */
  z.object({ kind: z.literal('channel-news'), run: z.int(), channel: z.string(), undoes: statusName.optional(), wanted: z.array(z.object({ subscription: subscriptionId, owner: memberId })) }),
  /** What befell a subscription of theirs. */
  z.object({ kind: z.literal('subscription'), channel: z.string(), what: z.enum(['ended', 'paused', 'narrowed']), why: z.enum(['rights', 'outside', 'archived', 'refused', 'forgotten', 'strangers', 'unknown']) }),
  /** Messages could not be delivered that day. */
  z.object({ kind: z.literal('dead-letters'), day: z.iso.date() }),
  /** A source stopped working, or works again. `reason` in plain words, for operators. */
  z.object({ kind: z.literal('source-health'), source: z.string(), well: z.boolean(), since: z.coerce.date(), reason: z.string() }),
  /** A file on its way in has got further: its card tells how far. */
  z.object({ kind: z.literal('import'), importId: z.string().transform(importId) }),
  /** An export has got further, or its file is gone: its card tells. */
  z.object({ kind: z.literal('export'), exportId }),
  /** A send came into another status: its `run`-th. `late`: long ago, and it still asks to act. `undoes`: a status that was not true. */
  z.object({ kind: z.literal('news'), run: z.int(), late: z.boolean(), undoes: statusName.optional(), by: memberId.optional(), follows: z.boolean().optional() }),
  /** A member's summary of the morning of a day of theirs (`2026-11-25`), of what became known after `from`, up to `to`. */
  z.object({ kind: z.literal('digest'), day: z.string(), from: z.coerce.date(), to: z.coerce.date() }),
  /** A send stays too long in its `run`-th status. */
  z.object({ kind: z.literal('stale'), run: z.int() }),
  /** Sends of a manager's teams stay twice as long as they may: that day's message. */
  z.object({ kind: z.literal('stale-team'), day: z.string() }),
  /** They asked to be reminded of a send. */
  z.object({ kind: z.literal('remind') }),
  /** Somebody's role, teams or connection was changed, `by` an Admin where it was one. */
  z.object({ kind: z.literal('role-changed'), what: z.enum(['rights', 'tie']), by: z.custom<MemberId>((value) => typeof value === 'string').optional() }),
  /** A sender has a manager asked to cancel. */
  z.object({ kind: z.literal('ask-manager'), send: sendId, from: memberId }),
  /** Somebody has operations asked to look at sends, with Support. */
  z.object({ kind: z.literal('support'), sends: z.array(sendId), from: memberId }),
  /** News of a cancel request. `asked`: it was made · `moved`: the send moved on meanwhile · `went-out`: though canceled. */
  z.object({ kind: z.literal('cancel'), request: requestId, what: z.enum(['asked', 'reminder', 'moved', 'outcome', 'went-out']) }),
]);

export type ItemBody = z.output<typeof itemBody>;
export type Kind = ItemBody['kind'];
export type BodyOf<K extends Kind> = Extract<ItemBody, { kind: K }>;
