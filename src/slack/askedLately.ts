import type { Clock } from '../usecases/ports.ts';

/** How long an answer stays good, in ms, and how many are kept. `keep`: whether an answer is; by default each. */
type Keeping<Answer> = { fresh: number; most: number; keep?: (answer: Answer) => boolean };

export type AskedLately<Key, Answer> = { get: (key: Key) => Promise<Answer>; forget: (key: Key) => void };

/**
 * What Slack answered a while ago, so that it need not be asked again. A question under way is shared, so that many clicks at once ask once; one that failed
 * is asked again the next time. What was not wanted for longest goes first.
 */
export const askedLately = <Key, Answer>(clock: Clock, ask: (key: Key) => Promise<Answer>, { fresh, most, keep = () => true }: Keeping<Answer>): AskedLately<Key, Answer> => {
  const known = new Map<Key, { at: number; answer: Promise<Answer> }>();
  return {
    get: (key) => {
      const now = clock().getTime();
      const before = known.get(key);
      known.delete(key);
      const entry = before && now - before.at < fresh ? before : { at: now, answer: ask(key) };
      known.set(key, entry);
      const drop = (): void => void (known.get(key) === entry && known.delete(key));
      entry.answer.then((answer) => keep(answer) || drop(), drop);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return entry.answer;
    },
    forget: (key) => void known.delete(key),
  };
};
