import { sendsCsv } from '../sources/csv/write.ts';
import { exportSends } from '../usecases/exportSends.ts';
import { readExportArgs } from './args.ts';
import type { Verb } from './deps.ts';
import { readExportFilter } from './exportFilter.ts';
import { pour } from './pour.ts';
import { progress } from './progress.ts';
import { findFilledWorkspace } from './workspace.ts';

/** How often progress is drawn, in rows. */
const DRAWN_EVERY = 1000;

/** `export`: writes sends as CSV to standard output. */
export const exportVerb: Verb = {
  name: 'export',
  usage: '[--status shipped,delivered] [filters as in /sends] [--workspace NAME] > FILE',
  does: 'Writes sends as CSV, addresses and messages included: keep the file safe. Imported again it changes nothing. ' +
    'Into a pipe, say "npm run -s tracker -- export": without -s npm writes two lines of its own ahead of it.',
  async run(deps, words) {
    const args = readExportArgs(words);
    const filter = readExportFilter(args, deps.clock());
    const { sends, workspaces, audit } = await deps.store();
    const workspace = await findFilledWorkspace(workspaces, args.workspace);
    await audit.append(workspace.id, [{ at: deps.clock(), actor: 'operator', door: 'CLI', verb: 'exported', after: { address: true } }]);
    const shown = progress(deps.terminal, deps.clock);
    try {
      await pour(counted(exportSends({ sends })({ operatorOf: workspace.id }, filter), shown.rows), sendsCsv(), deps.output());
    } finally {
      shown.end();
    }
    return 0;
  },
};

async function* counted<Row>(rows: AsyncIterable<Row>, tell: (count: number) => void): AsyncGenerator<Row> {
  let count = 0;
  for await (const row of rows) {
    yield row;
    count += 1;
    if (count % DRAWN_EVERY === 0) tell(count);
  }
}
