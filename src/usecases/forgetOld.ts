import type { SendId } from '../domain/ids.ts';
import type { Forgetting } from './ports/forgetting.ts';
import type { Workspaces } from './ports.ts';

export type ForgetOldDeps = { forgetting: Pick<Forgetting, 'old'>; workspaces: Pick<Workspaces, 'all'> };

/** Sends looked at in one transaction. */
const AT_ONCE = 2000;
const DAY = 24 * 60 * 60_000;

/** Erases who sends went to of which nothing was heard for so many days, in every workspace; returns how many sends. */
export const forgetOld = ({ forgetting, workspaces }: ForgetOldDeps, days: number) => async (now: Date): Promise<number> => {
  const before = new Date(now.getTime() - days * DAY);
  let erased = 0;
  for (const { id } of await workspaces.all()) {
    let after: SendId | undefined;
    do {
      const { sends, next } = await forgetting.old(id, before, { size: AT_ONCE, after }, { actor: 'tracker', door: 'job', at: now });
      erased += sends;
      after = next;
    } while (after !== undefined);
  }
  return erased;
};
