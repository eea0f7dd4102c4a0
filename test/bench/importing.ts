import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runChild } from './childProcess.ts';
import { copyIn, copyOut } from './copy.ts';
import { comparison, timed } from './measure.ts';
import { memoryOf } from './memory.ts';
import type { Measured, Part } from './part.ts';
import { CLI, type Stage } from './stage.ts';
import type { WorldFiles } from './world.ts';

/** All that an import fills, in an order that foreign keys allow; kept counts follow by trigger, here as there. */
const TABLES = ['workspaces', 'sources', 'members', 'teams', 'team_assignments', 'campaigns', 'sends', 'send_names', 'observations', 'trackings'];
/** A round is long, and its ratio steady. */
const ROUNDS_AT_MOST = 3;

/** A round's import, from the start of the command line's process to its end, and COPY of the rows it wrote into an equal database. */
const importRound = async (stage: Stage, files: WorldFiles): Promise<{ baseline: number; ours: number }> => {
  const [ours, theirs] = [await stage.emptyDatabase(), await stage.emptyDatabase()];
  const { seconds } = await runChild([...CLI, 'import', files.sends], { DATABASE_URL: ours.url });
  const rows = TABLES.map((table) => ({ table, file: path.join(stage.folder, `${table}.copy`) }));
  for (const { table, file } of rows) await copyOut(ours.url, table, file);
  const copied = await timed(() => copyIn(theirs.url, rows));
  await Promise.all([ours.drop(), theirs.drop(), ...rows.map(({ file }) => rm(file))]);
  return { baseline: copied / 1000, ours: seconds };
};

const measureImport = async (stage: Stage): Promise<Measured[]> => {
  const { sizes } = stage;
  const files = await stage.world(sizes.importRows);
  const pairs: { baseline: number; ours: number }[] = [];
  for (let round = 0; round < Math.min(ROUNDS_AT_MOST, sizes.rounds); round++) pairs.push(await importRound(stage, files));
  const few = sizes.memoryRows === undefined ? undefined : [await stage.imported('PostgreSQL', sizes.memoryRows)];
  return [
    { name: `import of ${files.rows.toLocaleString('en-US')} rows, to COPY of them`, unit: 's', ...comparison(pairs), floor: { atMost: 5 } },
    memoryOf('import', sizes, [await stage.imported('PostgreSQL', sizes.manySends)], few),
  ];
};

/** A file in, against the database's own COPY; and whether memory grows with it. */
export const importing: Part = { name: 'c', on: ['PostgreSQL'], measure: measureImport };
