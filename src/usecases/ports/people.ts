import type { MemberId, SlackUserId, TeamId, WorkspaceId } from '../../domain/ids.ts';
import type { Person, Team } from '../../domain/person.ts';
import type { Role } from '../../domain/visibility.ts';
import type { CappedCount } from '../ports.ts';
import type { Doer } from './audit.ts';

/** `onHold`: only those whose tie is suspended. `text`: anywhere in name or e-mail, folded; '' for all. */
export type PeopleQuestion = { text: string; onHold: boolean };
/** The people that follow, or come just before, somebody in the order of names; neither: from the start. */
export type PeoplePlace = { after?: MemberId; before?: MemberId };
export type PeoplePage = { people: readonly Person[]; previous: MemberId | undefined; next: MemberId | undefined; total: CappedCount; onHold: number };

/** What an Admin saw when they decided: the change is made only while it is still so. */
export type SeenPerson = { role: Role; teams: 'every' | readonly TeamId[]; slackUser: SlackUserId | undefined; suspended: boolean };
/** What is to be, as a whole. `tie`: `as-it-is`, `none`, or a Slack user with the e-mail that Slack confirms for them now. */
export type WantedPerson = { role: Role; teams: 'every' | readonly TeamId[]; tie: 'as-it-is' | 'none' | { slackUser: SlackUserId; email: string } };

export type ChangeOutcome =
  | { result: 'changed' | 'unchanged' }
  /** Somebody else was quicker: it is no longer as it was seen. */
  | { result: 'moved-on' }
  | { result: 'gone' }
  /** Whoever asked is no Admin any more. */
  | { result: 'not-admin' }
  | { result: 'last-admin' }
  /** The Slack user is tied to somebody else. */
  | { result: 'taken'; by: string };

/** Looking after members. Who may is decided by the verbs; `change` looks at it again. */
export type People = {
  /** By name, at most `size`. */
  search(workspaceId: WorkspaceId, question: PeopleQuestion, place: PeoplePlace, size: number): Promise<PeoplePage>;
  get(workspaceId: WorkspaceId, id: MemberId): Promise<Person | undefined>;
  bySlackUser(workspaceId: WorkspaceId, user: SlackUserId): Promise<Person | undefined>;
  byEmail(workspaceId: WorkspaceId, email: string): Promise<Person | undefined>;
  /** By name, at most `limit`. */
  teams(workspaceId: WorkspaceId, limit: number): Promise<Team[]>;
  emails(workspaceId: WorkspaceId, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, string>>;
  names(workspaceId: WorkspaceId, ids: readonly MemberId[]): Promise<ReadonlyMap<MemberId, string>>;
  /**
   * Compare-and-set on `seen`, with its audit and the news for the person, in one transaction. Changes of roles happen one at a time, and
   * whoever asks is looked at again under that lock: two Admins who take the role from each other at once leave one.
   */
  change(workspaceId: WorkspaceId, id: MemberId, seen: SeenPerson, wanted: WantedPerson, by: Doer & { actor: { member: MemberId } }): Promise<ChangeOutcome>;
};
