import type { SendId } from '../domain/ids.ts';
import { dayText, morningOf } from '../domain/notice/times.ts';
import { addDays, type Day, dayAt, isAfter } from '../domain/query/zone.ts';
import type { Send } from '../domain/send.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Notices } from './ports/notices.ts';
import type { Outbox } from './ports/outbox.ts';
import type { Clock } from './ports.ts';

export type RemindDeps = { notices: Pick<Notices, 'running' | 'settings'>; outbox: Pick<Outbox, 'add'>; clock: Clock };
export type Reminder = { result: 'set'; send: Send; at: Date } | { result: 'not-a-day-to-come' } | { result: 'not-found' };

/** How far ahead somebody may ask to be reminded, in days. */
const FURTHEST = 366;

/** Reminds somebody of a send in their morning, so many days from now or on a day of theirs; of one send once a day. */
export const remindMe = ({ notices, outbox, clock }: RemindDeps) =>
  async (actor: Actor, timeZone: string, id: SendId, when: { inDays: number } | { on: Day }): Promise<Reminder> => {
    const { workspaceId, memberId } = actor;
    const now = clock();
    const today = dayAt(now, timeZone);
    const day = 'on' in when ? when.on : addDays(today, when.inDays);
    if (!isAfter(day, today) || isAfter(day, addDays(today, FURTHEST))) return { result: 'not-a-day-to-come' };
    const [[found], { preferences }] = await Promise.all([notices.running(workspaceId, reachOf(actor), [id]), notices.settings(workspaceId, memberId)]);
    if (!found) return { result: 'not-found' };
    const at = morningOf(day, preferences.morning, timeZone);
    await outbox.add(workspaceId, [{ to: { member: memberId }, body: { kind: 'remind' }, key: `remind:${found.send.id}:${dayText(day)}`, sendId: found.send.id, dueAt: at }], now);
    return { result: 'set', send: found.send, at };
  };
