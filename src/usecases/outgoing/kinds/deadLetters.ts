import type { Handler } from '../steps.ts';

/** Operators hear that something could not be delivered, as long as that is so. */
export const deadLetters: Handler<'dead-letters'> = async ({ outbox }, items, { workspaceId }) => {
  const ids = items.map(({ id }) => id);
  const { dead } = await outbox.state(workspaceId);
  const [latest] = await outbox.dead(workspaceId, 1);
  if (dead === 0) return [{ do: 'drop', items: ids, why: 'all delivered since' }];
  return [{ do: 'post', items: ids, content: { kind: 'dead-letters', count: dead, latest: latest?.endedAt } }];
};
