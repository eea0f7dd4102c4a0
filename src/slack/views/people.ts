import type { MemberId } from '../../domain/ids.ts';
import type { Person } from '../../domain/person.ts';
import { encodeList, encodeOpen, encodeSearching, PEOPLE_ACTIONS, PEOPLE_DIALOGS, PEOPLE_FIELDS, type PeopleList, SEARCH_LIMIT } from '../peopleIds.ts';
import { actions, type Block, button, context, type Modal, modal, section } from './blocks.ts';
import { code, join, md, type Mrkdwn } from './mrkdwn.ts';
import { rightsWords, tieWords } from './personWords.ts';
import { capped, count } from './sendWords.ts';

const TITLE = 'People';

export const SEARCH_FIELD = { block: 'people_search', action: PEOPLE_FIELDS.text } as const;

/** What stands there while people are looked up. */
export const peopleOpening = (): Modal => modal({ title: TITLE, blocks: [section([md`Looking them up …`])] });

/** `asked`: the question with the place in its answer. */
export type PeopleData = {
  asked: PeopleList; people: readonly Person[]; previous: MemberId | undefined; next: MemberId | undefined;
  total: { count: number; more: boolean }; onHold: number; tooShort: boolean;
};

const headline = ({ asked, total, tooShort }: PeopleData): Mrkdwn => {
  const many = total.count === 1 && !total.more ? md`1 person` : md`${capped(total)} people`;
  const which = asked.onHold ? md`${many} with a connection on hold` : many;
  return asked.text === '' || tooShort ? md`*${which}*` : md`*${which} with “${asked.text}”*`;
};

const row = (person: Person, asked: PeopleList): Block => section(
  [md`*${person.name}* · ${rightsWords(person)}`, join([code(person.email), tieWords(person.tie)], ' · ')],
  button({ text: 'Open', action: PEOPLE_ACTIONS.open, value: encodeOpen(person.id, asked), label: `Open ${person.name}` }),
);

const turns = ({ asked, previous, next, onHold }: PeopleData): Block | undefined => {
  const to = (text: string, action: string, place: PeopleList['place'], held = asked.onHold): ReturnType<typeof button> =>
    button({ text, action, value: encodeList({ ...asked, onHold: held, place }), label: text });
  const other = asked.onHold ? [to('Show everybody', PEOPLE_ACTIONS.list, {}, false)] : onHold > 0 ? [to(`On hold (${count(onHold)})`, PEOPLE_ACTIONS.list, {}, true)] : [];
  const buttons = [
    ...(previous === undefined ? [] : [to('Previous', PEOPLE_ACTIONS.previousPage, { before: previous })]),
    ...(next === undefined ? [] : [to('Next', PEOPLE_ACTIONS.nextPage, { after: next })]),
    ...other,
  ];
  return buttons.length > 0 ? actions(buttons) : undefined;
};

/** A page of the members, with a search. For Admins. */
export const peopleModal = (data: PeopleData): Modal => modal({
  title: TITLE,
  submit: { callback: PEOPLE_DIALOGS.search, text: 'Search' },
  metadata: encodeSearching(data.asked.onHold),
  blocks: [
    {
      type: 'input', block_id: SEARCH_FIELD.block, optional: true, label: { type: 'plain_text', text: 'Name or e-mail' },
      element: {
        type: 'plain_text_input', action_id: SEARCH_FIELD.action, max_length: SEARCH_LIMIT, ...(data.asked.text !== '' && { initial_value: data.asked.text }),
      },
    },
    section([headline(data), data.tooShort ? md`Three characters at least narrow it.` : undefined]),
    ...data.people.map((person) => row(person, data.asked)),
    turns(data),
    context(md`Many at once: whoever runs this bot imports a CSV of members (${code('import-members')}).`),
  ],
});
