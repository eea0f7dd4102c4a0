import type { Reach } from '../domain/visibility.ts';
import { raw, sql, uuids, type Sql } from './database.ts';

/** The scope of all sends that have a team. A sender's is the member's id, a team's its own. */
export const EVERY_TEAM = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** The scopes a send `s` lies in: word for word as in its index. */
export const scopesOfSend = raw(`ARRAY[s.sender_id, s.team_id, CASE WHEN s.team_id IS NOT NULL THEN '${EVERY_TEAM}'::uuid END]`);

/** A reach that is not everything: scopes that make it up, some of whose sends may lie in two of them. */
export type Bounded = Exclude<Reach, { everything: true }>;
export const teamScopes = ({ teams }: Bounded): readonly string[] => (teams === 'every' ? [EVERY_TEAM] : teams);
export const scopesOf = (reach: Bounded): readonly string[] => [...(reach.own === undefined ? [] : [reach.own]), ...teamScopes(reach)];

/** Whether a send `s` lies in one of some scopes (an array): for searches by words, whose index knows of it and never looks outside. */
export const searchedIn = (scopes: Sql): Sql => sql`${scopesOfSend} && ${scopes}`;
export const searchedWithin = (reach: Reach): Sql => (reach.everything ? sql`TRUE` : searchedIn(uuids(scopesOf(reach))));

/** Whether a send `s` lies in a scope (an expression) that is a team's, or every team's. */
export const inTeamScope = ({ teams }: Bounded, scope: Sql): Sql => (teams === 'every' ? sql`s.team_id IS NOT NULL` : sql`s.team_id = ${scope}`);
