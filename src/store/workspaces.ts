import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Workspace, Workspaces } from '../usecases/ports.ts';
import { planKept, rows, sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

const workspaceRow = z
  .object({ id: z.custom<WorkspaceId>((value) => typeof value === 'string'), slackId: z.string().nullable(), name: z.string() })
  .transform(({ id, slackId, name }): Workspace => ({ id, name, slackId: slackId ?? undefined }));

const readRow = z.object({ read_at: z.date().nullable() });

/** More workspaces than this in one installation are listed in part. */
const LISTED_AT_MOST = 1000;

export const workspaces = (database: PrismaClient): Workspaces => ({
  all: async () => {
    const found = await database.workspace.findMany({ orderBy: { createdAt: 'asc' }, take: LISTED_AT_MOST });
    return found.map((row) => workspaceRow.parse(row));
  },

  bySlackId: async (slackId) => {
    const found = await database.workspace.findUnique({ where: { slackId } });
    return found ? workspaceRow.parse(found) : undefined;
  },

  create: async (name, slackId) => workspaceRow.parse(await database.workspace.create({ data: { id: newId(), name, slackId: slackId ?? null } })),

  bind: async (id, slackId, name) => {
    const { count } = await database.workspace.updateMany({ where: { id, slackId: null }, data: { slackId, name } });
    return count === 1;
  },

  dataAsOf: async (workspaceId) => {
    const [found] = await rows(database, readRow, sql`${planKept}SELECT max(read_at) AS read_at FROM sources WHERE workspace_id = ${workspaceId}::uuid`);
    return found?.read_at ?? undefined;
  },

  markSourceRead: async (workspaceId, name, readAt) => {
    await database.source.upsert({
      where: { workspaceId_name: { workspaceId, name } },
      create: { workspaceId, name, readAt },
      update: { readAt },
    });
  },
});
