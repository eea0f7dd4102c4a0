import { rm } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { readConfig } from '../../config.ts';
import { openMembers, openSends } from '../../sources/csv/read.ts';
import { openStore } from '../../store/open.ts';
import { UserFacingError } from '../../usecases/errors.ts';
import { importMembers } from '../../usecases/importMembers.ts';
import { importSends } from '../../usecases/importSends.ts';
import type { Store } from '../../usecases/ports.ts';
import { sampleWorld } from '../world/sample.ts';
import { writeMembersCsv, writeSendsCsv } from '../world/writeCsv.ts';

const OWNER = 'npm run demo';

/** What a writer writes, to be read. */
const asFile = (write: (out: PassThrough) => Promise<number>): PassThrough => {
  const file = new PassThrough();
  write(file).then(() => file.end(), (error: unknown) => file.destroy(error instanceof Error ? error : new Error(String(error))));
  return file;
};

const fill = async ({ workspaces, members, recorder }: Store, adminEmails: ReadonlySet<string>): Promise<string> => {
  // Told up to the moment the demo began: the platform of the demo tells the same.
  const now = new Date(process.env['DEMO_TOLD'] ?? Date.now());
  const world = sampleWorld(now);
  const { id } = await workspaces.create('default', undefined);
  const target = { dryRun: false, workspace: async () => id } as const;
  const clock = (): Date => now;
  const people = await importMembers({ members, openSheet: openMembers, clock, adminEmails, by: { actor: 'operator', door: 'CLI' } })({ ...target, file: asFile((out) => writeMembersCsv(world, out)) });
  const sends = await importSends({ recorder, workspaces, openSheet: openSends, clock })({ ...target, file: asFile((out) => writeSendsCsv(world, out)) });
  return `${people.new} people and ${sends.new} sends`;
};

/** Fills the demo's database if it is empty, or anew when it is told to, and prints what it did. Whoever holds the folder is named, and nothing is touched. */
const main = async (reset: boolean): Promise<void> => {
  const { storage, adminEmails } = readConfig(process.env);
  const { dataDir } = storage;
  let store = await openStore({ dataDir, owner: OWNER });
  try {
    if (reset) {
      await store.close();
      await rm(path.join(dataDir, 'db'), { recursive: true, force: true });
      store = await openStore({ dataDir, owner: OWNER });
    }
    const filled = (await store.workspaces.all()).length > 0;
    process.stdout.write(filled ? 'kept\n' : `brought in ${await fill(store, adminEmails)}\n`);
  } finally {
    await store.close();
  }
};

main(process.argv.includes('--reset')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof UserFacingError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
