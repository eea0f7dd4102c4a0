import { rm } from 'node:fs/promises';
import path from 'node:path';
import { SEND_COLUMNS, SEND_JOINS } from '../../src/store/sendRows.ts';
import { runChild } from './childProcess.ts';
import { copyIn, copyOut } from './copy.ts';
import { comparison, interleaved, timed } from './measure.ts';
import type { Measured, Part } from './part.ts';
import { CLI, type Imported, type Stage } from './stage.ts';
import type { WorldFiles } from './world.ts';

/** All that an import fills, in an order that foreign keys allow; kept counts follow by trigger, here as there. */
const TABLES = ['workspaces', 'sources', 'members', 'teams', 'team_assignments', 'campaigns', 'sends', 'send_names', 'observations', 'trackings'];

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

const measureImport = async (stage: Stage): Promise<Measured> => {
  const files = await stage.world(stage.sizes.importRows);
  const pairs: { baseline: number; ours: number }[] = [];
  for (let round = 0; round < Math.min(3, stage.sizes.rounds); round++) pairs.push(await importRound(stage, files));
  return {
    name: `import of ${files.rows.toLocaleString('en-US')} rows to COPY of them`, unit: 's',
    ...comparison(pairs), floor: { atMost: 5 },
  };
};

/** What an export asks the database for (`src/store/exportPage.ts`), as one query instead of pages. */
const EXPORTED = `(SELECT ${SEND_COLUMNS.sql}, s.recipient_address, s.message,
  coalesce((SELECT json_agg(json_build_object('scheme', n.scheme, 'value', n.value))
    FROM send_names n WHERE n.workspace_id = s.workspace_id AND n.send_id = s.id), '[]') AS names
  FROM sends s ${SEND_JOINS.sql} ORDER BY s.id)`;

const exportFrom = ({ env }: Imported, file: string): Promise<{ seconds: number; peak: number }> => runChild([...CLI, 'export'], env, file);

const measureExport = async (stage: Stage): Promise<Measured> => {
  const { sizes, folder } = stage;
  const source = await stage.imported('PostgreSQL', sizes.exportRows);
  const file = path.join(folder, 'exported');
  const measured = await interleaved(
    Math.min(3, sizes.rounds),
    async () => (await timed(() => copyOut(source.env['DATABASE_URL'] ?? '', EXPORTED, file))) / 1000,
    async () => (await exportFrom(source, file)).seconds,
  );
  await rm(file);
  return { name: `export of ${sizes.exportRows.toLocaleString('en-US')} rows to COPY of the same query`, unit: 's', ...measured, floor: { atMost: 8 } };
};

const memory = (what: string, { memoryRows, manySends }: Stage['sizes'], few: number, many: number): Measured => ({
  name: `memory of ${what}: ${manySends.toLocaleString('en-US')} rows to ${memoryRows.toLocaleString('en-US')}`, unit: 'MB',
  ...comparison([{ baseline: few, ours: many }]), floor: { atMost: 1.3 },
});

const measureBulk = async (stage: Stage): Promise<Measured[]> => {
  const { sizes } = stage;
  const [few, many] = [await stage.imported('PostgreSQL', sizes.memoryRows), await stage.imported('PostgreSQL', sizes.manySends)];
  const file = path.join(stage.folder, 'exported');
  return [
    await measureImport(stage),
    memory('import', sizes, few.peak, many.peak),
    await measureExport(stage),
    memory('export', sizes, (await exportFrom(few, file)).peak, (await exportFrom(many, file)).peak),
  ];
};

/** Files in and out, against the database's own COPY; and whether memory grows with them. */
export const bulk: Part = { name: 'c', on: ['PostgreSQL'], measure: measureBulk };
