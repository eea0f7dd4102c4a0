import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { AUDIT_DOORS, AUDIT_VERBS } from '../domain/auditWords.ts';
import type { MemberId, SendId, SlackUserId, WorkspaceId } from '../domain/ids.ts';
import {
  type Audit, type AuditActor, type AuditEntry, type AuditFilter, type NewAuditEntry,
} from '../usecases/ports/audit.ts';
import { all, rows, sql, time, uuids, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { everCalled } from './merged.ts';

/** An id or a closed word: nothing that a person could be read from fits (no space, no @, no letter beyond ASCII). */
const word = z.union([z.string().regex(/^[A-Za-z0-9_:.*-]{0,64}$/), z.number(), z.boolean(), z.null()]);
const facts = z.record(z.string().regex(/^[A-Za-z]{1,32}$/), z.union([word, z.array(word).max(10_000)]));

/**
 * Adds entries inside the caller's transaction: what was done and its entry are there together or not at all. Throws, and so undoes
 * the caller's work, when `before` or `after` holds anything but ids and closed words.
 */
export const appendAudit = async (database: Database, workspace: WorkspaceId, entries: readonly NewAuditEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const values = entries.map(({ at, actor, door, verb, send, member, before, after }) => ({
    id: newId(), at, ...actorColumns(actor), door, verb, send_id: send, member_id: member,
    before: before && facts.parse(before), after: after && facts.parse(after),
  }));
  await database.$executeRaw(sql`INSERT INTO audit (workspace_id, id, at, actor, actor_member_id, actor_slack_user_id, door, verb, send_id, member_id, before, after)
    SELECT ${workspace}::uuid, id, at, actor, actor_member_id, actor_slack_user_id, door, verb, send_id, member_id, before, after
    FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(id uuid, at timestamptz, actor text, actor_member_id uuid, actor_slack_user_id text,
      door text, verb text, send_id uuid, member_id uuid, before jsonb, after jsonb)`);
};

const actorColumns = (actor: AuditActor) => {
  if (typeof actor === 'string') return { actor };
  return { actor: 'person', ...('member' in actor && { actor_member_id: actor.member }), actor_slack_user_id: actor.slackUser };
};

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string').nullable().transform((value) => value ?? undefined);
const entryRow = z
  .object({
    id: z.string(), at: z.date(), actor: z.enum(['person', 'operator', 'source', 'tracker']),
    actor_member_id: id<MemberId>(), actor_slack_user_id: id<SlackUserId>(),
    door: z.enum(AUDIT_DOORS), verb: z.enum(AUDIT_VERBS), send_id: id<SendId>(), member_id: id<MemberId>(), before: facts.nullable(), after: facts.nullable(),
  })
  .transform(({ actor_member_id, actor_slack_user_id, send_id, member_id, ...row }, context): AuditEntry => ({
    id: row.id, at: row.at, actor: actorOf(row.actor, actor_member_id, actor_slack_user_id, context),
    door: row.door, verb: row.verb, send: send_id, member: member_id, before: row.before ?? undefined, after: row.after ?? undefined,
  }));

type Kind = 'person' | Extract<AuditActor, string>;
const actorOf = (kind: Kind, member: MemberId | undefined, slackUser: SlackUserId | undefined, context: z.RefinementCtx): AuditActor => {
  if (kind !== 'person') return kind;
  if (member !== undefined) return { member, slackUser };
  if (slackUser !== undefined) return { slackUser };
  context.addIssue('a person who is nobody');
  return z.NEVER;
};

const numberRow = z.object({ id: z.custom<SendId>((value) => typeof value === 'string'), number: z.string() });

const ENTRY = sql`SELECT id, at, actor, actor_member_id, actor_slack_user_id, door, verb, send_id, member_id, before, after FROM audit`;

const conditions = (workspace: WorkspaceId, { since, until, send, member }: AuditFilter): Sql[] => [
  sql`workspace_id = ${workspace}::uuid`,
  ...(since ? [sql`at >= ${time(since)}`] : []),
  ...(until ? [sql`at < ${time(until)}`] : []),
  ...(send === undefined ? [] : [sql`send_id = ANY(${everCalled(workspace, send)})`]),
  ...(member === undefined ? [] : [sql`(member_id = ${member}::uuid OR actor_member_id = ${member}::uuid)`]),
];

export const audit = (database: PrismaClient): Audit => ({
  append: (workspace, entries) => appendAudit(database, workspace, entries),

  page: (workspace, filter, { size, after }) => {
    const past = after ? [sql`(at, id) > (${time(after.at)}, ${after.id}::uuid)`] : [];
    return rows(database, entryRow, sql`${ENTRY} WHERE ${all([...conditions(workspace, filter), ...past])} ORDER BY at, id LIMIT ${size}`);
  },

  numbers: async (workspace, sends) => {
    if (sends.length === 0) return new Map();
    const found = await rows(database, numberRow, sql`SELECT asked.id, s.number FROM unnest(${uuids(sends)}) AS asked(id)
      LEFT JOIN merged_sends m ON m.workspace_id = ${workspace}::uuid AND m.id = asked.id
      JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = coalesce(m.send_id, asked.id)`);
    return new Map(found.map(({ id, number }) => [id, number]));
  },

  ofSend: (workspace, send, limit) =>
    rows(database, entryRow, sql`${ENTRY} WHERE ${all(conditions(workspace, { send }))} ORDER BY at DESC, id DESC LIMIT ${limit}`),
});
