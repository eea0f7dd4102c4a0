import type { MemberId, TeamId } from '../../domain/ids.ts';
import { parseTeamId } from '../../domain/ids.ts';
import type { Role } from '../../domain/visibility.ts';
import type { PersonOutcome } from '../../usecases/people/changePerson.ts';
import type { Cursor } from '../../usecases/ports.ts';
import type { Asker } from '../actor.ts';
import type { Action, Submission } from '../payloads.ts';
import { encodeAs, EVERY_TEAM, parseEditing, parsePeople, parseSearching, PEOPLE_FIELDS, type PeopleClick, type PeopleList, SEARCH_LIMIT } from '../peopleIds.ts';
import { plainly, type Plan, type SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal, type Modal } from '../views/blocks.ts';
import { notAdminAnyMore, personGone, personNotice } from '../views/personNotices.ts';
import { peopleModal, peopleOpening, SEARCH_FIELD } from '../views/people.ts';
import { type PersonData, personModal } from '../views/person.ts';
import { outdated } from '../views/refusals.ts';
import { viewedAsModal } from '../views/viewedAs.ts';

const TITLE = 'People';
const PAGE_SIZE = 10;

const listed = (verbs: Verbs, asked: PeopleList) => async ({ actor }: Asker): Promise<Modal> =>
  peopleModal({ ...(await verbs.searchPeople(actor, asked)), asked });

/** `/sends people`, with what to search for behind it. */
export const peopleDialog = (verbs: Verbs, text: string): Plan => (
  { show: 'dialog', opening: peopleOpening(), of: listed(verbs, { text: text.slice(0, SEARCH_LIMIT), onHold: false, place: {} }) });

/** The search is submitted: the same dialog, from its first page. */
export const peopleSearched = (verbs: Verbs) => (submission: Submission): SubmissionPlan => {
  const text = submission.input(SEARCH_FIELD.block, SEARCH_FIELD.action).trim().slice(0, SEARCH_LIMIT);
  return { waiting: peopleOpening(), of: listed(verbs, { text, onHold: parseSearching(submission.metadata).onHold, place: {} }) };
};

const shown = async (verbs: Verbs, { actor }: Asker, id: MemberId, from: PeopleList, notice: PersonData['notice']): Promise<Modal> => {
  const found = await verbs.showPerson(actor, id);
  return found ? personModal({ ...found, from, notice }) : messageModal(TITLE, personGone());
};

const after = (verbs: Verbs, asker: Asker, id: MemberId, from: PeopleList, outcome: PersonOutcome): Promise<Modal> | Modal =>
  outcome.result === 'not-admin' ? messageModal(TITLE, notAdminAnyMore()) : shown(verbs, asker, id, from, personNotice(outcome));

const viewed = (verbs: Verbs, id: MemberId, from: PeopleList, turn: Extract<PeopleClick, { do: 'as' }>['place']) => async ({ actor, slackUser }: Asker): Promise<Modal> => {
  const page = !turn ? { size: PAGE_SIZE } : turn.to === 'next' ? { size: PAGE_SIZE, after: turn.cursor } : { size: PAGE_SIZE, before: turn.cursor };
  const found = await verbs.viewAs(actor, id, slackUser, page);
  if (!found) return messageModal(TITLE, personGone());
  const { person, list } = found;
  const to = (way: 'next' | 'previous', cursor: Cursor | undefined) => cursor && encodeAs(id, from, { to: way, cursor });
  return viewedAsModal({ ...list, person, from, sends: list.page.items, previous: to('previous', list.page.previous), next: to('next', list.page.next) });
};

const connectedAgain = (verbs: Verbs, { id, mark, list }: Extract<PeopleClick, { do: 'again' }>) => async (asker: Asker): Promise<Modal> => {
  const found = await verbs.showPerson(asker.actor, id);
  if (!found) return messageModal(TITLE, personGone());
  const { role, teams, tie } = found.person;
  const outcome = await verbs.changePerson(asker.actor, {
    id, mark, role, teams: teams === 'every' ? teams : teams.map((team) => team.id), slackUser: tie?.slackUser, again: true, by: asker.slackUser,
  });
  return after(verbs, asker, id, list, outcome);
};

/** A click anywhere in these dialogs: its value says what is wanted, and from which list. */
export const peopleClick = (verbs: Verbs) => ({ value }: Action): Plan => {
  const click = parsePeople(value);
  if (!click) return plainly(outdated());
  switch (click.do) {
    case 'list': return { show: 'dialog-again', of: listed(verbs, click.list) };
    case 'open': return { show: 'dialog-again', of: (asker) => shown(verbs, asker, click.id, click.list, undefined) };
    case 'again': return { show: 'dialog-again', of: connectedAgain(verbs, click) };
    case 'as': return { show: 'dialog-again', of: viewed(verbs, click.id, click.list, click.place) };
  }
};

const isRole = (text: string | undefined): text is Role => text === 'SENDER' || text === 'MANAGER' || text === 'ADMIN';
const teamsOf = (chosen: readonly string[]): 'every' | TeamId[] => (chosen.includes(EVERY_TEAM) ? 'every' : chosen.flatMap((text) => parseTeamId(text) ?? []));

/** A person is saved: what the dialog has no field for stays as it is. */
export const personSaved = (verbs: Verbs) => (submission: Submission): SubmissionPlan => ({
  waiting: peopleOpening(),
  of: async (asker) => {
    const editing = parseEditing(submission.metadata);
    const found = editing && (await verbs.showPerson(asker.actor, editing.id));
    if (!editing || !found) return messageModal(TITLE, editing ? personGone() : outdated());
    const { person } = found;
    const [role = person.role] = submission.chosen(PEOPLE_FIELDS.role)?.filter(isRole) ?? [];
    const chosen = submission.chosen(PEOPLE_FIELDS.teams);
    const kept = person.teams === 'every' ? person.teams : person.teams.map(({ id }) => id);
    const { id, mark, list } = editing;
    const outcome = await verbs.changePerson(asker.actor, {
      id, mark, role, teams: chosen ? teamsOf(chosen) : kept, slackUser: submission.chosenUser(PEOPLE_FIELDS.slackUser), again: false, by: asker.slackUser,
    });
    return after(verbs, asker, id, list, outcome);
  },
});
