import type { Handler, Step } from '../steps.ts';

/** An export's card is posted once, to whoever asked for it, and tells from then on how far it is and when the file goes. */
export const exportCard: Handler<'export'> = async ({ exports }, items, { workspaceId, reader, living }) => {
  const subjects = items.map(({ body }) => `export:${body.exportId}`);
  const posted = await living(subjects);
  return Promise.all(items.map(async ({ id, body: { exportId } }, i): Promise<Step> => {
    const job = await exports.find(workspaceId, exportId);
    if (!job) return { do: 'drop', items: [id], why: 'no such export' };
    if (reader.is !== 'member' || reader.actor.memberId !== job.memberId) return { do: 'drop', items: [id], why: 'its reader did not ask for it' };
    const subject = subjects[i] ?? '';
    const content = { kind: 'export', job } as const;
    return posted.has(subject) ? { do: 'edit', items: [id], subject, content } : { do: 'post', items: [id], subject, content };
  }));
};
