import type { WorkspaceId } from '../../domain/ids.ts';
import type { SendRecord } from '../ports.ts';
import type { RecordOutcome, SendRecorder } from '../ports/recorder.ts';
import type { SendEntry, UnknownFields } from '../ports/provider.ts';
import type { AsideEntry } from '../ports/syncs.ts';
import { NO_COUNTS, type SyncCounts, type SyncDeps } from './deps.ts';

type Good = { key: string; record: SendRecord; unknown: UnknownFields | undefined };
type Outcome = RecordOutcome | { result: 'refused'; why: 'not-stored' };
type Refusal = Extract<Outcome, { result: 'refused' }>['why'];

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'names-differ': 'has ids that belong to different sends',
  'both-asked': 'shows that two sends are one, and a cancel or an approval of each is still open',
  'no-sender': 'names no sender whose e-mail address can be read',
  'nothing-due': 'has no status whose time has come',
  'not-stored': 'could not be stored; the log says why',
};

export type Taking = {
  workspaceId: WorkspaceId;
  /** Most are known already: looked at first, so that what says nothing new is not even locked. */
  mostlyKnown: boolean;
  /** Told of an entry that broke the recording of it. */
  broke: (key: string, error: unknown) => void;
};

/** Records the entries of a few pages. What can't be used is set aside with its reason, and costs nobody else anything. */
export const takeEntries = async (
  { recorder, syncs, provider, clock }: Pick<SyncDeps, 'recorder' | 'syncs' | 'provider' | 'clock'>, entries: readonly SendEntry[], taking: Taking,
): Promise<SyncCounts> => {
  const { workspaceId, mostlyKnown } = taking;
  const now = clock();
  const good = entries.flatMap((entry): Good[] => ('record' in entry ? [entry] : []));
  const record: SendRecorder['record'] = (workspace, records, options) => (records.length > 0 ? recorder.record(workspace, records, options) : Promise.resolve([]));
  const planned = mostlyKnown ? await record(workspaceId, good.map((each) => each.record), { source: provider.name, now, dryRun: true }) : [];
  const news = good.filter((_, i) => planned[i]?.result !== 'unchanged');
  const outcomes = await recordEach(news, {
    record: (records) => record(workspaceId, records, { source: provider.name, now, dryRun: false }),
    alive: () => syncs.position(workspaceId, provider.name), broke: taking.broke,
  });
  const refused = news.flatMap(({ key }, i): AsideEntry[] => {
    const outcome = outcomes[i];
    return outcome?.result === 'refused' ? [{ key, reason: REFUSALS[outcome.why] }] : [];
  });
  const aside = [...entries.flatMap((entry): AsideEntry[] => ('reason' in entry ? [{ key: entry.key, reason: entry.reason }] : [])), ...refused];
  const refusedKeys = new Set(refused.map(({ key }) => key));
  const taken = good.filter(({ key }) => !refusedKeys.has(key));
  await syncs.keepUnknown(workspaceId, provider.name, taken.flatMap(({ record: { names: [name] }, unknown }) => (name && unknown ? [{ name, fields: unknown }] : [])));
  await syncs.setAside(workspaceId, provider.name, aside, now);
  await syncs.takeBack(workspaceId, provider.name, taken.map(({ key }) => key));
  const counted = (result: Outcome['result']): number => outcomes.filter((outcome) => outcome.result === result).length;
  return { ...NO_COUNTS, read: entries.length, new: counted('new'), changed: counted('changed'), unchanged: good.length - news.length + counted('unchanged'), aside: aside.length };
};

/**
 * Records all at once; where that fails, in halves, down to the ones that can't be stored. `alive` throws when it is the database's fault and not
 * theirs.
 */
const recordEach = async (entries: readonly Good[], { record, alive, broke }: Recording): Promise<Outcome[]> => {
  try {
    return await record(entries.map((each) => each.record));
  } catch (error) {
    await alive();
    const [only, ...more] = entries;
    if (!only) throw error;
    if (more.length > 0) {
      const middle = Math.ceil(entries.length / 2);
      return [...(await recordEach(entries.slice(0, middle), { record, alive, broke })), ...(await recordEach(entries.slice(middle), { record, alive, broke }))];
    }
    broke(only.key, error);
    return [{ result: 'refused', why: 'not-stored' }];
  }
};

type Recording = { record: (records: readonly SendRecord[]) => Promise<RecordOutcome[]>; alive: () => Promise<unknown>; broke: Taking['broke'] };
