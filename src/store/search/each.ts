import { z } from 'zod';
import { foldTracking } from '../../domain/text.ts';
import type { Search } from '../../usecases/ports/search.ts';
import { rows, sql, texts, type Database } from '../database.ts';
import { within } from '../reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendColumns, toSend } from '../sendRows.ts';

const foundRow = sendColumns.extend({ place: z.coerce.number(), rank: z.number() }).transform((row) => ({ send: toSend(row), place: row.place, rank: row.rank }));

/** Many names in one query, each by the same rules as `lookUp`. */
export const each = (database: Database): Search['each'] => async (workspace, reach, names, limit) => {
  if (names.length === 0) return [];
  const typed = names.map((name) => name.trim().replace(/^#/, ''));
  const found = await rows(
    database, foundRow,
    sql`SELECT ${SEND_COLUMNS}, hits.place, hits.rank FROM (
        SELECT asked.place, named.id, named.rank FROM unnest(${texts(typed)}, ${texts(typed.map((name) => name.toUpperCase()))}, ${texts(typed.map(foldTracking))})
          WITH ORDINALITY AS asked(name, upper, tracking, place)
        CROSS JOIN LATERAL (
          SELECT s.id, min(known.rank) AS rank, max(s.listed_at) AS listed_at FROM (
            SELECT send_id, CASE scheme WHEN 'number' THEN 0 ELSE 1 END AS rank FROM send_names WHERE workspace_id = ${workspace}::uuid AND value IN (asked.name, asked.upper)
            UNION ALL SELECT send_id, 2 FROM trackings WHERE workspace_id = ${workspace}::uuid AND key = asked.tracking AND key <> '') known
          JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = known.send_id WHERE ${within(reach)}
          GROUP BY s.id ORDER BY rank, listed_at DESC, s.id DESC LIMIT ${limit}) named) hits
      JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = hits.id ${SEND_JOINS}
      ORDER BY hits.place, hits.rank, s.listed_at DESC, s.id DESC`,
  );
  return names.map((name, i) => {
    const own = found.filter(({ place }) => place === i + 1);
    return { name, sends: own.filter(({ rank }) => rank === own[0]?.rank).map(({ send }) => send) };
  });
};
