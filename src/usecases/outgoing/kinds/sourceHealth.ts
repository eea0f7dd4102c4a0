import type { Handler } from '../steps.ts';

/** A source's latest state is told; what it overtook goes with it. */
export const sourceHealth: Handler<'source-health'> = async (_deps, items) =>
  [...new Set(items.map(({ body }) => body.source))].flatMap((source) => {
    const told = items.filter(({ body }) => body.source === source);
    const latest = told.at(-1);
    return latest ? [{ do: 'post', items: told.map(({ id }) => id), content: latest.body }] : [];
  });
