import type { QueryProblem } from '../../domain/query/problem.ts';
import { KEYS } from '../../domain/query/vocabulary.ts';
import { type Message, message, section } from './blocks.ts';
import { code, join, long, md, type Mrkdwn } from './mrkdwn.ts';

const KNOWN_KEYS = long(Object.keys(KEYS).join(', '), 300);
const TEST_VALUES = md`${code('test:only')} or ${code('test:no')}`;
const CLASHES: Readonly<Record<'dates' | 'cost' | 'test', Mrkdwn>> = {
  dates: md`The dates leave no day between them.`,
  cost: md`The costs leave no amount between them.`,
  test: md`It asks for test sends and for none of them.`,
};

/** What is wrong, in one sentence that names it. */
const why = (problem: QueryProblem): Mrkdwn => {
  switch (problem.why) {
    case 'unknown-view': return md`There is no list called “${problem.word}”.`;
    case 'unknown-key': return md`There is no filter called “${problem.key}”. There are: ${KNOWN_KEYS}.`;
    case 'unknown-status': return md`No status is called “${problem.value}”.`;
    case 'unknown-kind': return md`No kind of gift is called “${problem.value}”.`;
    case 'bad-date':
      return problem.ambiguous ? md`“${problem.value}” could be two days, depending on which part is the month.`
        : md`I can’t read “${problem.value}” as a date. These work: ${code('30d')}, ${code('2026-05-01')}, ${code('yesterday')}.`;
    case 'bad-cost': return md`I can’t read “${problem.value}” as an amount. These work: ${code('cost:>50')}, ${code('cost:20..50')}.`;
    case 'bad-test': return md`${code('test:')} takes no “${problem.value}”, only ${TEST_VALUES}.`;
    case 'empty-value': return md`Nothing follows ${code(`${problem.key}:`)}.`;
    case 'unclosed-quote': return md`A quote opens here and never closes.`;
    case 'too-short': return md`A search needs at least ${problem.minimum} characters${problem.key ? md` after ${code(`${problem.key}:`)}` : ''}.`;
    case 'contradiction': return CLASHES[problem.between];
    case 'too-long': return md`A question can have at most ${problem.limit.toLocaleString('en-US')} characters.`;
  }
};

/** The text before the place, the place, and a little after it. */
const where = ({ typed, offset, length }: QueryProblem): Mrkdwn | undefined => {
  const place = typed.slice(offset, offset + length).trim();
  return place === '' ? undefined : code(place.slice(0, 80));
};

/** Commands that may have been meant, where the typed one was understood otherwise, or finds nothing. */
export const meantPerhaps = (...commands: readonly string[]): Mrkdwn | undefined => (commands.length === 0 ? undefined : md`Did you mean ${join(commands.map(code), ' or ')}?`);

/** Where a command text stops making sense, why, and the nearest right form to copy. */
export const queryProblem = (problem: QueryProblem): Message => {
  const place = where(problem);
  const [nearest, ...others] = problem.suggestions;
  return message(why(problem), [section([
    place ? md`*I stopped at* ${place}` : md`*I stopped at the end*`,
    why(problem),
    nearest === undefined ? undefined : join([md`Try`, code(nearest), ...others.slice(0, 2).flatMap((other) => [md`or`, code(other)])], ' '),
    problem.literal === undefined ? undefined : md`To search for the word itself: ${code(problem.literal)}`,
    md`${code('/sends help')} shows everything you can type.`,
  ])]);
};
