import type { DataAge } from '../domain/dataAge.ts';
import type { SendId } from '../domain/ids.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { SendReader, Workspaces } from './ports.ts';
import { type CardDeps, type SendCard, sendCard } from './sendCard.ts';

export type ShowSendDeps = CardDeps & { sends: Pick<SendReader, 'details'>; workspaces: Pick<Workspaces, 'dataAsOf'> };

/** The card of a send as it is now; `card` is undefined when this person may not see it (any more), or it does not exist. */
export const showSend = (deps: ShowSendDeps) =>
  async (actor: Actor, id: SendId): Promise<{ card: SendCard | undefined; asOf: DataAge | undefined }> => {
    const [send, asOf] = await Promise.all([
      deps.sends.details(actor.workspaceId, reachOf(actor), id),
      deps.workspaces.dataAsOf(actor.workspaceId, deps.clock()),
    ]);
    return { card: send && (await sendCard(deps)(actor, send)), asOf };
  };
