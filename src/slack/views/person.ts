import type { types } from '@slack/bolt';
import type { Person, Team } from '../../domain/person.ts';
import type { Role } from '../../domain/visibility.ts';
import { encodeAgain, encodeAs, encodeEditing, encodeList, EVERY_TEAM, PEOPLE_ACTIONS, PEOPLE_DIALOGS, PEOPLE_FIELDS, type PeopleList } from '../peopleIds.ts';
import { actions, type Block, button, context, type Modal, modal, section } from './blocks.ts';
import { code, md, type Mrkdwn, plain } from './mrkdwn.ts';
import { rightsWords, tieWords } from './personWords.ts';
import { ROLE_NAMES } from './whoami.ts';

const TITLE = 'Person';
/** Slack's limits: the options of a list, and what may be chosen from the start. */
const OPTIONS = 100;
const ROLES: readonly Role[] = ['SENDER', 'MANAGER', 'ADMIN'];

/** `notice`: what came of what was just asked for. `teams`: to choose from. `mark`: of the person as shown. `from`: the list to go back to. */
export type PersonData = { person: Person; byConfiguration: boolean; mark: string; teams: readonly Team[]; from: PeopleList; notice: Mrkdwn | undefined };

type Input = types.InputBlock;
const label = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });
const option = (text: string, value: string): types.PlainTextOption => ({ text: { type: 'plain_text', text: plain(text, 75) || '–', emoji: false }, value });

// A block's id has the person's mark in it: under the same id Slack keeps what was filled in before, also when it is no longer so.
const blockId = (field: string, { person, mark }: PersonData): string => `${field}:${person.id}:${mark}`;

const roleInput = (data: PersonData): Input => ({
  type: 'input', block_id: blockId('role', data), label: label('Role'),
  element: {
    type: 'static_select', action_id: PEOPLE_FIELDS.role,
    options: ROLES.map((role) => option(ROLE_NAMES[role], role)), initial_option: option(ROLE_NAMES[data.person.role], data.person.role),
  },
});

const every = option('Every team', EVERY_TEAM);
const teamOption = ({ id, name }: Team): types.PlainTextOption => option(name, id);

const groups = (options: readonly types.PlainTextOption[]) => {
  if (options.length <= OPTIONS) return { options: [...options] };
  const parts = Array.from({ length: Math.ceil(options.length / OPTIONS) }, (_, i) => options.slice(i * OPTIONS, (i + 1) * OPTIONS));
  return { option_groups: parts.map((part) => ({ label: label(plain(`From ${part[0]?.text.text ?? ''}`, 75)), options: part })) };
};

/** Undefined where there are more teams than a list of Slack's can have chosen. */
const teamsInput = (data: PersonData): Input | undefined => {
  const { person, teams } = data;
  const chosen = person.teams === 'every' ? [every] : person.teams.map(teamOption);
  if (chosen.length > OPTIONS) return undefined;
  const further = person.teams === 'every' ? [] : person.teams.filter(({ id }) => !teams.some((team) => team.id === id));
  return {
    type: 'input', block_id: blockId('teams', data), optional: true, label: label('Teams'), hint: label('A Manager sees the sends of these teams.'),
    element: {
      type: 'multi_static_select', action_id: PEOPLE_FIELDS.teams, ...groups([every, ...[...further, ...teams].map(teamOption)]),
      ...(chosen.length > 0 && { initial_options: chosen }),
    },
  };
};

const slackUserInput = (data: PersonData): Input => ({
  type: 'input', block_id: blockId('slack', data), optional: true, label: label('Slack user'), hint: label('Whom this member is in Slack. Empty: nobody.'),
  element: { type: 'users_select', action_id: PEOPLE_FIELDS.slackUser, ...(data.person.tie && { initial_user: data.person.tie.slackUser }) },
});

const buttons = ({ person, mark, from }: PersonData): Block => actions([
  ...(person.tie?.suspended ? [button({ text: 'Connect again', action: PEOPLE_ACTIONS.again, value: encodeAgain(person.id, mark, from), label: `Connect again: ${person.name}` })] : []),
  button({ text: 'See what they see', action: PEOPLE_ACTIONS.as, value: encodeAs(person.id, from), label: `See what they see: ${person.name}` }),
  button({ text: 'Back to all', action: PEOPLE_ACTIONS.list, value: encodeList(from), label: 'Back to all people' }),
]);

const BY_CONFIGURATION = md`An Admin by configuration (${code('ADMIN_EMAILS')}): the role can’t be taken away here, for the bot would give it back at its next start. Whoever runs the bot takes the address out there first.`;

/** A member with all that an Admin may change about them. */
export const personModal = (data: PersonData): Modal => {
  const { person, byConfiguration, mark, from, notice } = data;
  const teams = teamsInput(data);
  return modal({
    title: TITLE,
    submit: { callback: PEOPLE_DIALOGS.save, text: 'Save' },
    metadata: encodeEditing(person.id, mark, from),
    blocks: [
      notice && section([notice]),
      section([md`*${person.name}* · ${rightsWords(person)}`, code(person.email), tieWords(person.tie)]),
      byConfiguration ? context(BY_CONFIGURATION) : roleInput(data),
      teams ?? context(md`They have more teams than a dialog can change: a CSV of members can (${code('import-members')}).`),
      slackUserInput(data),
      buttons(data),
      context(md`Changes count at once, are kept in the audit, and are told to them.`),
    ],
  });
};
