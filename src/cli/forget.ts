import { UserFacingError } from '../usecases/errors.ts';
import { quoted } from '../usecases/harmless.ts';
import { readArgs } from './args.ts';
import type { Verb } from './deps.ts';
import { findFilledWorkspace } from './workspace.ts';

/** `forget EMAIL`: erases a recipient. */
export const forgetVerb: Verb = {
  name: 'forget',
  usage: 'EMAIL [--workspace NAME]',
  does: 'Erases for good who sends to this recipient went to: name, e-mail, company, address and message. The sends stay. Later imports and updates of them bring nothing of it back.',
  async run(deps, words) {
    const { operand, workspace: named } = readArgs(words, 'EMAIL', { dryRun: false });
    const email = operand.trim();
    if (!/^\S+@\S+$/.test(email)) throw new UserFacingError(`${quoted(email)} is not an e-mail address.`);
    const { forgetting, workspaces } = await deps.store();
    const workspace = await findFilledWorkspace(workspaces, named);
    const sends = await forgetting.recipient(workspace.id, email, { actor: 'operator', door: 'CLI', at: deps.clock() });
    deps.print(sends === 0 ? 'No send went to this address. It is remembered, as a hash, so that older sends that come in later come without the recipient.'
      : `Erased in ${sends.toLocaleString('en-US')} ${sends === 1 ? 'send' : 'sends'}. Messages in Slack of the last 30 days are brought up to date; older ones, and files that were exported, stay as they are.`);
    return 0;
  },
};
