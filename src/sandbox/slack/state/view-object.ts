import type { ViewOutput } from '@slack/bolt';
import type { Core } from '../core.ts';
import type { View } from './model.ts';

export type ViewState = ViewOutput['state'];

/** A view as Slack's methods and payloads print it: https://docs.slack.dev/reference/views/modal-views */
export const viewObject = (view: View, { app, state }: Core, values: ViewState['values'] = {}): ViewOutput => ({
  id: view.id, team_id: state.team.id, type: view.type, blocks: view.blocks, private_metadata: view.privateMetadata, callback_id: view.callbackId,
  state: { values }, hash: view.hash, title: view.title ?? { type: 'plain_text', text: 'View Title' }, clear_on_close: view.clearOnClose,
  notify_on_close: view.notifyOnClose, close: view.close ?? null, submit: view.submit ?? null, previous_view_id: view.previousId ?? null,
  root_view_id: view.rootId, app_id: app.id, external_id: view.externalId, app_installed_team_id: state.team.id, bot_id: app.botId,
} satisfies ViewOutput);
