import type { DataAge } from '../domain/dataAge.ts';
import type { SendId } from '../domain/ids.ts';
import type { SendDetails } from '../domain/send.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Clock, SendReader, Workspaces } from './ports.ts';

export type SendDetailsDeps = { sends: Pick<SendReader, 'details'>; workspaces: Pick<Workspaces, 'dataAsOf'>; clock: Clock };

/** Everything about a send, address and message included; `details` is undefined when this person may not see it, or it does not exist. */
export const sendDetails = ({ sends, workspaces, clock }: SendDetailsDeps) =>
  async (actor: Actor, id: SendId): Promise<{ details: SendDetails | undefined; asOf: DataAge | undefined }> => {
    const [details, asOf] = await Promise.all([
      sends.details(actor.workspaceId, reachOf(actor), id),
      workspaces.dataAsOf(actor.workspaceId, clock()),
    ]);
    return { details, asOf };
  };
