import type { MemberId } from '../ids.ts';

/** What Slack says now of somebody who should hear something; undefined: no Slack user is known for them. */
export type Reachable = { deleted: boolean; guest: boolean; stranger: boolean; bot: boolean } | undefined;

/** A deactivated user takes messages and reads none of them; guests and strangers see nothing here. */
export const canBeTold = (person: Reachable): boolean =>
  person !== undefined && !person.deleted && !person.guest && !person.stranger && !person.bot;

/** Who hears it when its sender can't: the managers of its team who can, else those who run the tracker. Never nobody. */
export const insteadOf = (managers: readonly { member: MemberId; person: Reachable }[]): { members: readonly MemberId[] } | { operations: true } => {
  const members = managers.filter(({ person }) => canBeTold(person)).map(({ member }) => member);
  return members.length > 0 ? { members } : { operations: true };
};
