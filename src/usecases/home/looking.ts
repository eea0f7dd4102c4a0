import type { MemberId, SlackUserId } from '../../domain/ids.ts';
import type { Suspension } from '../../domain/person.ts';
import type { Role } from '../../domain/visibility.ts';
import type { HomeView } from '../ports/homes.ts';
import type { NewItem } from '../ports/outbox.ts';

/** For so long after Home was opened, or last clicked on, somebody counts as looking at it: Slack does not say when it is left. In ms. */
export const LOOKS_FOR = 30 * 60_000;
export const looks = ({ openedAt }: HomeView, now: Date): boolean => now.getTime() - openedAt.getTime() <= LOOKS_FOR;

/** What changes within this time is published together. In ms. */
const TOGETHER = 3_000;
/** Those who see many people's sends see something change all the time, and Slack takes a hundred views a minute for a workspace. In ms. */
const WIDE = 15_000;

/** When Home may be published again by itself. */
export const nextAt = ({ publishedAt }: HomeView, role: Role): Date => new Date((publishedAt?.getTime() ?? 0) + (role === 'SENDER' ? TOGETHER : WIDE));

/** A member's Home is brought up to date, by whoever delivers: once for all that changes within a few seconds. */
export const homeItem = (member: MemberId, now: Date, inMs = TOGETHER): NewItem =>
  ({ to: { member }, body: { kind: 'home' }, key: 'home', again: true, dueAt: new Date(now.getTime() + inMs) });

/** What a member may see changed, or was forgotten: their Home shows what is left of it, whether they look or not. Each has a name of its own: how long one is tried counts from when it was. */
export const rightsHomeItem = (member: MemberId, now: Date): NewItem => ({ ...homeItem(member, now), body: { kind: 'home', rights: true }, key: `home:rights:${now.getTime()}` });

/** A Slack user's Home is emptied: after what is just being published there. Slack takes a user's id for the conversation with them. */
export const homeTakenItem = (user: SlackUserId, why: Suspension | undefined, now: Date): NewItem =>
  ({ to: { channel: user }, body: { kind: 'home-taken', user, why }, key: `home-taken:${now.getTime()}`, dueAt: new Date(now.getTime() + TOGETHER) });
