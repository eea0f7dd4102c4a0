import type { SendId } from '../../domain/ids.ts';
import { ACTIONS, DIALOGS, encodeSupport } from '../ids.ts';
import { actions, type Block, button, context, type Modal, modal } from './blocks.ts';
import { md, plain } from './mrkdwn.ts';
import { SUPPORT_TITLE, type SupportFacts } from './support.ts';

/** A checkbox group holds ten options. */
const MOST = 10;

/** Below a list of sends that do not move: one message to Support about those that are ticked. */
export const supportSeveral = (ids: readonly SendId[]): Block | undefined => {
  const some = ids.slice(0, MOST);
  return some.length < 2 ? undefined : actions([button({
    text: 'Contact Support about several…', action: ACTIONS.supportSeveral, value: encodeSupport(some), label: 'Contact Support about several of them',
  })]);
};

/** Where the ticked ones stand in what comes back. */
export const PICKED = { block: 'picked', action: 'send_support_picked' } as const;
export const NOTHING_PICKED = 'Tick at least one.';

const option = ({ id, number, kind, status, days }: SupportFacts) => ({
  text: { type: 'plain_text' as const, text: plain(`#${plain(number, 20)} · ${plain(status, 24)} · ${days} days · ${plain(kind, 20)}`, 75) }, value: id,
});

/** Which of them the message is to be about: all of them, unless some are taken out. */
export const supportPickModal = (facts: readonly SupportFacts[]): Modal => {
  const options = facts.slice(0, MOST).map(option);
  return modal({
    title: SUPPORT_TITLE,
    submit: { callback: DIALOGS.supportPick, text: 'Write the message' },
    blocks: [
      {
        type: 'input', block_id: PICKED.block, label: { type: 'plain_text', text: 'Which of them' },
        element: { type: 'checkboxes', action_id: PICKED.action, options, initial_options: options },
      },
      context(md`The message names each with its order number, tracking number, kind and days.`),
    ],
  });
};
