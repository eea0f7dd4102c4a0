import type { SlackUserId } from '../domain/ids.ts';
import { FOLD_NAME } from '../domain/notice/fold.ts';
import { NO_FILTER } from '../domain/query/filter.ts';
import { parseSendsCommand } from '../domain/query/parse.ts';
import type { Actor } from '../domain/visibility.ts';
import { UserFacingError } from './errors.ts';
import { exportSends } from './exportSends.ts';
import type { Clock, SendReader } from './ports.ts';
import { EXPORT_KEPT, EXPORT_LEASE, GivenUp, heartbeat, stampOf } from './exportWork.ts';
import type { ExportJob, Exports, FileGiver, SpooledFile, SpoolSends } from './ports/exports.ts';
import { NotDelivered, type SlackPeople } from './ports/messenger.ts';
import type { Addressees } from './ports/outbox.ts';

export type WorkOnExportsDeps = {
  exports: Exports;
  sends: Pick<SendReader, 'exportPage'>;
  addressees: Pick<Addressees, 'member'>;
  people: Pick<SlackPeople, 'tied'>;
  spool: SpoolSends;
  files: FileGiver;
  clock: Clock;
  /** Told what went wrong that nobody foresaw; returns the ref to give to people. */
  broken: (error: unknown) => string;
  signal: AbortSignal;
};

/** How often an export is tried before it is given up, and how long it rests after Slack failed, in ms. */
const TRIES = 20;
const REST = 60_000;

/** Somebody's rights changed while their sends were written: what is written is not theirs any more, and is begun anew. */
class RightsChanged extends Error {
  override name = 'RightsChanged';
}

/**
 * Writes the exports that wait, one after the other; returns how many it ended. A crash, or a stop, leaves the job to whoever asks next, who
 * looks first whether the file got to Slack, and else begins anew.
 */
export const workOnExports = (deps: WorkOnExportsDeps) => async (): Promise<number> => {
  let done = 0;
  for (let job = await next(deps); job; job = await next(deps)) if (await workOn(deps, job)) done += 1;
  return done;
};

const next = async ({ exports, clock, signal }: WorkOnExportsDeps): Promise<ExportJob | undefined> => (signal.aborted ? undefined : exports.claim(clock(), EXPORT_LEASE));

const workOn = async (deps: WorkOnExportsDeps, job: ExportJob): Promise<boolean> => {
  const { exports, clock } = deps;
  try {
    const given = await give(deps, job);
    const now = clock();
    await exports.finish(job, given ? { state: 'DONE', removeAt: new Date(now.getTime() + EXPORT_KEPT) } : { state: 'EMPTY' }, now);
  } catch (error) {
    const now = clock();
    if (error instanceof GivenUp) await exports.release(job);
    else if (error instanceof RightsChanged && job.lease < TRIES) await exports.release(job);
    else if (error instanceof NotDelivered && mayWork(error) && job.lease < TRIES) await exports.release(job, new Date(now.getTime() + REST));
    else {
      await exports.finish(job, { state: 'FAILED', problem: sentence(deps, error) }, now);
      return true;
    }
    return false;
  }
  return true;
};

/** Whether the same may go through a little later. */
const mayWork = ({ failure: { failed } }: NotDelivered): boolean => failed === 'again' || failed === 'limited' || failed === 'doubt' || failed === 'workspace';
const sentence = ({ broken }: WorkOnExportsDeps, error: unknown): string =>
  error instanceof UserFacingError ? error.message : `Something broke (ref ${broken(error)}). Ask for it again; if it stays, an Admin can look into the log.`;

/** Whose export it is, as they are now. */
const owner = async ({ addressees, people }: WorkOnExportsDeps, { workspaceId, memberId }: ExportJob): Promise<{ actor: Actor; slackUser: SlackUserId }> => {
  const found = await addressees.member(workspaceId, memberId);
  const { slackUser } = found ?? {};
  if (!found || found.suspended || slackUser === undefined || !(await people.tied(slackUser, found.tiedEmail))) {
    throw new UserFacingError('You may not use the tracker at the moment, so there is no file.');
  }
  return { actor: found.actor, slackUser };
};

/** True: the file is theirs. False: there was nothing to put into one. */
const give = async (deps: WorkOnExportsDeps, job: ExportJob): Promise<boolean> => {
  const { exports, files, clock } = deps;
  if (job.slackFileId !== undefined) {
    // Whoever had the job before may have shown it, and not come to say so.
    if (await files.isThere(job.slackFileId)) return true;
    if (!(await exports.name(job, undefined, 0, clock(), EXPORT_LEASE))) throw new GivenUp();
  }
  const { actor } = await owner(deps, job);
  const same = async (): Promise<Actor> => {
    const now = await deps.addressees.member(job.workspaceId, job.memberId);
    if (!now || now.suspended || stampOf(now.actor) !== stampOf(actor)) throw new RightsChanged();
    return now.actor;
  };
  const { alive, counted, rows } = heartbeat(deps, job);
  const file = await deps.spool(counted(sendsOf(deps, job, same)));
  try {
    if (rows() === 0) return false;
    await hand(deps, job, { file, rows, alive, same });
    return true;
  } finally {
    await file.drop();
  }
};

const sendsOf = ({ sends, clock }: WorkOnExportsDeps, { question, withAddress }: ExportJob, actor: () => Promise<Actor>) => {
  if (FOLD_NAME.test(question)) return exportSends({ sends })({ actor, withAddress, fold: question }, NO_FILTER);
  // The question is in its canonical form: its dates are instants, alike in every zone.
  const parsed = parseSendsCommand(question, { now: clock(), timeZone: 'UTC' });
  if (!parsed.ok || parsed.query.verb !== 'list') throw new UserFacingError('This version of the tracker does not understand the filter any more. Ask for it again.');
  return exportSends({ sends })({ actor, withAddress, view: parsed.query.view }, parsed.query.filter);
};

type Handing = { file: SpooledFile; rows: () => number; alive: <T>(chunks: AsyncIterable<T>) => AsyncIterable<T>; same: () => Promise<Actor> };
const hand = async (deps: WorkOnExportsDeps, job: ExportJob, { file, rows, alive, same }: Handing): Promise<void> => {
  const { exports, files, clock } = deps;
  const name = `sends-${clock().toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}${job.withAddress ? '-with-addresses' : ''}.csv`;
  let id: string | undefined;
  await files.upload({ name, bytes: file.bytes, content: alive(file.read()) }, async (slackFileId) => {
    id = slackFileId;
    if (!(await exports.name(job, slackFileId, rows(), clock(), EXPORT_LEASE))) throw new GivenUp();
  });
  if (id === undefined) throw new Error('Slack named no file');
  await same();
  const { slackUser } = await owner(deps, job);
  // The lease is fresh: nobody else shows it meanwhile.
  if (!(await exports.progress(job, rows(), clock(), EXPORT_LEASE))) throw new GivenUp();
  await files.show(id, name, slackUser);
};
