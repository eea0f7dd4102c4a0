import type { DataAge } from '../../domain/dataAge.ts';
import type { Person } from '../../domain/person.ts';
import type { Clocked } from '../../domain/staleness.ts';
import { actions, type Block, button, context, type Modal, modal, section } from './blocks.ts';
import { encodeOpen, PEOPLE_ACTIONS, type PeopleList } from '../peopleIds.ts';
import { md, type Mrkdwn } from './mrkdwn.ts';
import { rightsWords, tieWords } from './personWords.ts';
import { countLine, type ListData } from './sendList.ts';
import { capped, dataAge, row } from './sendWords.ts';

/** `previous`, `next`: the values of the page buttons. */
export type ViewedAsData = {
  person: Person; sends: readonly Clocked[]; total: ListData['total']; counts: ListData['counts'];
  previous: string | undefined; next: string | undefined; from: PeopleList; asOf: DataAge | undefined;
};

const now = ({ tie }: Person): Mrkdwn | undefined => {
  if (tie && !tie.suspended) return undefined;
  return md`Right now they see nothing. ${tieWords(tie)} Then they see this:`;
};

const buttons = ({ person, previous, next, from }: ViewedAsData): Block => actions([
  ...(previous === undefined ? [] : [button({ text: 'Previous', action: PEOPLE_ACTIONS.asPrevious, value: previous, label: 'Previous page' })]),
  ...(next === undefined ? [] : [button({ text: 'Next', action: PEOPLE_ACTIONS.asNext, value: next, label: 'Next page' })]),
  button({ text: 'Back', action: PEOPLE_ACTIONS.open, value: encodeOpen(person.id, from), label: `Back to ${person.name}` }),
]);

/** What somebody would see of the sends: to look at, with nothing to press. */
export const viewedAsModal = (data: ViewedAsData): Modal => {
  const { person, sends, total, counts } = data;
  const line = countLine(counts);
  return modal({
    title: 'As somebody else',
    blocks: [
      section([md`*What ${person.name} would see* · ${rightsWords(person)}`, md`Only to look at, and only you see it. This look is kept in the audit.`, now(person)]),
      section([total.count === 0 ? md`*No sends*` : md`*${capped(total)} ${total.count === 1 ? 'send' : 'sends'} in all*`]),
      line && context(line),
      ...sends.map((each) => section(row(each, { whose: true }))),
      buttons(data),
      context(dataAge(data.asOf)),
    ],
  });
};
