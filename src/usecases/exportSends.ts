import type { WorkspaceId } from '../domain/ids.ts';
import type { Filter } from '../domain/query/filter.ts';
import { type Actor, type ListView, reachOfView } from '../domain/visibility.ts';
import { addressOf } from './outgoing/memberCard.ts';
import type { ExportedSend, ExportRequest, SendReader } from './ports.ts';

export type ExportSendsDeps = { sends: Pick<SendReader, 'exportPage'> };

/**
 * Who exports. The operator of the tracker gets all there is. A member gets what they may see, addresses and messages only when
 * asked for; `actor` is asked afresh before each page, and throws once the member may see nothing any more. `view`: which list of theirs,
 * all of it unless said otherwise.
 */
export type Exporter =
  | { operatorOf: WorkspaceId }
  | { actor: () => Promise<Actor>; withAddress: boolean; view?: ListView; /** Which message of many of theirs. */ fold?: string };

/** Rows fetched at once: enough for a query to be worth it, few enough that long messages don't fill the memory. */
const PAGE_SIZE = 1000;

/**
 * The sends within the exporter's reach that meet a filter, read page by page as they are taken. Every send that is there all along comes
 * exactly once; one that comes or changes meanwhile may or may not show it.
 */
export const exportSends = ({ sends }: ExportSendsDeps) =>
  async function* (exporter: Exporter, filter: Filter): AsyncGenerator<ExportedSend> {
    const page = pageFor(sends, exporter, filter);
    for (let after: ExportRequest['after']; ; ) {
      const found = await page({ size: PAGE_SIZE, after });
      yield* found;
      const last = found.at(-1);
      if (!last || found.length < PAGE_SIZE) return;
      after = last.id;
    }
  };

const pageFor = (sends: ExportSendsDeps['sends'], exporter: Exporter, filter: Filter) => async (request: ExportRequest): Promise<ExportedSend[]> => {
  if ('operatorOf' in exporter) return sends.exportPage(exporter.operatorOf, { everything: true }, filter, undefined, request);
  const actor = await exporter.actor();
  const found = await sends.exportPage(actor.workspaceId, reachOfView(actor, exporter.view ?? 'all'), filter, actor.memberId, {
    ...request, ...(exporter.fold !== undefined && { fold: { address: addressOf(actor), fold: exporter.fold } }),
  });
  return exporter.withAddress ? found : found.map((send) => ({ ...send, address: undefined, message: undefined }));
};
