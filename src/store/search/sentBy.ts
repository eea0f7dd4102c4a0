import type { Search } from '../../usecases/ports/search.ts';
import { rows, sql, type Database } from '../database.ts';
import { within } from '../reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendRow } from '../sendRows.ts';
import { hasAny } from './having.ts';

/** Nobody means more people by one name. */
const PEOPLE = 5;
/** How far back a sender's sends are looked through for some within the reach. */
const LOOKED_THROUGH = 1000;

export const sentBy = (database: Database): Search['sentBy'] => async (workspace, reach, wanted, limit) =>
  (wanted.length === 0 ? [] : rows(database, sendRow, sql`WITH
    people AS MATERIALIZED (SELECT m.id FROM members m WHERE m.workspace_id = ${workspace}::uuid AND ${hasAny(sql`m.search_text`, wanted)} ORDER BY m.name, m.id LIMIT ${PEOPLE}),
    hits AS (SELECT s.id, s.listed_at FROM people CROSS JOIN LATERAL (SELECT s.id, s.listed_at, s.sender_id, s.team_id FROM sends s
        WHERE s.workspace_id = ${workspace}::uuid AND s.sender_id = people.id ORDER BY s.listed_at DESC, s.id DESC LIMIT ${LOOKED_THROUGH}) s
      WHERE ${within(reach)} ORDER BY s.listed_at DESC, s.id DESC LIMIT ${limit})
    SELECT ${SEND_COLUMNS} FROM hits JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = hits.id ${SEND_JOINS} ORDER BY hits.listed_at DESC, hits.id DESC`));
