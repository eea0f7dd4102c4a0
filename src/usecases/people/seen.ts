import { createHash } from 'node:crypto';
import type { Person } from '../../domain/person.ts';
import type { SeenPerson } from '../ports/people.ts';

/** What of a person can be changed, as it is. */
export const seenOf = ({ role, teams, tie }: Person): SeenPerson => ({
  role, teams: teams === 'every' ? teams : teams.map(({ id }) => id), slackUser: tie?.slackUser, suspended: tie?.suspended !== undefined,
});

/** A short mark of it that a dialog can carry: the same as long as nothing of it changed. */
export const markOf = (person: Person): string => {
  const { role, teams, slackUser, suspended } = seenOf(person);
  const parts = [role, teams === 'every' ? teams : teams.toSorted().join(','), slackUser ?? '', String(suspended)];
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
};
