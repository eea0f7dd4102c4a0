import type { SlackUserId } from '../../domain/ids.ts';
import type { SlackObstacle } from '../../domain/person.ts';

export type SlackLook = { ok: true; email: string } | { ok: false; why: SlackObstacle };

/** What Slack says of a user, asked afresh. */
export type SlackUsers = { look(user: SlackUserId): Promise<SlackLook> };
