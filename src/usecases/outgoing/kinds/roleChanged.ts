import { whoAmI } from '../../whoAmI.ts';
import type { Handler } from '../steps.ts';

/** A person hears of their own role or connection, as it is when it leaves; several changes are told as one. Nobody else hears it in their place. */
export const roleChanged: Handler<'role-changed'> = async (deps, items, { reader, workspaceId, now }) => {
  const ids = items.map(({ id }) => id);
  const latest = items.at(-1);
  if (!latest || reader.is !== 'member' || latest.meantFor) return [{ do: 'drop', items: ids, why: 'only for themselves' }];
  const { what, by } = latest.body;
  const [who, names] = await Promise.all([
    whoAmI({ ...deps, clock: () => now })(reader.actor),
    deps.people.names(workspaceId, by === undefined ? [] : [by]),
  ]);
  return [{ do: 'post', items: ids, content: { kind: 'role-changed', what, by: by === undefined ? undefined : names.get(by), role: who.role, teams: who.teams } }];
};
