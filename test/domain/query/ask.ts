import { NO_FILTER, type Filter } from '../../../src/domain/query/filter.ts';
import { parseSendsCommand, type ParsedCommand } from '../../../src/domain/query/parse.ts';
import type { QueryProblem } from '../../../src/domain/query/problem.ts';

/** A Thursday morning in New York, four days after its clocks went back. */
export const NOW = new Date('2026-11-12T15:30:00Z');
export const ZONE = 'America/New_York';

export const ask = (text: string, timeZone = ZONE, now = NOW): ParsedCommand => parseSendsCommand(text, { now, timeZone });

/** What a command narrows its list to: only what differs from no filter at all. */
export const filterOf = (text: string, timeZone = ZONE, now = NOW): Partial<Filter> => {
  const parsed = ask(text, timeZone, now);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.problem)}`);
  if (!('filter' in parsed.query)) throw new Error(`${text}: no list`);
  const changed: Partial<Filter> = { ...parsed.query.filter };
  for (const key of Object.keys(NO_FILTER)) {
    if (key in changed && JSON.stringify(Reflect.get(changed, key)) === JSON.stringify(Reflect.get(NO_FILTER, key))) Reflect.deleteProperty(changed, key);
  }
  return changed;
};

export const problemOf = (text: string): QueryProblem => {
  const parsed = ask(text);
  if (parsed.ok) throw new Error(`${text}: understood as ${JSON.stringify(parsed.query)}`);
  return parsed.problem;
};

/** The words a problem points at. */
export const pointedAt = ({ typed, offset, length }: QueryProblem): string => typed.slice(offset, offset + length);
