import type { SendId } from '../domain/ids.ts';
import type { Status } from '../domain/status.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Clock } from './ports.ts';
import type { Once } from './ports/once.ts';
import type { Places } from './ports/places.ts';
import type { Search } from './ports/search.ts';

export type ShowLinksDeps = { search: Pick<Search, 'each'>; once: Once; places: Pick<Places, 'look'>; clock: Clock };

/** What everybody in a channel may read of a send. `now` is left out where strangers may be reading. */
export type LinkedSend = { id: SendId; number: string; now: { status: Status; since: Date; approximate: boolean } | undefined };
/** `name`: what the link named. */
export type ShownLink = { name: string; send: LinkedSend };

/** A send is shown in a channel once in so long, in ms: who pastes it again reads it a few lines above. */
const ONCE_IN = 30 * 60_000;
const keyOf = (channel: string, id: SendId): string => `link:${channel}:${id}`;

/**
 * What to show beneath links that somebody posted in a channel: only of sends that they may see themselves, so that a guessed link tells nothing, and nothing
 * personal, whoever is in the channel. Each at most once a channel and half an hour, whichever instance is told.
 */
export const showLinks = ({ search, once, places, clock }: ShowLinksDeps) => async (actor: Actor, channel: string, names: readonly string[]): Promise<ShownLink[]> => {
  const found = await search.each(actor.workspaceId, reachOf(actor), names, 2);
  // A name of several sends is none of a link.
  const named = found.flatMap(({ name, sends: [send, another] }) => (send && !another ? [{ name, send }] : []));
  if (named.length === 0) return [];
  const strangers = (await places.look(channel))?.strangers ?? 'unknown';
  const now = clock();
  const shown: ShownLink[] = [];
  for (const { name, send: { id, number, status, since, sinceApproximate: approximate } } of named) {
    if (!(await once.take(actor.workspaceId, keyOf(channel, id), now, new Date(now.getTime() + ONCE_IN)))) continue;
    shown.push({ name, send: { id, number, now: strangers === 'none' ? { status, since, approximate } : undefined } });
  }
  return shown;
};

/** They were not shown after all. */
export const linksNotShown = ({ once }: Pick<ShowLinksDeps, 'once'>) => async (actor: Actor, channel: string, shown: readonly ShownLink[]): Promise<void> => {
  await Promise.all(shown.map(({ send }) => once.giveBack(actor.workspaceId, keyOf(channel, send.id))));
};
