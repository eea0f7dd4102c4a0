import type { DataAge } from '../domain/dataAge.ts';
import { candidatesIn } from '../domain/findIn.ts';
import type { Listed } from '../domain/listed.ts';
import { NO_FILTER } from '../domain/query/filter.ts';
import { meantBy, oneSlipAway } from '../domain/search/nearWords.ts';
import type { Send } from '../domain/send.ts';
import { foldText } from '../domain/text.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Search } from './ports/search.ts';
import { listedSends } from './listedSends.ts';
import type { CardDeps } from './sendCard.ts';
import type { SendReader, Workspaces } from './ports.ts';

export type SendsInDeps = CardDeps & { sends: Pick<SendReader, 'list'>; search: Search; workspaces: Pick<Workspaces, 'dataAsOf'> };
/** `asked`: what the text was understood to name. `more`: there are further ones. */
export type SendsIn = { asked: readonly string[]; sends: readonly Listed[]; more: boolean; asOf: DataAge | undefined };

const SHOWN = 20;
/** As in any search, shorter texts find everything. */
const SHORTEST = 3;
/** How many mistyped names are looked for, and how many words each of theirs may have been meant to be. */
const FORGIVEN = 3;
const MEANINGS = 6;

/** The sends that a text names by number, id, tracking number, or by whom they go to: those that the actor may see, in two queries however much it names. Where nothing fits, names are taken for slips of others. */
export const sendsIn = (deps: SendsInDeps) => async (actor: Actor, text: string): Promise<SendsIn> => {
  const { workspaceId, memberId } = actor;
  const now = deps.clock();
  const reach = reachOf(actor);
  const { ids, recipients } = candidatesIn(text);
  const to = recipients.map(foldText).filter((each) => each.length >= SHORTEST);
  const [named, theirs, asOf] = await Promise.all([
    ids.length > 0 ? deps.search.each(workspaceId, reach, ids, SHOWN) : [],
    to.length > 0 ? deps.sends.list(workspaceId, reach, { ...NO_FILTER, to }, memberId, { size: SHOWN }) : undefined,
    deps.workspaces.dataAsOf(workspaceId, now),
  ]);
  const exact = unique([...named.flatMap(({ sends }) => sends), ...(theirs?.items ?? [])]);
  const found = exact.length > 0 ? exact : await alike(deps, actor, to.filter((each) => !each.includes('@')).slice(0, FORGIVEN));
  return {
    asked: [...ids, ...recipients], asOf, more: found.length > SHOWN || theirs?.next !== undefined,
    sends: await listedSends(deps, actor, found.slice(0, SHOWN), { ...deps, now }),
  };
};

const unique = (sends: readonly Send[]): Send[] => [...new Map(sends.map((send) => [send.id, send])).values()];

/** Sends with words like all of a name's. */
const alike = async ({ search }: SendsInDeps, actor: Actor, names: readonly string[]): Promise<Send[]> => {
  if (names.length === 0) return [];
  const { workspaceId } = actor;
  const words = [...new Set(names.flatMap((name) => name.split(' ')))];
  const known = await search.alike(workspaceId, reachOf(actor), words, words.flatMap(oneSlipAway));
  const meant = new Map(words.map((word) => [word, [word, ...meantBy(word, known, MEANINGS)]]));
  const found = await Promise.all(names.map((name) => search.having(workspaceId, reachOf(actor), name.split(' ').map((word) => meant.get(word) ?? [word]), SHOWN)));
  return unique(found.flat());
};
