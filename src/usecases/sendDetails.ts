import type { DataAge } from '../domain/dataAge.ts';
import type { SendId } from '../domain/ids.ts';
import type { SendDetails } from '../domain/send.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { SendReader, Workspaces } from './ports.ts';
import { type CardDeps, type SendCard, sendCard } from './sendCard.ts';

export type SendDetailsDeps = CardDeps & { sends: Pick<SendReader, 'details'>; workspaces: Pick<Workspaces, 'dataAsOf'> };
/** A send's card, with everything there is to show of it. */
export type DetailedCard = Omit<SendCard, 'send'> & { send: SendDetails };

/** Everything about a send, address and message included; `details` is undefined when this person may not see it, or it does not exist. */
export const sendDetails = (deps: SendDetailsDeps) =>
  async (actor: Actor, id: SendId): Promise<{ details: DetailedCard | undefined; asOf: DataAge | undefined }> => {
    const [send, asOf] = await Promise.all([
      deps.sends.details(actor.workspaceId, reachOf(actor), id),
      deps.workspaces.dataAsOf(actor.workspaceId, deps.clock()),
    ]);
    return { details: send && { ...(await sendCard(deps)(actor, send)), send }, asOf };
  };
