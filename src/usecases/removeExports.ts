import type { Exports, FileGiver } from './ports/exports.ts';

export type RemoveExportsDeps = {
  exports: Pick<Exports, 'toRemove' | 'removed' | 'purge'>;
  files: Pick<FileGiver, 'remove'>;
  /** Told of a file that could not be removed; it is tried again. */
  failed: (error: unknown) => void;
};

const AT_ONCE = 50;
/** An export is remembered for so long, in ms. */
const REMEMBERED = 30 * 24 * 60 * 60_000;

/** Takes the files whose time is over out of Slack; their cards then say so. Two who do it at once do no harm. */
export const removeExports = ({ exports, files, failed }: RemoveExportsDeps) => async (now: Date): Promise<void> => {
  for (const job of await exports.toRemove(now, AT_ONCE)) {
    try {
      if (job.slackFileId !== undefined) await files.remove(job.slackFileId);
      await exports.removed(job, now);
    } catch (error) {
      failed(error);
    }
  }
  await exports.purge(new Date(now.getTime() - REMEMBERED));
};
