import { type Choice, DEFAULT_CHOICES, eventOf, type NoticeEvent } from './events.ts';
import type { Status } from '../status.ts';

/** A time on the clock: minutes after midnight, 0 to 1439. */
export type ClockTime = number;

/** What a person chose. Every absent choice is the default. */
export type Preferences = {
  events: Readonly<Partial<Record<NoticeEvent, Choice>>>;
  /** From this time to that no message comes; over midnight when `to` is the earlier one. */
  quiet: { from: ClockTime; to: ClockTime } | undefined;
  /** When the morning's summary and reminders come. */
  morning: ClockTime;
  /** Whether the summary comes at all. */
  digest: boolean;
};

/** No quiet hours of our own: Slack has its own schedule for notifications, and people have set that. */
export const DEFAULT_PREFERENCES: Preferences = { events: {}, quiet: undefined, morning: 9 * 60, digest: true };

/** A `digest` choice of somebody who wants no digest is `off`. */
export const choiceFor = ({ events, digest }: Preferences, event: NoticeEvent): Choice => {
  const choice = events[event] ?? DEFAULT_CHOICES[event];
  return choice === 'digest' && !digest ? 'off' : choice;
};
export const choiceForStatus = (preferences: Preferences, status: Pick<Status, 'name'>): Choice => choiceFor(preferences, eventOf(status));

/** "21:30" → minutes; undefined for anything that is no time of day. */
export const parseClockTime = (text: string): ClockTime | undefined => {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
};
export const clockText = (time: ClockTime): string =>
  `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
