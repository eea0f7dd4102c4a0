import type { SlackUsers } from '../usecases/ports/slackUsers.ts';
import { keptOut } from './actor.ts';
import type { Directory } from './directory.ts';

/** What Slack says of a user before they are tied to a member by hand. */
export const createSlackUsers = (directory: Directory, slackId: string): SlackUsers => ({
  look: async (user) => {
    directory.forget(user);
    const person = await directory.get(user);
    const obstacle = keptOut(person, { team: undefined }, slackId);
    return obstacle ? { ok: false, why: obstacle.why } : { ok: true, email: person?.email ?? '' };
  },
});
