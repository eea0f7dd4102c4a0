import type { WorkspaceId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import { WORD_MINIMUM } from '../../domain/search/asked.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { Search, Words } from '../../usecases/ports/search.ts';
import { empty, sql, uuids, type Database, type Sql } from '../database.ts';
import { armsOf } from '../reach.ts';
import { searchedWithin } from '../scopes.ts';
import { ofCampaignsCalled } from './called.ts';
import { ENOUGH, hasAny, lookThrough, newestWithin, type Newest } from './newest.ts';
import { idsOf, sendsOf } from './sendsOf.ts';

/** A word in more of the newest than this part of them is common: the index would name very many sends by it. Of a text's readings so many are asked for. */
const COMMON = 0.05;
const ASKED = 2;
/** How many sends are read that the index names; where it names more, or is not asked, so many of the newest are looked through. */
const NAMED = 1500;
const LOOKED_FURTHER = 5000;

/** The readings that the index answers quickly: with a word that is not common, and long enough to be in it. It intersects, beginning with the rarest. */
const askable = (wanted: readonly Words[], { shares }: Newest): Words[] =>
  wanted.filter((words) => words.some((word) => [...word].length >= WORD_MINIMUM && (shares.get(word) ?? 0) <= COMMON)).slice(0, ASKED);

/**
 * What lies further back than the newest: the newest of campaigns that are called so, and where that is too little what the search index names. That knows of reaches, so that what lies
 * outside has it name neither more nor less.
 */
const further = (workspace: WorkspaceId, reach: Reach, wanted: readonly Words[], newest: Newest, limit: number): Sql => {
  const readings = askable(wanted, newest);
  const enough = readings.length === 0 ? sql`(SELECT count(*) FROM theirs) >= ${ENOUGH}` : sql`(SELECT count(*) FROM named) < ${NAMED}`;
  const instead = reach.everything && readings.length > 0 ? empty : sql`UNION SELECT id, listed_at FROM (${newestWithin(workspace, reach, LOOKED_FURTHER)}) s
    WHERE NOT (${enough}) AND ${hasAny(sql`s.search_text`, wanted)}`;
  return sql`theirs AS MATERIALIZED (${ofCampaignsCalled(workspace, reach, wanted, limit)}),
    fitting AS MATERIALIZED (SELECT s.id, s.listed_at FROM sends s WHERE (SELECT count(*) FROM theirs) < ${ENOUGH} AND s.workspace_id = ${workspace}::uuid
      AND ${searchedWithin(reach)} AND ${hasAny(sql`s.search_text`, readings)}),
    named AS MATERIALIZED (SELECT * FROM fitting LIMIT ${NAMED}),
    found AS (SELECT id, listed_at FROM theirs UNION SELECT s.id, s.listed_at FROM named s ${instead}
      UNION SELECT s.id, s.listed_at FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${uuids(newest.found)}))`;
};

/**
 * The work is bounded: the newest are walked along their index; only where that finds too little, and there are further sends, is it looked further back, and there neither all that has
 * common words nor every way to read what was typed.
 */
export const having = (database: Database): Search['having'] => async (workspace, reach, wanted, limit): Promise<Send[]> => {
  if (wanted.length === 0 || armsOf(reach, 'each').length === 0) return [];
  const newest = await lookThrough(database, workspace, reach, wanted, limit);
  const ids = newest.further ? await idsOf(database, sql`WITH ${further(workspace, reach, wanted, newest, limit)} SELECT id::text FROM found ORDER BY listed_at DESC, id DESC LIMIT ${limit}`) : newest.found;
  return sendsOf(database, workspace, reach, ids);
};
