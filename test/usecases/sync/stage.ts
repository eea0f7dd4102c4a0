import { randomBytes } from 'node:crypto';
import type { WorkspaceId } from '../../../src/domain/ids.ts';
import { type LocalProvider, type LocalProviderOptions, startLocalProvider } from '../../../src/sandbox/provider/index.ts';
import { type Access, connectProvider } from '../../../src/sources/sendoso/connect.ts';
import type { Store } from '../../../src/usecases/ports.ts';
import type { Pause } from '../../../src/usecases/ports/provider.ts';
import type { Limit } from '../../../src/usecases/ports/rates.ts';
import { createSealer } from '../../../src/usecases/sealing.ts';
import type { SyncInput, SyncProgress } from '../../../src/usecases/sync/deps.ts';
import { syncSends } from '../../../src/usecases/sync/syncSends.ts';
import type { TestDatabase } from '../../support/databases.ts';

export const NOW = new Date('2026-11-20T12:00:00Z');
/** As fast as it goes, one after the other. */
export const UNLIMITED: Limit = { most: 10, within: 0, apart: 0 };
/** Waiting costs no time here: the waits are kept to be looked at. */
export const noPause = () => {
  const waits: number[] = [];
  const pause: Pause = async (ms) => void waits.push(ms);
  return { waits, pause };
};
/** The lists of an instance; what it read is told in `pages`. */
export type Instance = ReturnType<typeof instance>;
type Said = { me?: string; access?: Access; signal?: AbortSignal; clock?: () => Date; store?: Store; limit?: Limit; pause?: Pause; timeout?: number };

/** One instance of the tracker reading a provider, without its clockwork. */
export const instance = (provider: LocalProvider, store: Store, workspaceId: WorkspaceId, said: Said = {}) => {
  const { me = 'one', access = { kind: 'token', token: provider.oauth.grant() }, signal = new AbortController().signal, clock = () => NOW, limit = UNLIMITED, timeout } = said;
  const { waits, pause } = noPause();
  const broken: string[] = [];
  const progress: SyncProgress[] = [];
  const reached = connectProvider({ apiUrl: provider.apiUrl, access, workspaceId, store, clock, pause: said.pause ?? pause, random: () => 0.5, me, limit, timeout });
  const verbs = syncSends({ ...store, provider: reached, clock, me, lateAfter: () => 900_000, broke: (key) => void broken.push(key) });
  const input: SyncInput = { workspaceId, signal, onProgress: (each) => void progress.push(each) };
  return {
    provider: reached, waits, broken, progress,
    readNew: () => verbs.readNew(input),
    sweep: (begin = true) => verbs.sweep({ ...input, begin }),
  };
};

export const refreshAccess = (provider: LocalProvider, refreshToken = provider.oauth.refreshToken(), key: Uint8Array = KEY): Access => ({
  kind: 'refresh', client: provider.oauth.client, refreshToken, sealer: createSealer(key),
});
export const KEY = randomBytes(32);

/** A workspace of its own on a database, and a provider without limits unless said otherwise. */
export const aStage = async (database: TestDatabase, options: LocalProviderOptions = {}) => {
  const provider = await startLocalProvider({ limits: 'none', clock: () => NOW, ...options });
  const workspace = await database.store.workspaces.create(`workspace ${randomBytes(6).toString('hex')}`, undefined);
  const one = async (query: string): Promise<Record<string, unknown>[]> => database.query(query, [workspace.id]);
  return {
    provider, workspaceId: workspace.id,
    instance: (said: Said = {}) => instance(provider, said.store ?? database.store, workspace.id, said),
    /** The numbers of the sends the tracker knows. */
    known: async (): Promise<number[]> => (await one('SELECT number FROM sends WHERE workspace_id = $1')).map(({ number }) => Number(number)).toSorted((a, b) => a - b),
    one,
  };
};
export type Stage = Awaited<ReturnType<typeof aStage>>;
