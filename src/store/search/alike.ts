import { z } from 'zod';
import type { Search } from '../../usecases/ports/search.ts';
import { rows, sql, texts, type Database } from '../database.ts';

const wordRow = z.object({ word: z.string() });
/** Of each word's lookalikes the most similar; who calls chooses among them. */
const LOOKALIKES = 40;

/** By trigrams, and exactly those of `slips` that are in use. */
export const alike = (database: Database): Search['alike'] => async (workspace, words, slips) => {
  const found = await rows(database, wordRow, sql`SELECT known.word FROM unnest(${texts(words)}) asked(word) CROSS JOIN LATERAL (
      SELECT w.word FROM search_words w WHERE w.workspace_id = ${workspace}::uuid AND w.word % asked.word ORDER BY similarity(w.word, asked.word) DESC, w.word LIMIT ${LOOKALIKES}) known
    UNION SELECT w.word FROM search_words w WHERE w.workspace_id = ${workspace}::uuid AND w.word = ANY(${texts(slips)})`);
  return found.map(({ word }) => word);
};
