import type { WorkspaceId } from '../domain/ids.ts';
import type { Clock, Workspaces } from './ports.ts';
import type { AsideCursor, Deliveries } from './ports/deliveries.ts';
import type { ReadNews } from './takeDelivery.ts';

export type RetrySetAsideDeps = { deliveries: Pick<Deliveries, 'setAside' | 'take'>; workspaces: Pick<Workspaces, 'all'>; read: ReadNews; clock: Clock };

const SIZE = 100;

/** Reads again what was set aside: by now this may be a version that understands it, or the send may be known. Returns how many were taken. */
export const retrySetAside = (deps: RetrySetAsideDeps) => async (): Promise<number> => {
  let taken = 0;
  for (const { id } of await deps.workspaces.all()) taken += await retryIn(deps, id);
  return taken;
};

const retryIn = async ({ deliveries, read, clock }: RetrySetAsideDeps, workspace: WorkspaceId): Promise<number> => {
  let taken = 0;
  let after: AsideCursor | undefined;
  for (;;) {
    const page = await deliveries.setAside(workspace, { size: SIZE, after });
    const readable = page.flatMap(({ id, event, body }) => {
      const news = read(Buffer.from(body), event, clock());
      // What is still not understood stays as it is.
      return news.ok && news.value.form !== 'not-understood' ? [{ id, event, body, news: news.value }] : [];
    });
    if (readable.length > 0) taken += (await deliveries.take(workspace, readable, clock())).filter(({ result }) => result !== 'set-aside' && result !== 'duplicate').length;
    after = page.at(-1);
    if (page.length < SIZE) return taken;
  }
};
