import { openMembers } from '../sources/csv/read.ts';
import { importMembers } from '../usecases/importMembers.ts';
import { readArgs } from './args.ts';
import type { Verb } from './deps.ts';
import { importTarget } from './importFile.ts';
import { membersReport } from './report.ts';

/** `import-members FILE.csv`: records a CSV of members. */
export const importMembersVerb: Verb = {
  name: 'import-members',
  usage: 'FILE.csv [--dry-run] [--workspace NAME]',
  does: 'Imports a CSV of members: Email, Name, Role, Teams (separated by ;, * for every team, - for none). An empty cell leaves what is known.',
  async run(deps, words) {
    const args = readArgs(words, 'FILE.csv', { dryRun: true });
    const file = await deps.open(args.operand);
    const { members, workspaces } = await deps.store();
    const run = importMembers({ members, openSheet: openMembers, clock: deps.clock, adminEmails: deps.adminEmails(), by: { actor: 'operator', door: 'CLI' } });
    const report = await run({ ...importTarget(workspaces, args), file });
    for (const line of membersReport(report)) deps.print(line);
    return report.bad > 0 ? 1 : 0;
  },
};
