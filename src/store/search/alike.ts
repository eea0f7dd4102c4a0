import { z } from 'zod';
import type { Search } from '../../usecases/ports/search.ts';
import { rows, sql, texts, uuids, type Database } from '../database.ts';
import { scopesOf } from '../scopes.ts';

const wordRow = z.object({ word: z.string() });
/** Of each word's lookalikes the most similar; who calls chooses among them. */
const LOOKALIKES = 40;
/** Longer or shorter by more than this is not taken for a slip (`domain/search/nearWords.ts`). */
const LONGER = 2;

/** By trigrams, and exactly those of `slips` that are in use: within the reach, before any is left out for being one too many. */
export const alike = (database: Database): Search['alike'] => async (workspace, reach, words, slips) => {
  // LIMIT has each word looked for by itself, where the planner might read all that there are.
  const used = reach.everything ? sql`` : sql`CROSS JOIN LATERAL (SELECT 1 FROM scope_words k
    WHERE k.workspace_id = ${workspace}::uuid AND k.word = near.word AND k.scope = ANY(${uuids(scopesOf(reach))}) LIMIT 1) used`;
  const found = await rows(database, wordRow, sql`SELECT known.word FROM unnest(${texts(words)}) asked(word) CROSS JOIN LATERAL (
      SELECT near.word FROM (SELECT w.word, similarity(w.word, asked.word) AS likeness FROM search_words w WHERE w.workspace_id = ${workspace}::uuid AND w.word % asked.word
        AND abs(length(w.word) - length(asked.word)) <= ${LONGER}) near ${used} ORDER BY near.likeness DESC, near.word LIMIT ${LOOKALIKES}) known
    UNION SELECT near.word FROM (SELECT w.word FROM search_words w WHERE w.workspace_id = ${workspace}::uuid AND w.word = ANY(${texts(slips)})) near ${used}`);
  return found.map(({ word }) => word);
};
