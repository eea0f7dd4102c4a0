import { looks, nextAt } from '../../home/looking.ts';
import { showHome } from '../../home/showHome.ts';
import type { Handler } from '../steps.ts';

/** A Home that is looked at, or that showed what its person may see no longer, shows what is so by now: for its person only, and never more often than every few seconds. */
export const home: Handler<'home'> = async (deps, items, { reader, workspaceId, now }) => {
  const ids = items.map(({ id }) => id);
  if (reader.is !== 'member') return [{ do: 'drop', items: ids, why: 'a Home is for its person' }];
  const { actor } = reader;
  const before = await deps.homes.view(workspaceId, actor.memberId);
  const due = items.some(({ body }) => body.rights === true);
  if (!before || !(due || looks(before, now))) return [{ do: 'drop', items: ids, why: 'nobody looks' }];
  const next = nextAt(before, actor.role);
  if (now < next) return [{ do: 'wait', items: ids, until: next }];
  return [{ do: 'publish', items: ids, before, content: await showHome({ ...deps, clock: () => now })(actor, before.turn) }];
};
