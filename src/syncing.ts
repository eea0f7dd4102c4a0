import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { WorkspaceId } from './domain/ids.ts';
import type { SyncMetrics } from './http/syncMetrics.ts';
import { untilRound } from './jobs/pattern.ts';
import type { Job } from './jobs/schedule.ts';
import { syncJobs } from './jobs/sync.ts';
import type { Log } from './log.ts';
import type { ProviderAccess, ProviderConfig } from './providerConfig.ts';
import { type Access, connectProvider } from './sources/sendoso/connect.ts';
import { API } from './sources/sendoso/provider.ts';
import type { Clock, Store, Workspace } from './usecases/ports.ts';
import type { Pause, Provider } from './usecases/ports/provider.ts';
import { createSealer } from './usecases/sealing.ts';
import { type SyncOutcome, syncSends } from './usecases/sync/syncSends.ts';

export type SyncingDeps = {
  config: ProviderConfig;
  access: ProviderAccess;
  store: Store;
  clock: Clock;
  pause: Pause;
  /** Told of an entry that could not be stored, by the provider's name of it. */
  broke: (key: string, error: unknown) => void;
};

/** What is shown is late when so many rounds of SYNC_CRON have come and gone: three that brought nothing, and the fourth is there. */
const ROUNDS = 4;

const accessOf = (access: ProviderAccess): Access => {
  if (access.kind === 'token') return access;
  const { key, ...chain } = access;
  return { ...chain, sealer: createSealer(key) };
};

/** The reading of the provider into one workspace: what the bot's jobs and the operator's command line run alike. */
export const createSyncing = ({ config, access, store, clock, pause, broke }: SyncingDeps, workspaceId: WorkspaceId): { provider: Provider; verbs: ReturnType<typeof syncSends> } => {
  const me = `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`;
  const provider = connectProvider({ apiUrl: config.provider.apiUrl, access: accessOf(access), workspaceId, store, clock, pause, random: Math.random, me });
  return { provider, verbs: syncSends({ ...store, provider, clock, me, lateAfter: () => untilRound(config.crons.sync, ROUNDS), broke }) };
};

export type SyncingJobsDeps = Pick<SyncingDeps, 'config' | 'store' | 'clock' | 'pause'> & {
  log: Log;
  /** An error as the log may hold it. */
  describe: (error: unknown) => unknown;
  signal: AbortSignal;
  metrics: SyncMetrics;
  /** The workspace this bot serves, once it is known. */
  served: () => Workspace | undefined;
};

/** The jobs that read the provider, where the configuration lets us in. They idle until it is known for which workspace. */
export const syncingJobs = ({ config, store, clock, pause, log, describe, signal, metrics, served }: SyncingJobsDeps): Job[] => {
  const { access } = config.provider;
  if (!access) return [];
  const broke = (key: string, error: unknown): void => log.error({ key, error: describe(error) }, 'a send of the provider could not be stored');
  let made: { workspaceId: WorkspaceId; verbs: ReturnType<typeof syncSends> } | undefined;
  const ready = (): typeof made => {
    const workspace = served();
    return (made ??= workspace && { workspaceId: workspace.id, verbs: createSyncing({ config, access, store, clock, pause, broke }, workspace.id).verbs });
  };
  const ended = async (what: string, outcome: SyncOutcome): Promise<void> => {
    metrics.ended(what, outcome.result);
    if ('counts' in outcome) metrics.read(outcome.counts);
    if (outcome.result === 'failed') log.warn({ what, reason: outcome.reason }, 'the provider could not be read');
    else log.debug({ what, ...outcome }, 'read the provider');
    if (made) metrics.aside((await store.syncs.aside(made.workspaceId, API, 0)).count);
  };
  const when = async (run: (to: NonNullable<typeof made>) => Promise<SyncOutcome>): Promise<SyncOutcome> => {
    const to = ready();
    return to ? run(to) : { result: 'idle' };
  };
  return syncJobs({
    patterns: config.crons, ended,
    readNew: () => when(({ workspaceId, verbs }) => verbs.readNew({ workspaceId, signal })),
    sweep: ({ begin }) => when(({ workspaceId, verbs }) => verbs.sweep({ workspaceId, signal, begin })),
  });
};
