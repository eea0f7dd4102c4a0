import type { Block } from '../json.ts';
import { blocksIn } from '../state/messages.ts';
import type { Message, SlackFile, View } from '../state/model.ts';
import type { Outcome } from './interact.ts';
import { buttonsIn, menusIn, visibleText, type ShownButton, type ShownMenu } from './shown.ts';

/** What the bot showed, as it was at that moment: still clickable later, when the bot has long replaced it. */
export type Answer = {
  surface: 'message' | 'modal' | 'home';
  /** A message's top-level text, a dialog's title. */
  text: string;
  blocks: readonly Block[];
  /** All that can be read in the blocks, one line a text, mrkdwn kept. A message without blocks shows its text. */
  visible: string;
  buttons: readonly ShownButton[];
  menus: readonly ShownMenu[];
  /** Files posted with the message. */
  files: readonly SlackFile[];
  /** Only the asker sees it. */
  ephemeral: boolean;
  /** The bot deleted it. */
  gone: boolean;
  /** What it is an image of: the message or view with its present state. */
  source: Outcome;
  /** The same message or view as it is now. */
  now: () => Answer;
  /** Presses a button, by label or action_id, and resolves with what comes of it. */
  press: (labelOrActionId: string) => Promise<Answer>;
  /** Chooses in a menu: the row by its place among the menus (from 0) or by text beside it, the option by label or value. */
  choose: (row: number | string, option: string) => Promise<Answer>;
};

/** How an answer's buttons reach the bot: as the person who got the answer. */
export type Hands = {
  presses: (answer: Answer, labelOrActionId: string) => Promise<Answer>;
  chooses: (answer: Answer, row: number | string, option: string) => Promise<Answer>;
};

const visibleIn = ({ blocks, text, unfurls }: Message): string =>
  [blocks.length > 0 ? visibleText(blocks) : text, ...unfurls.map((each) => visibleText(each.blocks))].filter((each) => each !== '').join('\n');

const ofMessage = (message: Message) => ({
  surface: 'message' as const, text: message.text, blocks: blocksIn(message), visible: visibleIn(message),
  files: message.files, ephemeral: message.ephemeralTo !== undefined, gone: message.deleted,
});
const ofView = (view: View) => ({
  surface: view.type, text: view.title?.text ?? '', blocks: view.blocks, visible: visibleText(view.blocks), files: [], ephemeral: true, gone: false,
});

export const answerFrom = (outcome: Outcome, hands: Hands): Answer => {
  const shown = 'message' in outcome ? ofMessage(outcome.message) : ofView(outcome.view);
  const answer: Answer = {
    ...shown, buttons: buttonsIn(shown.blocks), menus: menusIn(shown.blocks), source: outcome,
    now: () => answerFrom(outcome, hands),
    press: (labelOrActionId) => hands.presses(answer, labelOrActionId),
    choose: (row, option) => hands.chooses(answer, row, option),
  };
  return answer;
};
