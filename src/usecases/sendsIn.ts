import type { DataAge } from '../domain/dataAge.ts';
import { candidatesIn } from '../domain/findIn.ts';
import { type Listed, listed } from '../domain/listed.ts';
import { NO_FILTER } from '../domain/query/filter.ts';
import { foldText } from '../domain/text.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { CardDeps } from './sendCard.ts';
import type { SendReader, Workspaces } from './ports.ts';

export type SendsInDeps = CardDeps & { sends: Pick<SendReader, 'named' | 'list'>; workspaces: Pick<Workspaces, 'dataAsOf'> };
/** `asked`: what the text was understood to name. `more`: there are further ones. */
export type SendsIn = { asked: readonly string[]; sends: readonly Listed[]; more: boolean; asOf: DataAge | undefined };

const SHOWN = 20;
/** As in any search, shorter texts find everything. */
const SHORTEST = 3;

/** The sends that a text names by number, id, tracking number, or by whom they go to: those that the actor may see, in two queries however much it names. */
export const sendsIn = (deps: SendsInDeps) => async (actor: Actor, text: string): Promise<SendsIn> => {
  const { workspaceId, memberId } = actor;
  const now = deps.clock();
  const reach = reachOf(actor);
  const { ids, recipients } = candidatesIn(text);
  const to = recipients.map(foldText).filter((each) => each.length >= SHORTEST);
  const [named, theirs, asOf] = await Promise.all([
    ids.length > 0 ? deps.sends.named(workspaceId, reach, ids, SHOWN + 1) : [],
    to.length > 0 ? deps.sends.list(workspaceId, reach, { ...NO_FILTER, to }, memberId, { size: SHOWN }) : undefined,
    deps.workspaces.dataAsOf(workspaceId, now),
  ]);
  const found = [...new Map([...named, ...(theirs?.items ?? [])].map((send) => [send.id, send])).values()];
  return {
    asked: [...ids, ...recipients], asOf, more: found.length > SHOWN || theirs?.next !== undefined,
    sends: found.slice(0, SHOWN).map((send) => listed(actor, send, { ...deps, now })),
  };
};
