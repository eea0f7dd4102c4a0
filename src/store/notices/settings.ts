import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import { CHOICES, EVENTS } from '../../domain/notice/events.ts';
import { DEFAULT_PREFERENCES } from '../../domain/notice/preferences.ts';
import type { NoticeSettings } from '../../usecases/ports/notices.ts';
import { planKept, rows, sql, uuids, type Database } from '../database.ts';

const settingsRow = z.object({
  events: z.partialRecord(z.enum(EVENTS), z.enum(CHOICES)),
  quiet_from: z.number().nullable(), quiet_to: z.number().nullable(), morning: z.number(), digest: z.boolean(), zone: z.string(),
}).transform(({ events, quiet_from: from, quiet_to: to, morning, digest, zone }): NoticeSettings => ({
  zone, preferences: { events, morning, digest, quiet: from === null || to === null ? undefined : { from, to } },
}));
const NEVER_CHOSE: NoticeSettings = { preferences: DEFAULT_PREFERENCES, zone: 'UTC' };

export const readSettings = async (database: Database, workspace: WorkspaceId, member: MemberId): Promise<NoticeSettings> => {
  const [found] = await rows(database, settingsRow, sql`${planKept}SELECT events, quiet_from, quiet_to, morning, digest, zone FROM notice_settings
    WHERE workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid`);
  return found ?? NEVER_CHOSE;
};

export const saveSettings = async (database: Database, workspace: WorkspaceId, member: MemberId, { preferences, zone }: NoticeSettings): Promise<void> => {
  const { events, quiet, morning, digest } = preferences;
  await database.$executeRaw(sql`INSERT INTO notice_settings (workspace_id, member_id, events, quiet_from, quiet_to, morning, digest, zone)
    VALUES (${workspace}::uuid, ${member}::uuid, ${JSON.stringify(events)}::jsonb, ${quiet?.from ?? null}::smallint, ${quiet?.to ?? null}::smallint,
      ${morning}::smallint, ${digest}, ${zone})
    ON CONFLICT (workspace_id, member_id) DO UPDATE SET events = excluded.events, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      morning = excluded.morning, digest = excluded.digest, zone = excluded.zone`);
};

export const learnZone = async (database: Database, workspace: WorkspaceId, member: MemberId, zone: string): Promise<void> => {
  await database.$executeRaw(sql`INSERT INTO notice_settings (workspace_id, member_id, zone) VALUES (${workspace}::uuid, ${member}::uuid, ${zone})
    ON CONFLICT (workspace_id, member_id) DO UPDATE SET zone = excluded.zone WHERE notice_settings.zone <> excluded.zone`);
};

export const mute = async (database: Database, workspace: WorkspaceId, member: MemberId, send: SendId, muted: boolean): Promise<void> => {
  await database.$executeRaw(muted
    ? sql`INSERT INTO mutes (workspace_id, member_id, send_id) VALUES (${workspace}::uuid, ${member}::uuid, ${send}::uuid) ON CONFLICT DO NOTHING`
    : sql`DELETE FROM mutes WHERE workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid AND send_id = ${send}::uuid`);
};

const muteRow = z.object({ send_id: z.custom<SendId>((value) => typeof value === 'string') });
export const mutedAmong = async (database: Database, workspace: WorkspaceId, member: MemberId, sends: readonly SendId[]): Promise<ReadonlySet<SendId>> => {
  const found = await rows(database, muteRow, sql`${planKept}SELECT send_id FROM mutes
    WHERE workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid AND send_id = ANY(${uuids(sends)})`);
  return new Set(found.map(({ send_id }) => send_id));
};
