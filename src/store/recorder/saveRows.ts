import { statusDetail } from '../../domain/status.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { searchTextOf } from '../../usecases/deriveSend.ts';
import { sameTold } from '../../usecases/mergeRecord.ts';
import { join, raw, sql, time, type Sql } from '../database.ts';
import type { ToSave } from './save.ts';

/** The time that a field has of which nobody ever said anything, where there is no other word for that. */
export const NEVER_TOLD = new Date(0);

/** The columns of a send's row that change when it moves on, with their types. */
const MOVES = {
  family: 'text', status: 'text', status_detail: 'text', status_since: 'timestamptz', status_approximate: 'boolean', status_run: 'int', moved_at: 'timestamptz',
  recheck_at: 'timestamptz', listed_at: 'timestamptz', told_at: 'timestamptz', told_before: 'jsonb',
} as const;
/** All of them, but for those that say when it was written. */
const COLUMNS = {
  ...MOVES, number: 'text', kind: 'text', test: 'boolean', sender_id: 'uuid', team_id: 'uuid', campaign_id: 'uuid', recipient_name: 'text', recipient_email: 'text',
  recipient_company: 'text', recipient_address: 'text', message: 'text', gift: 'text', cost_cents: 'bigint', currency: 'text', sent_via: 'text',
  created_at: 'timestamptz', confirm_by: 'timestamptz', search_text: 'text',
} as const;

const moveOf = ({ state, derived, run, movedAt }: ToSave): Record<keyof typeof MOVES, unknown> => ({
  family: derived.family,
  status: derived.current.status.name,
  status_detail: statusDetail(derived.current.status),
  status_since: derived.current.since,
  status_approximate: derived.current.approximate,
  status_run: run,
  moved_at: movedAt,
  recheck_at: derived.current.recheckAt,
  listed_at: derived.listedAt,
  told_at: state.toldAt,
  // `test` has no word for "never told": it gets a time that everything is newer than.
  told_before: { ...state.toldBefore, ...(state.fields.test === undefined && { test: NEVER_TOLD }) },
});

const rowOf = (send: ToSave): Record<keyof typeof COLUMNS, unknown> => {
  const { derived, state } = send;
  const { teamId, fields } = state;
  return {
    ...moveOf(send),
    number: derived.number,
    kind: fields.kind ?? '',
    test: fields.test ?? false,
    sender_id: fields.senderId,
    team_id: teamId,
    campaign_id: fields.campaign?.id,
    recipient_name: fields.recipientName,
    recipient_email: fields.recipientEmail,
    recipient_company: fields.recipientCompany,
    recipient_address: fields.recipientAddress,
    message: fields.message,
    gift: fields.gift,
    cost_cents: fields.cost?.cents,
    currency: fields.cost?.currency,
    sent_via: fields.sentVia,
    created_at: fields.createdAt,
    confirm_by: fields.confirmBy,
    search_text: searchTextOf(state),
  };
};

/** Whether a known send only moved on: no more was said of it than its status. */
export const isMove = ({ state, before }: ToSave): boolean =>
  before !== undefined && sameTold(state.fields, before.fields) && state.teamId === before.teamId && state.names.length === before.names.length
  && state.parcels === before.parcels;

type Columns = Readonly<Record<string, string>>;
const list = (columns: Columns, each: (name: string, type: string) => string): Sql => join(Object.entries(columns).map(([name, type]) => raw(each(name, type))), ', ');
const recordset = (columns: Columns, values: readonly object[]): Sql =>
  sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(id uuid, ${list(columns, (name, type) => `${name} ${type}`)})`;

export const insertRows = (workspace: WorkspaceId, sends: readonly ToSave[], now: Date): Sql | undefined => {
  if (sends.length === 0) return undefined;
  const names = list(COLUMNS, (name) => name);
  return sql`INSERT INTO sends (workspace_id, id, ${names}, recorded_at, changed_at) SELECT ${workspace}::uuid, id, ${names}, ${time(now)}, ${time(now)}
    FROM ${recordset(COLUMNS, sends.map((send) => ({ id: send.state.id, ...rowOf(send) })))}`;
};

const update = (workspace: WorkspaceId, columns: Columns, values: readonly object[], now: Date): Sql | undefined =>
  values.length === 0 ? undefined : sql`UPDATE sends s SET ${list(columns, (name) => `${name} = r.${name}`)}, changed_at = ${time(now)}
    FROM ${recordset(columns, values)} WHERE s.workspace_id = ${workspace}::uuid AND s.id = r.id`;

export const updateRows = (workspace: WorkspaceId, sends: readonly ToSave[], now: Date): Sql | undefined =>
  update(workspace, COLUMNS, sends.map((send) => ({ id: send.state.id, ...rowOf(send) })), now);

export const updateMoves = (workspace: WorkspaceId, sends: readonly ToSave[], now: Date): Sql | undefined =>
  update(workspace, MOVES, sends.map((send) => ({ id: send.state.id, ...moveOf(send) })), now);
