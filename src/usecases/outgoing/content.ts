import type { DataAge } from '../../domain/dataAge.ts';
import type { ExportJob } from '../ports/exports.ts';
import type { ImportJob } from '../ports/imports.ts';
import type { CancelRequest } from '../../domain/cancelRequest.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import type { Clocked } from '../../domain/staleness.ts';
import type { Status, StatusName } from '../../domain/status.ts';
import type { CappedCount, StatusCounts } from '../ports.ts';
import type { Role } from '../../domain/visibility.ts';
import type { BodyOf } from './bodies.ts';
import type { SupportFacts } from '../supportMessage.ts';
import type { SendCard } from '../sendCard.ts';

/**
 * What a card says beside the send itself, as a message in its reader's DM. `first`: it is the first thing they ever hear from us. `undoes`: a
 * status that turned out not to be true.
 */
export type CardNotice = { first: boolean; muted: boolean; undoes: StatusName | undefined };

/** Many sends in one message. `needing`: the first of those that ask to act; `needingCount`: of how many. `late`: it all happened long ago. */
export type FoldContent = {
  fold: string; late: boolean; campaign: string | undefined; counts: StatusCounts; needing: readonly Send[]; needingCount: number; first: boolean;
};

/** A morning's summary. `own` undefined: nothing of one's own; `teams` undefined: no teams, or nothing of theirs. */
export type DigestContent = {
  own: { needing: readonly Clocked[]; needingCount: CappedCount; moved: readonly Send[]; counts: StatusCounts } | undefined;
  teams: { counts: StatusCounts; needingCount: CappedCount } | undefined;
  asOf: DataAge | undefined;
  first: boolean;
};

/** What a message shows, as data: `slack/views/outgoing.ts` has the words for each kind. */
export type Content =
  /** A send's card for one person, who may see it. */
  | { kind: 'card'; card: SendCard; asOf: DataAge | undefined; notice?: CardNotice }
  /** What is new about a send whose card is there: a line or two in its thread. */
  | { kind: 'news'; send: Send; own: boolean; undoes: StatusName | undefined }
  | ({ kind: 'fold' } & FoldContent)
  /** More that asks its reader to act, in the thread of a message of many. */
  | { kind: 'needing'; sends: readonly Send[]; more: number }
  /** For a channel: numbers and statuses, nothing of people. */
  | { kind: 'news-list'; entries: readonly { number: string; status: Status }[]; more: number }
  | ({ kind: 'digest' } & DigestContent)
  /** A send stays too long: its card, with what to do on top. */
  | { kind: 'stale'; card: SendCard; asOf: DataAge | undefined; notice: CardNotice }
  /** The same in the thread of its card. */
  | { kind: 'stale-line'; clocked: Clocked; own: boolean }
  /** More of them than cards are sent for at once: the longest past their time, of `total`. */
  | { kind: 'stale-fold'; sends: readonly Clocked[]; total: number; first: boolean }
  /** For managers: sends of their teams that stay very long, and who sees to each. */
  | { kind: 'stale-team'; sends: readonly (Clocked & { taken: string | undefined })[]; total: CappedCount }
  /** They asked to be reminded. */
  | { kind: 'reminder'; card: SendCard; asOf: DataAge | undefined; notice?: CardNotice }
  | { kind: 'reminder-line'; send: Send; own: boolean }
  /** What was shown may not be seen by its reader any more. */
  | { kind: 'withheld' }
  /** A send in a channel. */
  | { kind: 'shared-card'; send: BareSend }
  /** For whoever shared it: it could not be said in that channel. */
  | { kind: 'not-shared'; number: string; channel: string }
  /** What is new of it there, in its card's thread. */
  | { kind: 'channel-line'; send: BareSend; undoes: StatusName | undefined }
  /** Many at once in a channel: numbers and statuses, nothing of people. `fold`: which message of many it is; undefined: some of one, in its thread. */
  | { kind: 'channel-fold'; fold: string | undefined; counts: StatusCounts; entries: readonly { number: string; status: Status }[]; more: number }
  /** For whoever subscribed a channel: what befell that. */
  | ({ kind: 'subscription' } & Pick<BodyOf<'subscription'>, 'channel' | 'what' | 'why'>)
  | { kind: 'dead-letters'; count: number; latest: Date | undefined }
  | { kind: 'source-health'; source: string; well: boolean; since: Date; reason: string }
  | { kind: 'import'; job: ImportJob }
  | { kind: 'export'; job: ExportJob }
  /** `by`: the name of the Admin who did it. */
  | { kind: 'role-changed'; what: 'rights' | 'tie'; by: string | undefined; role: Role; teams: 'every' | readonly string[] }
  /** For whoever answers for operations: nothing personal of the recipient's. `asker`: the requester in Slack. */
  | { kind: 'cancel-request'; send: BareSend; request: CancelRequest; asker: SlackUserId | undefined }
  /** News of a request in a channel, where nobody knows who reads it. */
  | { kind: 'cancel-notice'; what: CancelNews; send: BareSend; request: CancelRequest }
  /** A send's card for a manager, who is asked by somebody to cancel it. */
  | { kind: 'asked-to-cancel'; card: SendCard; from: string; asOf: DataAge | undefined }
  /** The same where nobody knows who reads it. */
  | { kind: 'cancel-wanted'; send: BareSend; asker: SlackUserId | undefined }
  /** What Support is to look at. */
  | { kind: 'support'; facts: readonly SupportFacts[]; asker: SlackUserId | undefined }
  /** News of a request for a member who may see the send. */
  | { kind: 'cancel-news'; what: CancelNews; send: Send; own: boolean; request: CancelRequest };

export type CancelNews = 'asked' | 'reminder' | 'moved' | 'outcome' | 'went-out';
/** What may be said of a send where anybody may read it. */
export type BareSend = Pick<Send, 'id' | 'number' | 'kind' | 'status' | 'since' | 'cost' | 'test'>;
