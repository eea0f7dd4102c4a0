import { nearest } from '../../domain/query/near.ts';
import { looksLikeName, readAsked } from '../../domain/search/asked.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Found } from '../../usecases/findSend.ts';
import type { SendCard } from '../../usecases/sendCard.ts';
import type { Searched } from '../../usecases/searchSends.ts';
import type { Verbs } from '../verbs.ts';
import { type Message, messageModal, type Modal } from '../views/blocks.ts';
import { meantOtherwise, notFound, severalSends } from '../views/found.ts';
import { help } from '../views/help.ts';
import { searchModal } from '../views/searchModal.ts';
import { searched, searchedInVain } from '../views/searched.ts';
import { sendCard, sendCardModal } from '../views/sendCard.ts';
import { DOINGS } from './doingIn.ts';

export const foundMessage = (found: Found): Message => {
  switch (found.found) {
    case 'one': return sendCard(found.card, found.asOf);
    case 'several': return severalSends(found);
    case 'none': return notFound(found.asked, found.asOf);
  }
};

export const searchedMessage = (result: Searched): Message => {
  switch (result.found) {
    case 'one': return sendCard(result.card, result.asOf);
    case 'several': return searched(result);
    case 'none': return searchedInVain(result.asked, result.short, result.asOf);
  }
};

export const foundModal = (found: Found): Modal =>
  found.found === 'one' ? sendCardModal(found.card, found.asOf) : messageModal('Find a send', foundMessage(found));

/** An answer, and the card it is of, where it is of one. */
export type LookedFor = { answer: Message; card: SendCard | undefined; asOf: Found['asOf']; found: boolean };

/** "/send 1234 cancel", where something near to it was typed. */
const mistyped = (asked: string): string | undefined => {
  const [, name, last] = /^(.*\p{N}.*) (\p{L}+)$/u.exec(asked) ?? [];
  const doing = last && nearest(last.toLowerCase(), DOINGS);
  return doing && `/send ${name} ${doing}`;
};

/** The sends that go by a name; else, for words without a digit, which hardly are one, those that fit them. */
export const lookFor = (verbs: Verbs) => async (actor: Actor, asked: string): Promise<LookedFor> => {
  const found = await verbs.findSend(actor, asked);
  const { asOf } = found;
  if (found.found === 'one') return { answer: foundMessage(found), card: found.card, asOf, found: true };
  const instead = mistyped(asked);
  if (instead !== undefined) return { answer: meantOtherwise(instead), card: undefined, asOf, found: false };
  const read = found.found === 'none' && !looksLikeName(asked) ? readAsked(asked) : undefined;
  if (read?.for === 'help') return { answer: help(), card: undefined, asOf, found: true };
  if (read?.for === 'command') return { answer: meantOtherwise(read.command), card: undefined, asOf, found: false };
  const worded = read?.for === 'sends' ? await verbs.searchSends(actor, read) : undefined;
  if (!worded) return { answer: foundMessage(found), card: undefined, asOf, found: found.found !== 'none' };
  return { answer: searchedMessage(worded), card: worded.found === 'one' ? worded.card : undefined, asOf, found: worded.found !== 'none' };
};

/** The same in the search dialog, which stays open where nothing is found. */
export const lookForModal = ({ answer, card, asOf, found }: LookedFor): Modal =>
  card ? sendCardModal(card, asOf) : found ? messageModal('Find a send', answer) : searchModal(answer);
