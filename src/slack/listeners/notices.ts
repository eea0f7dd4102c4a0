import type { SendId } from '../../domain/ids.ts';
import { isRealDay, type Day } from '../../domain/query/zone.ts';
import type { Cursor, PageRequest } from '../../usecases/ports.ts';
import type { Reminder } from '../../usecases/remindMe.ts';
import type { Asker } from '../actor.ts';
import { ACTIONS, DIALOGS, encodeFold, parseFold, parseNotice, type FoldTurn } from '../ids.ts';
import type { Action, Submission } from '../payloads.ts';
import { inMessage, inPlace, plainly, type Plan, type SubmissionPlan } from '../plan.ts';
import type { ShownCards } from '../shownCards.ts';
import type { Verbs } from '../verbs.ts';
import { type Message, messageModal } from '../views/blocks.ts';
import { channelFoldPage } from '../views/channelNews.ts';
import { notFound } from '../views/found.ts';
import { foldPage } from '../views/notices/fold.ts';
import { muted, reminded } from '../views/notices/noticeAnswers.ts';
import { NO_SUCH_DAY, REMIND_INPUT, remindModal, remindOpening } from '../views/notices/remindDialog.ts';
import { outdated } from '../views/refusals.ts';
import { sendCard } from '../views/sendCard.ts';
import { foundMessage } from './found.ts';
import { sendClick } from './sendClick.ts';

const answerTo = (reminder: Reminder): Message => {
  switch (reminder.result) {
    case 'set': return reminded(reminder.send, reminder.at);
    case 'not-a-day-to-come': return outdated();
    case 'not-found': return notFound(undefined, undefined);
  }
};

const answered = async (verbs: Verbs, { actor }: Asker, id: SendId, wanted: boolean): Promise<Message> => {
  const send = await verbs.muteSend(actor, id, wanted);
  return send ? muted(send, wanted) : notFound(undefined, undefined);
};

/** The same as behind the buttons, for the one send that goes by that name. */
export const muteNamed = (verbs: Verbs, asked: string, wanted: boolean): Plan => inMessage(async (asker) => {
  const found = await verbs.findSend(asker.actor, asked);
  return found.found === 'one' ? answered(verbs, asker, found.card.send.id, wanted) : foundMessage(found);
});

/** Mute and Unmute: a card that only its reader sees shows at once which it is. */
const muteClick = (verbs: Verbs, id: SendId, wanted: boolean, { own, name }: Action): Plan => {
  if (own === undefined || name === ACTIONS.menu) {
    return inMessage((asker) => answered(verbs, asker, id, wanted));
  }
  return inPlace(async ({ actor }) => {
    await verbs.muteSend(actor, id, wanted);
    const { card, asOf } = await verbs.showSend(actor, id);
    return card ? sendCard(card, asOf) : notFound(undefined, asOf);
  });
};

/** Mute, Unmute and Remind me, on a send's card or in a row's menu. */
export const noticeClick = (verbs: Verbs) => (action: Action): Plan => {
  const { value } = action;
  const click = parseNotice(value);
  if (!click) return plainly(outdated());
  const { do: wanted, id } = click;
  const remind = (inDays: number): Plan => inMessage(async ({ actor, timeZone }) => answerTo(await verbs.remindMe(actor, timeZone, id, { inDays })));
  switch (wanted) {
    case 'mute': case 'unmute': return muteClick(verbs, id, wanted === 'mute', action);
    case 'remind-1': return remind(1);
    case 'remind-3': return remind(3);
    case 'remind-on': return { show: 'dialog', opening: remindModal(DIALOGS.remind, value ?? ''), of: async () => undefined };
  }
};

/** A row's ⋯ menu: what every send offers, and reminders where there is something to follow up. */
export const menuClick = (verbs: Verbs, shown: ShownCards) => (action: Action): Plan =>
  (parseNotice(action.value) ? noticeClick(verbs)(action) : sendClick(verbs, shown)(action));

const dayOf = (text: string): Day | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  return day !== undefined && isRealDay(found) ? found : undefined;
};

/** The date for a reminder. */
export const remindDialog = (verbs: Verbs) => (submission: Submission): SubmissionPlan => {
  const click = parseNotice(submission.metadata);
  const day = dayOf(submission.input(REMIND_INPUT.block, REMIND_INPUT.action));
  if (click && !day) return { problems: { [REMIND_INPUT.block]: NO_SUCH_DAY } };
  return {
    waiting: remindOpening(),
    of: async ({ actor, timeZone }) => {
      if (!click || !day) return messageModal('Remind me', outdated());
      const reminder = await verbs.remindMe(actor, timeZone, click.id, { on: day });
      return reminder.result === 'not-a-day-to-come' ? remindModal(DIALOGS.remind, submission.metadata, NO_SUCH_DAY) : messageModal('Remind me', answerTo(reminder));
    },
  };
};

const PAGE_SIZE = 10;
const requestOf = (turn: FoldTurn['turn']): PageRequest => {
  if (!turn) return { size: PAGE_SIZE };
  return turn.to === 'next' ? { size: PAGE_SIZE, after: turn.cursor } : { size: PAGE_SIZE, before: turn.cursor };
};

/** What stands behind the buttons of a message of many, and its pages. */
export const foldClick = (verbs: Verbs) => ({ value }: Action): Plan => {
  const asked = parseFold(value);
  if (!asked) return plainly(outdated());
  return (asked.turn ? inPlace : inMessage)(async ({ actor }) => {
    const { items, previous, next } = await verbs.showFold(actor, asked, requestOf(asked.turn));
    return foldPage({ sends: items, needing: asked.needing, ...turnsOf(asked, { previous, next }) });
  });
};

const turnsOf = (asked: FoldTurn, { previous, next }: { previous: Cursor | undefined; next: Cursor | undefined }) => {
  const number = previous ? Math.max(2, asked.turn?.number ?? 2) : 1;
  const turnTo = (to: 'next' | 'previous', target: number, cursor: Cursor | undefined): string | undefined =>
    cursor && encodeFold({ ...asked, turn: { to, number: target, cursor } });
  return { number, previous: turnTo('previous', number - 1, previous), next: turnTo('next', number + 1, next) };
};

/** Show all below a channel's message of many, and the pages of that: whoever clicks sees what they may, by themselves. */
export const channelFoldClick = (verbs: Verbs) => ({ value, channel }: Action): Plan => {
  const asked = parseFold(value);
  if (!asked || !channel) return plainly(outdated());
  return (asked.turn ? inPlace : inMessage)(async ({ actor }) => {
    const { page, asOf } = await verbs.showChannelFold(actor, { fold: asked.fold, channel: channel.id }, requestOf(asked.turn));
    return channelFoldPage({ sends: page.items, ...turnsOf(asked, page), asOf });
  });
};
