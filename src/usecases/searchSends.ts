import type { DataAge } from '../domain/dataAge.ts';
import type { Listed } from '../domain/listed.ts';
import { type Asked, looksLikeName, namesIn, type Piece } from '../domain/search/asked.ts';
import { meantBy, oneSlipAway } from '../domain/search/nearWords.ts';
import { bestFirst, type Wanted } from '../domain/search/rank.ts';
import type { Send } from '../domain/send.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import { listedSends } from './listedSends.ts';
import type { Workspaces } from './ports.ts';
import type { Search, Words } from './ports/search.ts';
import { type CardDeps, type SendCard, sendCard } from './sendCard.ts';

export type SearchDeps = CardDeps & { search: Search; workspaces: Pick<Workspaces, 'dataAsOf'> };

/** How what was found fits: it goes by a name that was typed; has all words; has words like them; was sent by whom they name; has some of them. */
export type Fit = 'names' | 'words' | 'alike' | 'sender' | 'part';
/** `missing`: names that name nothing. `more`: there are further ones beyond those listed. */
export type Searched = { asked: string; asOf: DataAge | undefined } & (
  | { found: 'one'; card: SendCard }
  | { found: 'several'; fit: Fit; sends: readonly Listed[]; more: boolean; missing: readonly string[] }
  | { found: 'none'; short: boolean }
);
type AskedForSends = Extract<Asked, { for: 'sends' }>;
type Hits = { fit: Fit; sends: readonly Send[]; missing: readonly string[]; more: boolean };

const SHOWN = 5;
/** The best are chosen among so many of the newest. */
const WEIGHED = 20;
/** How many other words one may have been meant to be. */
const MEANINGS = 3;
/** How many of the ways to read all words are looked for. */
const READINGS = 4;

/**
 * Finds the sends somebody means by whatever they typed, among those they may see, best first: those that go by a number, a provider's id or a tracking number;
 * else those with all of the words, in any order; else with words like them. Whether sends exist that they may not see changes no answer.
 */
export const searchSends = (deps: SearchDeps) => async (actor: Actor, asked: AskedForSends): Promise<Searched> => {
  const [hits, asOf] = await Promise.all([hitsOf(deps, actor, asked), deps.workspaces.dataAsOf(actor.workspaceId, deps.clock())]);
  const said = { asked: asked.text, asOf };
  const [only] = hits?.sends ?? [];
  if (!hits || !only) return { ...said, found: 'none', short: asked.short };
  const certain = hits.fit === 'names' || hits.fit === 'words';
  if (hits.sends.length === 1 && hits.missing.length === 0 && certain) return { ...said, found: 'one', card: await sendCard(deps)(actor, only) };
  const rules = { ...deps, now: deps.clock() };
  return { ...said, found: 'several', fit: hits.fit, missing: hits.missing, more: hits.more, sends: await listedSends(deps, actor, hits.sends, rules) };
};

const hitsOf = async (deps: SearchDeps, actor: Actor, asked: AskedForSends): Promise<Hits | undefined> => {
  // A text without a digit hardly names a send: words need not wait for that to be known.
  const ahead = asked.pieces.some(({ whole }) => looksLikeName(whole)) ? undefined : byWords(deps, actor, asked);
  const [named, worded] = await Promise.all([byNames(deps, actor, asked.pieces), ahead]);
  return named ?? (ahead ? worded : byWords(deps, actor, asked));
};

/** One entry for what was typed between two commas: by the whole of it, else by its parts. Those that name nothing are told at the end. */
const byNames = async ({ search }: SearchDeps, actor: Actor, pieces: readonly Piece[]): Promise<Hits | undefined> => {
  const each = await search.each(actor.workspaceId, reachOf(actor), namesIn(pieces), SHOWN + 1);
  const known = new Map(each.map(({ name, sends }) => [name, sends]));
  const findings = pieces.flatMap(({ whole, parts }) => {
    const meant = (known.get(whole) ?? []).length > 0 || parts.length === 0 ? [whole] : parts;
    return meant.map((name) => ({ name, sends: known.get(name) ?? [] }));
  });
  const found = findings.flatMap(({ sends }) => sends.slice(0, SHOWN));
  const sends = [...new Map(found.map((send) => [send.id, send])).values()];
  if (sends.length === 0) return undefined;
  const missing = findings.filter((finding) => finding.sends.length === 0 && looksLikeName(finding.name)).map(({ name }) => name);
  return { fit: 'names', sends, missing: [...new Set(missing)], more: findings.some((finding) => finding.sends.length > SHOWN) };
};

/** Asked one after the other, until one finds something: how likely it is to be meant. */
const byWords = async ({ search }: SearchDeps, actor: Actor, { words, short }: AskedForSends): Promise<Hits | undefined> => {
  if (short) return undefined;
  const { workspaceId } = actor;
  const reach = reachOf(actor);
  const others = reach.everything || reach.teams === 'every' || reach.teams.length > 0;
  const find = async (fit: Fit, wanted: readonly Wanted[], ask: Search['having'], any: readonly Words[]): Promise<Hits | undefined> => {
    const sends = await ask(workspaceId, reach, any, WEIGHED);
    return sends.length === 0 ? undefined : { fit, sends: bestFirst(sends, wanted).slice(0, SHOWN), missing: [], more: sends.length > SHOWN };
  };
  const typed = words.map((word): Wanted => ({ typed: word, meant: [] }));
  const exact = await find('words', typed, search.having, [words]) ?? (others ? await find('sender', typed, search.sentBy, [words]) : undefined);
  if (exact) return exact;
  const known = await search.alike(workspaceId, reach, words, words.flatMap(oneSlipAway));
  const wanted = words.map((word): Wanted => ({ typed: word, meant: meantBy(word, known, MEANINGS) }));
  const readings = readingsOf(wanted);
  return (readings.length > 0 ? await find('alike', wanted, search.having, readings) ?? (others ? await find('sender', wanted, search.sentBy, readings) : undefined) : undefined)
    ?? (words.length > 1 ? find('part', wanted, search.having, wanted.flatMap(({ typed: word, meant }) => [word, ...meant.slice(0, 1)]).filter((word) => word.length > 2).map((word) => [word])) : undefined);
};

/** What the words may have been meant to be together: each as the nearest it has, and then with as few slips as may be. Not as typed: that was looked for. */
const readingsOf = (wanted: readonly Wanted[]): Words[] => {
  if (wanted.every(({ meant }) => meant.length === 0)) return [];
  const nearest = wanted.map(({ typed, meant: [first = typed] }) => first);
  const all = wanted.reduce<{ words: string[]; slips: number }[]>((readings, { typed, meant }) => readings
    .flatMap(({ words, slips }) => [typed, ...meant].map((word, i) => ({ words: [...words, word], slips: slips + i })))
    .toSorted((a, b) => a.slips - b.slips).slice(0, 2 * READINGS), [{ words: [], slips: 0 }]);
  return [nearest, ...all.filter(({ words, slips }) => slips > 0 && words.join(' ') !== nearest.join(' ')).map(({ words }) => words)].slice(0, READINGS);
};
