import { z } from 'zod';
import { type CancelRequest, GATEWAYS, REQUEST_KINDS, REQUEST_STATES } from '../../domain/cancelRequest.ts';
import type { MemberId, RequestId } from '../../domain/ids.ts';
import { sql, type Sql } from '../database.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const optional = z.string().nullable().transform((value) => value ?? undefined);
const moment = z.string().transform((text) => new Date(text));
const person = z.object({ id: id<MemberId>(), name: z.string() });

/** A request as `REQUEST` builds it. */
export const requestRow = z.object({
  id: id<RequestId>(), kind: z.enum(REQUEST_KINDS), gateway: z.enum(GATEWAYS), state: z.enum(REQUEST_STATES), asked_by: person, asked_at: moment,
  reason: optional, answered_by: person.nullable(), answered_at: moment.nullable(), answer: optional, went_out_at: moment.nullable(),
}).transform((row): CancelRequest => ({
  id: row.id, kind: row.kind, gateway: row.gateway, state: row.state, askedBy: row.asked_by, askedAt: row.asked_at, reason: row.reason,
  answeredBy: row.answered_by ?? undefined, answeredAt: row.answered_at ?? undefined, answer: row.answer, wentOutAt: row.went_out_at ?? undefined,
}));

/** A request `q` as one JSON value, with the names of who asked and who answered. */
export const REQUEST = sql`json_build_object('id', q.id, 'kind', q.kind, 'gateway', q.gateway, 'state', q.state,
  'asked_by', (SELECT json_build_object('id', p.id, 'name', p.name) FROM members p WHERE p.workspace_id = q.workspace_id AND p.id = q.requester_id),
  'asked_at', q.asked_at, 'reason', q.reason,
  'answered_by', (SELECT json_build_object('id', p.id, 'name', p.name) FROM members p WHERE p.workspace_id = q.workspace_id AND p.id = q.answerer_id),
  'answered_at', q.answered_at, 'answer', q.answer, 'went_out_at', q.went_out_at)`;

/** The latest request of a send `s`, or null. */
export const LATEST_REQUEST: Sql = sql`(SELECT ${REQUEST} FROM cancel_requests q WHERE q.workspace_id = s.workspace_id AND q.send_id = s.id
    ORDER BY q.id DESC LIMIT 1)`;
