import type { WorkspaceId } from '../domain/ids.ts';
import { describeError, type Log } from './failures.ts';
import { parseChannelEvent } from './payloads.ts';
import type { Verbs } from './verbs.ts';

export type FollowChannelDeps = { verbs: Pick<Verbs, 'lookAgain'>; workspaceId: WorkspaceId; log: Log };

/**
 * Slack says that the bot was taken out of a channel, or that it was archived, deleted or shared with another organisation: what it hears of sends follows.
 * A failure is logged; what would be said there next looks again.
 */
export const createFollowChannel = ({ verbs, workspaceId, log }: FollowChannelDeps) => async (event: unknown): Promise<void> => {
  const channel = parseChannelEvent(event);
  if (channel === undefined) return;
  try {
    await verbs.lookAgain(workspaceId, channel);
  } catch (error) {
    log.warn({ channel, error: describeError(error) }, 'a change of a channel could not be followed; the next news there looks again');
  }
};
