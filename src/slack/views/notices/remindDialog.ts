import { context, type Modal, modal, section } from '../blocks.ts';
import { md } from '../mrkdwn.ts';

export const REMIND_INPUT = { block: 'remind_on', action: 'notice_remind_date' } as const;
export const NO_SUCH_DAY = 'Choose a day after today, within a year.';

export const remindOpening = (): Modal => modal({ title: 'Remind me', blocks: [section([md`Setting it …`])] });

/** `metadata`: which send, as the button that opened it said. `problem`: what was wrong with the day chosen before. */
export const remindModal = (callback: string, metadata: string, problem?: string): Modal => ({
  ...modal({
    title: 'Remind me',
    submit: { callback, text: 'Remind me' },
    blocks: [
      problem === undefined ? undefined : section([md`*${problem}*`]),
      {
        type: 'input', block_id: REMIND_INPUT.block, label: { type: 'plain_text', text: 'On which day?' },
        element: { type: 'datepicker', action_id: REMIND_INPUT.action },
      },
      context(md`It comes in your morning of that day.`),
    ],
  }),
  private_metadata: metadata,
});
