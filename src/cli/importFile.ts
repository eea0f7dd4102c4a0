import { openSends } from '../sources/csv/read.ts';
import { importSends } from '../usecases/importSends.ts';
import type { Workspaces } from '../usecases/ports.ts';
import type { ImportTarget } from '../usecases/sheet.ts';
import { readArgs, type Args } from './args.ts';
import type { Verb } from './deps.ts';
import { progress } from './progress.ts';
import { sendsReport } from './report.ts';
import { findOrCreateWorkspace, findWorkspace } from './workspace.ts';

/** `import FILE.csv`: records a CSV of sends. */
export const importVerb: Verb = {
  name: 'import',
  usage: 'FILE.csv [--dry-run] [--workspace NAME]',
  does: 'Imports a CSV of sends (- reads standard input). Importing it again changes nothing; --dry-run only counts.',
  async run(deps, words) {
    const args = readArgs(words, 'FILE.csv', { dryRun: true });
    const file = await deps.open(args.operand);
    const { recorder, workspaces } = await deps.store();
    const shown = progress(deps.terminal, deps.clock);
    try {
      const run = importSends({ recorder, workspaces, openSheet: openSends, clock: deps.clock });
      const report = await run({ ...importTarget(workspaces, args), file, onProgress: shown.rows });
      shown.end();
      for (const line of sendsReport(report)) deps.print(line);
      return report.bad > 0 ? 1 : 0;
    } catch (error) {
      shown.end();
      throw error;
    }
  },
};

/** A dry run makes no workspace. */
export const importTarget = (workspaces: Workspaces, { dryRun, workspace }: Args): ImportTarget =>
  dryRun
    ? { dryRun, workspace: async () => (await findWorkspace(workspaces, workspace))?.id }
    : { dryRun, workspace: async () => (await findOrCreateWorkspace(workspaces, workspace)).id };
