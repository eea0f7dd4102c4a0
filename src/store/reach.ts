import type { Reach } from '../domain/visibility.ts';
import { any, sql, uuids, type Sql } from './database.ts';

const teamCondition = (teams: 'every' | readonly string[]): Sql =>
  teams === 'every' ? sql`s.team_id IS NOT NULL` : sql`s.team_id = ANY(${uuids(teams)})`;

/** Whether a send `s` lies within a reach: for the few rows that a lookup finds. */
export const within = (reach: Reach): Sql => {
  if (reach.everything) return sql`TRUE`;
  const own = reach.own === undefined ? [] : [sql`s.sender_id = ${reach.own}::uuid`];
  const teams = reach.teams !== 'every' && reach.teams.length === 0 ? [] : [teamCondition(reach.teams)];
  return any([...own, ...teams]);
};

/**
 * The same as disjoint conditions, each one walkable by an index: a query takes its first rows from each and merges them, where
 * one OR would read everything. `teams`: 'each' where the order within a team matters, 'together' where only the set does.
 */
export const armsOf = (reach: Reach, teams: 'each' | 'together'): Sql[] => {
  if (reach.everything) return [sql`TRUE`];
  const own = reach.own;
  const notOwn = own === undefined ? sql`TRUE` : sql`s.sender_id <> ${own}::uuid`;
  const ownArm = own === undefined ? [] : [sql`s.sender_id = ${own}::uuid`];
  if (reach.teams === 'every' || (teams === 'together' && reach.teams.length > 0)) return [...ownArm, sql`${teamCondition(reach.teams)} AND ${notOwn}`];
  return [...ownArm, ...reach.teams.map((team) => sql`s.team_id = ${team}::uuid AND ${notOwn}`)];
};
