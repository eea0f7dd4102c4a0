import type { WorkspaceId } from '../domain/ids.ts';
import { escalationWindows, staleWindows, type Thresholds } from '../domain/staleness.ts';
import type { StaleAlerts } from './ports/stale.ts';

export type RaiseStaleAlertsDeps = { stale: StaleAlerts; thresholds: Thresholds };

const AT_ONCE = 500;
const SATURDAY = 6;

const isWorkingDay = (now: Date): boolean => now.getUTCDay() !== 0 && now.getUTCDay() !== SATURDAY;

/** Repeats until there is less left than is done at once; `many`: it is not the first time. */
const untilDone = async (some: (how: { limit: number; many: boolean }) => Promise<number>): Promise<void> => {
  for (let many = false; (await some({ limit: AT_ONCE, many })) === AT_ONCE; many = true);
};

/**
 * Has the senders of sends that stay too long told, once a stay and again after each snooze, and on working days the managers of teams whose
 * sends stay twice as long. Whatever restarts, and however many instances look, each is told once.
 */
export const raiseStaleAlerts = ({ stale, thresholds }: RaiseStaleAlertsDeps) => async (workspaceId: WorkspaceId, now: Date): Promise<void> => {
  const windows = staleWindows(now, thresholds);
  await untilDone((how) => stale.raise(workspaceId, windows, now, how));
  await untilDone(({ limit }) => stale.wake(workspaceId, now, limit));
  if (isWorkingDay(now)) await stale.tellManagers(workspaceId, escalationWindows(now, thresholds), now.toISOString().slice(0, 10), now);
};
