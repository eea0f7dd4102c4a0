import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Window } from '../../domain/staleness.ts';

/** Until when an alert is quiet: a time, or for as long as the send stays as it is. */
export type Snooze = { until: Date } | 'until it moves';

/** An alert of a send that is in its `run`-th status. */
export type StaleAlert = {
  sendId: SendId;
  run: number;
  snoozedUntil: Date | undefined;
  silenced: boolean;
  taken: { by: MemberId; name: string; at: Date } | undefined;
};

/** Alerts about sends that stay too long: one a stay in a status, whatever restarts and however many instances look. */
export type StaleAlerts = {
  /**
   * Raises an alert for each send in the windows that has none for its present stay, and writes it to the outbox in the same transaction. At most
   * `limit`; returns at how many it looked, 0 when others have them in hand. Of several at once each alert is raised by one. What has its alert
   * costs nothing: a look takes as long as there is something new. Where they are `many`, or as many as the limit, they leave a minute later: together.
   */
  raise(workspaceId: WorkspaceId, windows: readonly Window[], now: Date, how: { limit: number; many: boolean }): Promise<number>;
  /** Writes again what was snoozed until now and has not moved; at most `limit`, returns how many snoozes ended. */
  wake(workspaceId: WorkspaceId, now: Date, limit: number): Promise<number>;
  /** The alerts of these sends' present stays. */
  alertsOf(workspaceId: WorkspaceId, sends: readonly SendId[]): Promise<StaleAlert[]>;
  /** Keeps the alert of a send's present stay quiet; false when there is no such send. */
  snooze(workspaceId: WorkspaceId, send: SendId, snooze: Snooze, now: Date): Promise<boolean>;
  /** Says who sees to a send; compare-and-set: the first one has it, and everybody who was shown it is shown who. */
  take(workspaceId: WorkspaceId, send: SendId, member: MemberId, now: Date): Promise<StaleAlert['taken']>;
  /** Writes to the managers of every team that has a send in the windows, once a `day` (`2026-11-25`) each. */
  tellManagers(workspaceId: WorkspaceId, windows: readonly Window[], day: string, now: Date): Promise<void>;
};
