import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import { LIVES_FOR } from '../usecases/outgoing/kinds/refresh.ts';
import type { NewShare, Shares } from '../usecases/ports/shares.ts';
import { appendAudit } from './audit.ts';
import { rows, sql, time, type Database } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { addressOf } from './outbox/address.ts';
import { enqueue } from './outbox/enqueue.ts';
import { retrying } from './retrying.ts';

const messageRow = z.object({ ts: z.string() });
const found = z.object({ found: z.boolean() });

export const shares = (database: PrismaClient): Shares => ({
  share: (workspace, share, by) => retrying(() => database.$transaction(async (transaction) => {
    const { send, channel, gone } = share;
    await transaction.$queryRaw(sql`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`share ${workspace} ${channel} ${send}`}, 0))) turn`);
    if (gone !== undefined) await forget(transaction, workspace, share, gone);
    const [living] = await rows(transaction, messageRow, sql`SELECT l.ts FROM living_messages l JOIN mailboxes m ON m.workspace_id = l.workspace_id AND m.id = l.mailbox_id
      WHERE l.workspace_id = ${workspace}::uuid AND l.send_id = ${send}::uuid AND l.subject LIKE 'share:%' AND m.address = ${addressOf({ channel })}
        AND l.posted_at > ${time(new Date(by.at.getTime() - LIVES_FOR))}`);
    if (living) return { result: 'stands', ts: living.ts };
    const [underWay] = await rows(transaction, found, sql`SELECT EXISTS (SELECT 1 FROM outbox o JOIN mailboxes m ON m.workspace_id = o.workspace_id AND m.id = o.mailbox_id
      WHERE m.workspace_id = ${workspace}::uuid AND m.address = ${addressOf({ channel })} AND o.kind = 'share' AND o.send_id = ${send}::uuid AND o.state = 'WAITING') AS found`);
    if (underWay?.found === true) return { result: 'shared' };
    await appendAudit(transaction, workspace, [{ ...by, verb: 'shared', send, after: { channel } }]);
    const body = { kind: 'share', by: by.actor.member, channel } as const;
    await enqueue(transaction, workspace, [{ to: { channel }, body, key: `share:${newId()}`, sendId: send, dueAt: by.at }], by.at);
    return { result: 'shared' };
  })),
});

/** A later share is posted anew: the row of the message that was taken away goes, too. */
const forget = async (database: Database, workspace: WorkspaceId, { send, channel }: NewShare, ts: string): Promise<void> => {
  await database.$executeRaw(sql`DELETE FROM living_messages l USING mailboxes m WHERE l.workspace_id = ${workspace}::uuid AND l.send_id = ${send}::uuid AND l.ts = ${ts}
    AND m.workspace_id = l.workspace_id AND m.id = l.mailbox_id AND m.address = ${addressOf({ channel })}`);
};
