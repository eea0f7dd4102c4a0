import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Workspace, Workspaces } from '../usecases/ports.ts';
import { planKept, rows, sql, time, type Database } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

const workspaceRow = z
  .object({ id: z.custom<WorkspaceId>((value) => typeof value === 'string'), slack_id: z.string().nullable(), name: z.string() })
  .transform(({ id, slack_id: slackId, name }): Workspace => ({ id, name, slackId: slackId ?? undefined }));

const ageRow = z.object({ read_at: z.date().nullable(), due_at: z.date().nullable(), heard_at: z.date().nullable() });

/** More workspaces than this in one installation are listed in part. */
const LISTED_AT_MOST = 1000;

/** Every answer says how old its data is; what was read within this time is told again. In ms. */
const AGE_KNOWN_FOR = 1000;

/** Shares an answer among those who ask for it within `ms`. A failure is not remembered. */
const remembering = <Key, Answer>(ask: (key: Key) => Promise<Answer>, ms: number) => {
  const known = new Map<Key, { answer: Promise<Answer>; until: number }>();
  const get = (key: Key): Promise<Answer> => {
    const before = known.get(key);
    if (before && before.until > performance.now()) return before.answer;
    const answer = ask(key);
    known.set(key, { answer, until: performance.now() + ms });
    answer.catch(() => known.delete(key));
    return answer;
  };
  return { get, forget: (key: Key) => known.delete(key) };
};

export const workspaces = (database: PrismaClient): Workspaces => {
  const ages = remembering(async (workspaceId: WorkspaceId) => {
    const [found] = await rows(
      database, ageRow, sql`${planKept}SELECT max(read_at) AS read_at, min(due_at) AS due_at, max(heard_at) AS heard_at FROM sources WHERE workspace_id = ${workspaceId}::uuid`,
    );
    return found;
  }, AGE_KNOWN_FOR);
  return {
    all: () => rows(database, workspaceRow, sql`SELECT id, slack_id, name FROM workspaces ORDER BY created_at, id LIMIT ${LISTED_AT_MOST}`),

    bySlackId: async (slackId) => {
      const [found] = await rows(database, workspaceRow, sql`SELECT id, slack_id, name FROM workspaces WHERE slack_id = ${slackId}`);
      return found;
    },

    create: (name, slackId) => database.$transaction((transaction) => findOrCreate(transaction, name, slackId)),

    bind: async (id, slackId, name) => {
      const bound = await database.$executeRaw(sql`UPDATE workspaces SET slack_id = ${slackId}, name = ${name} WHERE id = ${id}::uuid AND slack_id IS NULL`);
      return bound === 1;
    },

    dataAsOf: async (workspaceId, now) => {
      const age = await ages.get(workspaceId);
      if (!age?.read_at && !age?.heard_at) return undefined;
      const { read_at: at, due_at: dueAt, heard_at: heard } = age;
      return { at: at ?? undefined, late: at !== null && dueAt !== null && dueAt < now, heard: heard ?? undefined };
    },

    markSourceRead: async (workspaceId, name, readAt) => {
      await database.$executeRaw(sql`INSERT INTO sources (workspace_id, name, read_at) VALUES (${workspaceId}::uuid, ${name}, ${time(readAt)})
        ON CONFLICT (workspace_id, name) DO UPDATE SET read_at = excluded.read_at`);
      ages.forget(workspaceId);
    },
  };
};

/** Any number, the same in every instance: those who create a workspace at once take turns. */
const TURN = 7_231_905;

const findOrCreate = async (database: Database, name: string, slackId: string | undefined): Promise<Workspace> => {
  await database.$queryRaw(sql`SELECT 1 FROM (SELECT pg_advisory_xact_lock(${TURN}::bigint)) turn`);
  const same = slackId === undefined ? sql`slack_id IS NULL AND name = ${name}` : sql`slack_id = ${slackId}`;
  const [found] = await rows(database, workspaceRow, sql`SELECT id, slack_id, name FROM workspaces WHERE ${same} LIMIT 1`);
  if (found) return found;
  const id = newId();
  await database.$executeRaw(sql`INSERT INTO workspaces (id, slack_id, name) VALUES (${id}::uuid, ${slackId ?? null}, ${name})`);
  return workspaceRow.parse({ id, slack_id: slackId ?? null, name });
};
