import { foldText } from '../../domain/text.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Members } from '../ports.ts';
import type { People, PeoplePage, PeoplePlace } from '../ports/people.ts';
import { adminsOnly } from './adminsOnly.ts';

export type SearchPeopleDeps = { members: Pick<Members, 'admins'>; people: Pick<People, 'search'> };
/** `text`: as typed. */
export type PeopleSearch = { text: string; onHold: boolean; place: PeoplePlace };
/** `tooShort`: the text was left out, for it is shorter than what can be searched for. */
export type FoundPeople = PeoplePage & { tooShort: boolean };

const PAGE_SIZE = 10;
/** What the search index needs. */
const SHORTEST = 3;

/** A page of the members, by name. For Admins. */
export const searchPeople = (deps: SearchPeopleDeps) => async (actor: Actor, { text, onHold, place }: PeopleSearch): Promise<FoundPeople> => {
  await adminsOnly(deps, actor);
  const folded = foldText(text);
  const tooShort = folded !== '' && folded.length < SHORTEST;
  const page = await deps.people.search(actor.workspaceId, { text: tooShort ? '' : folded, onHold }, place, PAGE_SIZE);
  return { ...page, tooShort };
};
