import type { DataAge } from '../domain/dataAge.ts';
import type { Listed } from '../domain/listed.ts';
import { STATUS_NAMES } from '../domain/notice/events.ts';
import type { Thresholds } from '../domain/staleness.ts';
import type { CancelMode } from '../domain/cancelRequest.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import { type ListedDeps, listedSends } from './listedSends.ts';
import type { Notices } from './ports/notices.ts';
import type { Clock, Page, PageRequest, Workspaces } from './ports.ts';

export type ShowChannelFoldDeps = ListedDeps & {
  notices: Pick<Notices, 'foldPage'>; workspaces: Pick<Workspaces, 'dataAsOf'>; clock: Clock; thresholds: Thresholds; cancelMode: CancelMode;
};

/** Of the sends in a channel's message of many, a page of those that the actor may see; how many others there are changes nothing of it. */
export const showChannelFold = (deps: ShowChannelFoldDeps) =>
  async (actor: Actor, { fold, channel }: { fold: string; channel: string }, request: PageRequest): Promise<{ page: Page<Listed>; asOf: DataAge | undefined }> => {
    const now = deps.clock();
    const [page, asOf] = await Promise.all([
      deps.notices.foldPage(actor.workspaceId, reachOf(actor), { address: `channel:${channel}`, fold }, STATUS_NAMES, request), deps.workspaces.dataAsOf(actor.workspaceId, now),
    ]);
    return { page: { ...page, items: await listedSends(deps, actor, page.items, { ...deps, now }) }, asOf };
  };
