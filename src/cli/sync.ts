import { createSyncing } from '../syncing.ts';
import { UserFacingError } from '../usecases/errors.ts';
import type { SyncCounts, SyncProgress } from '../usecases/sync/deps.ts';
import type { SyncOutcome } from '../usecases/sync/syncSends.ts';
import { readFlags } from './args.ts';
import type { CliDeps, ExitCode, Verb } from './deps.ts';
import { findOrCreateWorkspace } from './workspace.ts';

/** `sync`: reads the provider's API now. */
export const syncVerb: Verb = {
  name: 'sync',
  usage: '[--full] [--workspace NAME]',
  does: 'Reads the newest sends from the provider’s API, or with --full all of them, people, groups and campaigns included. The first time it reads all; ' +
    'a reading that was cut off is gone on with.',
  async run(deps, words) {
    const { full, workspace: named } = readFlags(words);
    const config = deps.provider();
    const { access } = config.provider;
    if (!access) throw new UserFacingError('The provider’s API is not configured: set SENDOSO_ACCESS_TOKEN, or SENDOSO_REFRESH_TOKEN with its client (README, "Configuration").');
    const store = await deps.store();
    const workspace = await findOrCreateWorkspace(store.workspaces, named);
    const broke = (key: string): void => deps.print(`${key} could not be stored.`);
    const { verbs } = createSyncing({ config, access, store, clock: deps.clock, pause: deps.pause, broke }, workspace.id);
    const drawn = drawing(deps);
    const input = { workspaceId: workspace.id, signal: deps.signal(), onProgress: drawn.progress };
    try {
      const swept = await verbs.sweep({ ...input, begin: full });
      return report(deps, swept.result === 'idle' ? await verbs.readNew(input) : swept, drawn.end);
    } finally {
      drawn.end();
    }
  },
};

const number = (count: number): string => count.toLocaleString('en-US');

const drawing = ({ terminal }: CliDeps) => {
  const write = (text: string): void => terminal?.write(`\r${text}\u001b[K`);
  return {
    progress: ({ page, total, counts }: SyncProgress): void =>
      write(`page ${number(page)}, ${total === undefined ? `${number(counts.read)} entries read` : `${number(Math.min(counts.read, total))} of ${number(total)} sends read`}`),
    end: (): void => write(''),
  };
};

const report = ({ print }: CliDeps, outcome: SyncOutcome, end: () => void): ExitCode => {
  end();
  switch (outcome.result) {
    case 'done': {
      print(counted(outcome.counts));
      return outcome.counts.aside > 0 ? 1 : 0;
    }
    case 'failed': {
      if (outcome.counts.read > 0) print(counted(outcome.counts));
      throw new UserFacingError(outcome.reason);
    }
    case 'busy': throw new UserFacingError('Another process is reading all sends just now. What it reads is for everybody; try again when it is done.');
    case 'stopped': throw new UserFacingError('Stopped. What was read is kept, and the next sync goes on from there.');
    case 'idle': return 0;
  }
};

/** The list moves while it is read: what stood at the edge of a page is read again. */
const counted = ({ read, new: made, changed, unchanged, aside }: SyncCounts): string =>
  `${number(read)} entries read: ${number(made)} new, ${number(changed)} changed, ${number(unchanged)} unchanged` +
  `${aside > 0 ? `, ${number(aside)} could not be used ("npm run tracker -- doctor" says why)` : ''}.`;
