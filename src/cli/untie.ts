import { foldEmail } from '../domain/text.ts';
import { UserFacingError } from '../usecases/errors.ts';
import { harmless } from '../usecases/harmless.ts';
import { readArgs } from './args.ts';
import type { Verb } from './deps.ts';
import { findFilledWorkspace } from './workspace.ts';

/** `untie EMAIL`: frees a member from the Slack user they are tied to. */
export const untieVerb: Verb = {
  name: 'untie',
  usage: 'EMAIL [--workspace NAME]',
  does: 'Frees a member from the Slack user they are tied to, so that the right one can be tied by e-mail again.',
  async run(deps, words) {
    const args = readArgs(words, 'EMAIL', { dryRun: false });
    const { members, workspaces } = await deps.store();
    const workspace = await findFilledWorkspace(workspaces, args.workspace);
    const email = foldEmail(args.operand);
    if (!(await members.untie(workspace.id, email, { actor: 'operator', door: 'CLI', at: deps.clock() }))) throw new UserFacingError(`There is no member ${harmless(email)} in "${workspace.name}".`);
    deps.print(`${harmless(email)} is free. The next Slack user with this confirmed e-mail address is tied to it.`);
    return 0;
  },
};
