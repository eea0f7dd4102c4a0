import { localDay, morningOf } from '../domain/notice/times.ts';
import { dayAt } from '../domain/query/zone.ts';
import { attentionWindows, type Thresholds } from '../domain/staleness.ts';
import type { Notices } from './ports/notices.ts';
import type { Workspaces } from './ports.ts';

export type WriteDigestsDeps = { notices: Pick<Notices, 'mornings' | 'writeDigests'>; workspaces: Pick<Workspaces, 'all'>; thresholds: Thresholds };

const AT_ONCE = 500;
/** A morning that was missed is made up for so long, in ms; after that the next one tells it all. */
const MADE_UP_FOR = 12 * 3600_000;

/** Writes the summary of everybody whose morning has come and who has had none that day: once, whatever restarts and however many do it at once. */
export const writeDigests = ({ notices, workspaces, thresholds }: WriteDigestsDeps) => async (now: Date): Promise<void> => {
  const windows = attentionWindows(now, thresholds);
  for (const { id, slackId } of await workspaces.all()) {
    if (slackId === undefined) continue;
    for (const { zone, morning } of await notices.mornings(id)) {
      const late = now.getTime() - morningOf(dayAt(now, zone), morning, zone).getTime();
      if (late < 0 || late > MADE_UP_FOR) continue;
      const due = { zone, morning, day: localDay(now, zone), now, windows };
      while ((await notices.writeDigests(id, due, AT_ONCE)) === AT_ONCE);
    }
  }
};
