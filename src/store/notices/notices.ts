import type { Notices } from '../../usecases/ports/notices.ts';
import type { PrismaClient } from '../generated/client.ts';
import { retrying } from '../retrying.ts';
import { mornings, moved, movedCounts, writeDigests } from './digests.ts';
import { follow, followedAmong, unfollow } from './follows.ts';
import { learnZone, mute, mutedAmong, readSettings, saveSettings } from './settings.ts';
import { foldSummary, foldPage, forgetTold, place, running, toldLately, toldOf } from './told.ts';

export const notices = (database: PrismaClient): Notices => ({
  settings: (workspace, member) => readSettings(database, workspace, member),
  saveSettings: (workspace, member, settings) => saveSettings(database, workspace, member, settings),
  learnZone: (workspace, member, zone) => learnZone(database, workspace, member, zone),
  mute: (workspace, member, send, muted) => mute(database, workspace, member, send, muted),
  mutedAmong: (workspace, member, sends) => mutedAmong(database, workspace, member, sends),
  follow: (workspace, member, send, most, at) => follow(database, workspace, member, send, most, at),
  unfollow: (workspace, member, sends) => unfollow(database, workspace, member, sends),
  followedAmong: (workspace, member, sends) => followedAmong(database, workspace, member, sends),
  running: (workspace, reach, ids) => running(database, workspace, reach, ids),
  toldLately: (workspace, address, since) => toldLately(database, workspace, address, since),
  toldOf: (workspace, address, sends) => toldOf(database, workspace, address, sends),
  place: (workspace, address, placed, at) => place(database, workspace, address, placed, at),
  forgetTold: (before) => forgetTold(database, before),
  foldSummary: (workspace, reach, name) => foldSummary(database, workspace, reach, name),
  foldPage: (workspace, reach, name, statuses, page) => foldPage(database, workspace, reach, name, statuses, page),
  movedCounts: (workspace, reach, member, statuses, period) => movedCounts(database, workspace, reach, member, statuses, period),
  moved: (workspace, reach, member, statuses, period, limit) => moved(database, workspace, reach, member, statuses, period, limit),
  mornings: (workspace) => mornings(database, workspace),
  writeDigests: (workspace, due, limit) => retrying(() => database.$transaction((transaction) => writeDigests(transaction, workspace, due, limit))),
});
