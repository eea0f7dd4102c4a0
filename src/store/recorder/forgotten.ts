import { z } from 'zod';
import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import type { SendState } from '../../usecases/mergeRecord.ts';
import type { SendRecord } from '../../usecases/ports.ts';
import { planKept, rows, sql, texts, type Database } from '../database.ts';
import { hashOf } from '../eraseSends.ts';

const hashRow = z.object({ hash: z.string(), at: z.date() });

/** Records as they may be written down, and the sends that turn out to be about somebody who was forgotten. */
export type Allowed = { records: readonly SendRecord[]; newly: readonly SendId[] };
type Admitted = (place: number) => SendId | undefined;
/** `byNow`: which send one is, once those that are proved to be one are. */
type Told = { known: readonly SendState[]; records: readonly SendRecord[]; admitted: Admitted; byNow: (id: SendId) => SendId };

/**
 * Leaves recipients out who were forgotten: of sends whose recipient was erased, whatever is told; and of sends from before somebody was forgotten that
 * name their address. Called after `turnOfRecording`, with what is known of the sends read under their locks.
 */
export const withoutForgotten = async (database: Database, workspace: WorkspaceId, { known, records, admitted, byNow }: Told): Promise<Allowed> => {
  const hashes = records.map(({ recipientEmail }) => (recipientEmail === undefined ? undefined : hashOf(workspace, recipientEmail)));
  const erased = new Set(known.flatMap(({ id, kept }) => (kept?.forgotten ? [id] : [])));
  const since = await forgottenOf(database, workspace, hashes);
  const states = new Map(known.map((state) => [state.id, state]));
  const newly = records.flatMap((record, i) => {
    const id = admitted(i);
    const at = since.get(hashes[i] ?? '');
    return id !== undefined && at && !erased.has(id) && bornOf(record, states.get(id)) < at.getTime() ? [id] : [];
  });
  const gone = new Set([...erased, ...newly].map(byNow));
  // One with an erased send, it is erased, too.
  const joined = known.flatMap(({ id }) => (byNow(id) !== id && gone.has(byNow(id)) ? [byNow(id)] : []));
  return {
    newly: [...new Set([...newly.map(byNow), ...joined])],
    records: gone.size === 0 ? records : records.map((record, i) => (isIn(gone, admitted(i), byNow) ? withoutRecipient(record) : record)),
  };
};

const isIn = (ids: ReadonlySet<SendId>, id: SendId | undefined, byNow: Told['byNow']): boolean => id !== undefined && ids.has(byNow(id));

const forgottenOf = async (database: Database, workspace: WorkspaceId, hashes: readonly (string | undefined)[]): Promise<ReadonlyMap<string, Date>> => {
  const asked = [...new Set(hashes.filter((hash) => hash !== undefined))];
  if (asked.length === 0) return new Map();
  const found = await rows(database, hashRow, sql`${planKept}SELECT hash, at FROM forgotten_recipients WHERE workspace_id = ${workspace}::uuid AND hash = ANY(${texts(asked)})`);
  return new Map(found.map(({ hash, at }) => [hash, at]));
};

/** When a send was made, as far as anybody says: else the earliest that was heard of it. In ms. */
const bornOf = (record: SendRecord, state: SendState | undefined): number => {
  const made = record.createdAt ?? state?.fields.createdAt;
  return made?.getTime() ?? Math.min(...[...record.observations, ...(state?.observations ?? [])].map(({ at }) => at.getTime()));
};

const withoutRecipient = ({ recipientName: _name, recipientEmail: _email, recipientCompany: _company, recipientAddress: _address, message: _message, ...rest }: SendRecord): SendRecord => rest;
