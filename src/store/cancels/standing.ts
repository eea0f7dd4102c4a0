import { z } from 'zod';
import type { MemberId, RequestId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { CancelRequest } from '../../domain/cancelRequest.ts';
import type { Standing } from '../../usecases/ports/cancels.ts';
import { planKept, rows, sql, type Database } from '../database.ts';
import { lockSend } from '../merged.ts';
import { sendDetails } from '../sendDetails.ts';
import { TIED, tiedRow } from '../tiedMember.ts';
import { REQUEST, requestRow } from './rows.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const found = z.object({ send_id: id<SendId>(), request: requestRow }).transform(({ send_id: sendId, request }) => ({ sendId, request }));

/** A request and its send's id. */
export const findRequest = async (database: Database, workspace: WorkspaceId, request: RequestId): Promise<{ sendId: SendId; request: CancelRequest } | undefined> => {
  const [row] = await rows(database, found, sql`${planKept}SELECT q.send_id, ${REQUEST} AS request FROM cancel_requests q
    WHERE q.workspace_id = ${workspace}::uuid AND q.id = ${request}::uuid`);
  return row;
};

const managerRow = z.object({ id: id<MemberId>() });
/** More managers of one team than this are not told of each cancel. */
const MANAGERS_TOLD = 20;
/** The Managers of a send's team, by name. */
export const managersOfSend = async (database: Database, workspace: WorkspaceId, send: SendId): Promise<MemberId[]> => {
  const managers = await rows(database, managerRow, sql`${planKept}SELECT m.id FROM members m WHERE m.workspace_id = ${workspace}::uuid AND m.role = 'MANAGER'
    AND EXISTS (SELECT 1 FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND s.id = ${send}::uuid AND s.team_id IS NOT NULL
      AND (m.every_team OR EXISTS (SELECT 1 FROM team_assignments a WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id AND a.team_id = s.team_id)))
    ORDER BY m.name, m.id LIMIT ${MANAGERS_TOLD}`);
  return managers.map((each) => each.id);
};

const EVERYTHING = { everything: true } as const;

/** Takes the send's lock, then the acting member's, and reads how things stand: each in a statement of its own, so that it sees what it waited for. */
export const readStanding = async (
  database: Database, workspace: WorkspaceId, about: { send: SendId } | { request: RequestId }, member: MemberId | undefined,
): Promise<Standing | undefined> => {
  const named = 'send' in about ? about.send : (await findRequest(database, workspace, about.request))?.sendId;
  const sendId = named && (await lockSend(database, workspace, named));
  if (sendId === undefined) return undefined;
  if (member !== undefined) {
    await database.$queryRaw(sql`SELECT 1 FROM members WHERE workspace_id = ${workspace}::uuid AND id = ${member}::uuid FOR SHARE`);
  }
  const details = await sendDetails(database, workspace, EVERYTHING, sendId);
  if (!details) return undefined;
  const { address: _address, message: _message, trackings: _trackings, history: _history, names, ...send } = details;
  const request = 'send' in about ? send.request : (await findRequest(database, workspace, about.request))?.request;
  const [acting] = member === undefined ? [] : await rows(database, tiedRow, sql`${TIED} WHERE m.workspace_id = ${workspace}::uuid AND m.id = ${member}::uuid`);
  return { actor: acting?.member.actor, send, names, request, managers: await managersOfSend(database, workspace, sendId) };
};
