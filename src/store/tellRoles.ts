import type { MemberId } from '../domain/ids.ts';
import type { Doer } from '../usecases/ports/audit.ts';
import type { NewItem } from '../usecases/ports/outbox.ts';

/** What tells a person of their own change. Changed again before it left, they hear of it once, as it is then. */
export const roleChangedItem = (member: MemberId, what: 'rights' | 'tie', { actor, at }: Doer): NewItem => {
  const by = typeof actor === 'object' && 'member' in actor ? actor.member : undefined;
  return { to: { member }, body: { kind: 'role-changed', what, by }, key: 'role-changed', again: true, dueAt: at };
};
