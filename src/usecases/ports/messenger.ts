import type { SlackUserId } from '../../domain/ids.ts';
import type { Suspension } from '../../domain/person.ts';
import type { HomeContent } from '../home/showHome.ts';
import type { Content } from '../outgoing/content.ts';
import type { HomeView } from './homes.ts';

/** Why something did not leave. */
export type Failure =
  /** Too much at once: not before so many seconds. */
  | { failed: 'limited'; retryAfter: number }
  /** Nothing happened; it may work later. */
  | { failed: 'again' }
  /** No answer came: it may have been done. */
  | { failed: 'doubt' }
  /** This conversation takes nothing. */
  | { failed: 'unreachable'; why: string }
  /** This message is not taken; others may be. */
  | { failed: 'refused'; why: string }
  /** The message to edit, the thread or the view is no longer there. */
  | { failed: 'gone' }
  /** Nothing goes anywhere until an operator acts. */
  | { failed: 'workspace'; why: string };

export class NotDelivered extends Error {
  override name = 'NotDelivered';
  constructor(readonly failure: Failure, options?: ErrorOptions) {
    super(failure.failed, options);
  }
}

/** `event`: by which the message is found again. `meantFor`: names of those it was for at first. */
export type Post = { event: string; content: Content; meantFor: readonly string[]; threadTs: string | undefined; broadcast: boolean };

/** Speaking. Every method throws `NotDelivered`, and nothing else when Slack fails. A call never takes longer than `patience`. */
export type Messenger = {
  /** In ms. After that a call that was begun either was done or never will be. */
  patience: number;
  /** The conversation with a person. */
  openDm(user: SlackUserId): Promise<string>;
  post(channel: string, post: Post): Promise<{ ts: string; shown: string }>;
  /** Changes a message unless it shows the same already; `shown` is what it shows then. */
  edit(message: { channel: string; ts: string; shown: string; meantFor: readonly string[] }, content: Content): Promise<{ shown: string }>;
  /**
   * Publishes somebody's Home unless it shows the same already; what stands there then. Fails with `gone` when something else stands there
   * than was read before.
   */
  publish(user: SlackUserId, content: HomeContent, before: Pick<HomeView, 'shown' | 'hash'>): Promise<Pick<HomeView, 'shown' | 'hash'>>;
  /** Empties somebody's Home, whatever stands there: it says that nothing is shown to them, and `why` where Slack said so. */
  emptyHome(user: SlackUserId, why: Suspension | undefined): Promise<void>;
  /** Our own message with this event, posted since; undefined: there is none. `unknown`: we may not look there. */
  find(channel: string, event: string, since: Date, threadTs: string | undefined): Promise<{ ts: string } | 'unknown' | undefined>;
};

/** People in Slack. Methods throw `NotDelivered` when Slack fails. */
export type SlackPeople = {
  /** A member's Slack user as they are now; undefined: nobody we may write to (deactivated, a guest, a stranger, or with another e-mail). */
  tied(user: SlackUserId, tiedEmail: string): Promise<{ timeZone: string } | undefined>;
  /** The user with this confirmed e-mail, if they are somebody we may write to. */
  withEmail(email: string): Promise<{ slackUser: SlackUserId; name: string; timeZone: string } | undefined>;
};
