import type { DataAge } from '../domain/dataAge.ts';
import type { Send } from '../domain/send.ts';
import type { Listed } from '../domain/listed.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import { listedSends } from './listedSends.ts';
import type { SendReader, Workspaces } from './ports.ts';
import { type CardDeps, type SendCard, sendCard } from './sendCard.ts';

export type FindSendDeps = CardDeps & { sends: Pick<SendReader, 'lookUp'>; workspaces: Pick<Workspaces, 'dataAsOf'> };

/** `names`: how many were asked for. `missing`: the parts of what was asked that name nothing. `more`: there are further ones beyond those listed. */
export type Found = { asked: string; asOf: DataAge | undefined } & (
  | { found: 'one'; card: SendCard }
  | { found: 'several'; sends: readonly Listed[]; more: boolean; names: number; missing: readonly string[] }
  | { found: 'none' }
);

const SHOWN = 5;

/**
 * Finds what a person means by a number, another system's id or a tracking number, among the sends they may see: outside of them is as
 * if it did not exist. The text is one name, spaces included; only when that finds nothing, up to five names.
 */
export const findSend = (deps: FindSendDeps) => async (actor: Actor, asked: string): Promise<Found> => {
  const reach = reachOf(actor);
  const lookUp = (text: string): Promise<Send[]> => deps.sends.lookUp(actor.workspaceId, reach, text, SHOWN + 1);
  const [whole, asOf] = await Promise.all([lookUp(asked), deps.workspaces.dataAsOf(actor.workspaceId, deps.clock())]);
  const parts = asked.split(/[\s,;]+/).filter((part) => part !== '');
  const severally = whole.length === 0 && parts.length > 1 && parts.length <= SHOWN;
  const perPart = severally ? await Promise.all(parts.map(async (part) => ({ part, sends: await lookUp(part) }))) : [];
  const sends = [...new Map([...whole, ...perPart.flatMap((each) => each.sends)].map((send) => [send.id, send])).values()];
  const missing = perPart.filter((each) => each.sends.length === 0).map(({ part }) => part);
  const [only] = sends;
  if (!only) return { found: 'none', asked, asOf };
  if (sends.length === 1 && missing.length === 0) return { found: 'one', asked, asOf, card: await sendCard(deps)(actor, only) };
  const shown = await listedSends(deps, actor, sends.slice(0, SHOWN), { ...deps, now: deps.clock() });
  return { found: 'several', asked, asOf, sends: shown, more: sends.length > SHOWN, names: severally ? parts.length : 1, missing };
};
