import type { Handler, Step } from '../steps.ts';

/** A file's card is posted once, to the Admin who dropped it, and tells from then on how far it is. */
export const importCard: Handler<'import'> = async ({ imports }, items, { workspaceId, reader, living }) => {
  const subjects = items.map(({ body }) => `import:${body.importId}`);
  const posted = await living(subjects);
  return Promise.all(items.map(async ({ id, body: { importId } }, i): Promise<Step> => {
    const job = await imports.find(workspaceId, importId);
    if (!job) return { do: 'drop', items: [id], why: 'no such import' };
    // What a file holds is for Admins, as they are now.
    if (reader.is !== 'member' || reader.actor.role !== 'ADMIN') return { do: 'drop', items: [id], why: 'its reader is no Admin' };
    const subject = subjects[i] ?? '';
    const content = { kind: 'import', job } as const;
    return posted.has(subject) ? { do: 'edit', items: [id], subject, content } : { do: 'post', items: [id], subject, content };
  }));
};
