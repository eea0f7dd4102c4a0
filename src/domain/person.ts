import type { MemberId, SlackUserId, TeamId } from './ids.ts';
import { foldEmail } from './text.ts';
import type { Role } from './visibility.ts';

/** Why a tie lets nobody in. */
export const SUSPENSIONS = ['email-changed', 'email-shared', 'deactivated', 'guest'] as const;
export type Suspension = (typeof SUSPENSIONS)[number];
/** What Slack says of a user, and may take back by itself. The others last until an Admin looked. */
export const PASSING: readonly Suspension[] = ['deactivated', 'guest'];

/** How a member is tied to Slack. `email`: the Slack e-mail it was made by. `since`, `why`: undefined where it was not kept yet. */
export type Tie = { slackUser: SlackUserId; email: string; since: Date | undefined; suspended: { at: Date; why: Suspension | undefined } | undefined };
export type Team = { id: TeamId; name: string };

export type Person = { id: MemberId; name: string; email: string; role: Role; teams: 'every' | readonly Team[]; tie: Tie | undefined };

/** What keeps a Slack user from being tied to a member. */
export type SlackObstacle = 'stranger' | 'bot' | 'deactivated' | 'guest' | 'email-missing' | 'email-unconfirmed';

/** What Slack says of a user that matters to their tie. */
export type SlackStanding = { deleted: boolean; guest: boolean; email: string | undefined };

/**
 * What becomes of a tie by what Slack says now. Only that counts, not what was said before: news that come twice or late change nothing.
 * `undefined`: it stays as it is.
 */
export const tieBy = (tie: { email: string; why: Suspension | undefined }, { deleted, guest, email }: SlackStanding): Suspension | 'resumed' | undefined => {
  if (email !== undefined && foldEmail(email) !== foldEmail(tie.email)) return 'email-changed';
  if (deleted) return 'deactivated';
  if (guest) return 'guest';
  return tie.why !== undefined && PASSING.includes(tie.why) ? 'resumed' : undefined;
};
