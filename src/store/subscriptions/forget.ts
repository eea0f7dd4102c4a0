import { z } from 'zod';
import type { SubscriptionId, WorkspaceId } from '../../domain/ids.ts';
import { rows, sql, texts, type Database } from '../database.ts';
import { forgetSubscriptions } from './channelNews.ts';
import { subscriptionRow, SUBSCRIPTIONS } from './rows.ts';
import { turnSubscription } from './turn.ts';

const id = z.object({ id: z.custom<SubscriptionId>((value) => typeof value === 'string') });

/** Ends what channels hear of where that names somebody who is to be forgotten: by their address, or by exactly their name. Both folded. */
export const forgetInSubscriptions = async (database: Database, workspace: WorkspaceId, email: string, names: readonly string[], at: Date): Promise<void> => {
  const naming = await rows(database, id, sql`SELECT s.id FROM subscriptions s WHERE s.workspace_id = ${workspace}::uuid AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text((s.filter::jsonb #> '{filter,to}') || (s.filter::jsonb #> '{filter,text}')) each(word)
    WHERE position(${email} IN each.word) > 0 OR each.word = ANY(${texts(names)}))`);
  for (const each of naming) {
    const [found] = await rows(database, subscriptionRow, sql`${SUBSCRIPTIONS} WHERE s.workspace_id = ${workspace}::uuid AND s.id = ${each.id}::uuid`);
    if (found) await turnSubscription(database, workspace, found, { what: 'ended', why: 'forgotten' }, undefined, at);
    // One that rests is told nothing of.
    await database.$executeRaw(sql`DELETE FROM subscriptions WHERE workspace_id = ${workspace}::uuid AND id = ${each.id}::uuid`);
  }
  forgetSubscriptions(workspace);
};
