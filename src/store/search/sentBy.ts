import type { Search } from '../../usecases/ports/search.ts';
import { sql, type Database } from '../database.ts';
import { within } from '../reach.ts';
import { hasAny } from './newest.ts';
import { idsOf, sendsOf } from './sendsOf.ts';

/** Nobody means more people by one name. */
const PEOPLE = 5;
/** How far back a sender's sends are looked through for some within a reach that is not everything. */
const LOOKED_THROUGH = 500;

export const sentBy = (database: Database): Search['sentBy'] => async (workspace, reach, wanted, limit) => {
  if (wanted.length === 0) return [];
  const ids = await idsOf(database, sql`WITH
    people AS MATERIALIZED (SELECT m.id FROM members m WHERE m.workspace_id = ${workspace}::uuid AND ${hasAny(sql`m.search_text`, wanted)} ORDER BY m.name, m.id LIMIT ${PEOPLE})
    SELECT s.id::text FROM people CROSS JOIN LATERAL (SELECT s.id, s.listed_at, s.sender_id, s.team_id FROM sends s
        WHERE s.workspace_id = ${workspace}::uuid AND s.sender_id = people.id ORDER BY s.listed_at DESC, s.id DESC LIMIT ${reach.everything ? limit : LOOKED_THROUGH}) s
      WHERE ${within(reach)} ORDER BY s.listed_at DESC, s.id DESC LIMIT ${limit}`);
  return sendsOf(database, workspace, reach, ids);
};
