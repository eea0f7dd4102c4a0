import { DIALOGS } from '../ids.ts';
import { context, type Message, type Modal, modal } from './blocks.ts';
import { code, md } from './mrkdwn.ts';

/** Where the dialog's one input stands in what comes back. */
export const SEARCH_INPUT = { block: 'search', action: 'send_search_text' } as const;

/** For `/send` alone. `answer`: what was found in vain, on top; what was typed stays to be mended. */
export const searchModal = (answer?: Message): Modal => modal({
  title: 'Find a send',
  submit: { callback: DIALOGS.search, text: 'Find' },
  blocks: [
    ...(answer?.blocks ?? []),
    {
      type: 'input',
      block_id: SEARCH_INPUT.block,
      label: { type: 'plain_text', text: 'Number, tracking number, name or company' },
      element: {
        type: 'plain_text_input', action_id: SEARCH_INPUT.action, max_length: 200, focus_on_load: true,
        placeholder: { type: 'plain_text', text: '1234, or jane acme' },
      },
    },
    context(md`This tracks gifts, it never sends one. To look through all of yours, type ${code('/sends')}.`),
  ],
});
