import type { Preferences } from '../domain/notice/preferences.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Notices } from './ports/notices.ts';

export type NoticeSettingsDeps = { notices: Pick<Notices, 'settings' | 'saveSettings'> };

/** What somebody chose to hear, and when. */
export const readNoticeSettings = ({ notices }: NoticeSettingsDeps) => async ({ workspaceId, memberId }: Actor): Promise<Preferences> =>
  (await notices.settings(workspaceId, memberId)).preferences;

/** `timeZone`: where they are now, as Slack says: their hours are hours there. */
export const saveNoticeSettings = ({ notices }: NoticeSettingsDeps) =>
  ({ workspaceId, memberId }: Actor, timeZone: string, preferences: Preferences): Promise<void> =>
    notices.saveSettings(workspaceId, memberId, { preferences, zone: timeZone });
