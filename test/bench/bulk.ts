import { rm } from 'node:fs/promises';
import path from 'node:path';
import { VERBS } from '../../src/cli/run.ts';
import { SEND_COLUMNS, SEND_JOINS } from '../../src/store/sendRows.ts';
import { runChild } from './childProcess.ts';
import { copyIn, copyOut } from './copy.ts';
import { comparison, interleaved, timed } from './measure.ts';
import type { Figure } from './report.ts';
import { CLI, type Stage } from './stage.ts';
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

const measureImport = async (stage: Stage): Promise<Figure> => {
  const files = await stage.world(stage.sizes.importRows);
  const pairs: { baseline: number; ours: number }[] = [];
  for (let round = 0; round < Math.min(3, stage.sizes.rounds); round++) pairs.push(await importRound(stage, files));
  return {
    part: 'c', name: `import of ${files.rows.toLocaleString('en-US')} rows to COPY of them`, database: 'PostgreSQL', unit: 's',
    ...comparison(pairs), floor: { atMost: 5 },
  };
};

const EXPORT = 'export';

/** What an export asks the database for, as one query. */
const EXPORTED = `(SELECT ${SEND_COLUMNS.sql}, s.recipient_address, s.message,
  (SELECT n.value FROM send_names n WHERE n.workspace_id = s.workspace_id AND n.send_id = s.id AND n.scheme = 'provider') AS provider
  FROM sends s ${SEND_JOINS.sql} ORDER BY s.listed_at DESC, s.id DESC)`;

const measureExport = async (stage: Stage): Promise<Figure> => {
  const { sizes, folder } = stage;
  const { env } = await stage.imported('PostgreSQL', sizes.exportRows);
  const file = path.join(folder, 'copied.tsv');
  const measured = await interleaved(
    Math.min(3, sizes.rounds),
    async () => (await timed(() => copyOut(env['DATABASE_URL'] ?? '', EXPORTED, file))) / 1000,
    async () => (await runChild([...CLI, EXPORT], env)).seconds,
  );
  await rm(file);
  return { part: 'c', name: `export of ${sizes.exportRows.toLocaleString('en-US')} rows to COPY`, database: 'PostgreSQL', unit: 's', ...measured, floor: { atMost: 8 } };
};

const memory = (what: string, { memoryRows, manySends }: Stage['sizes'], few: number, many: number): Figure => ({
  part: 'c', name: `memory of ${what}: ${manySends.toLocaleString('en-US')} rows to ${memoryRows.toLocaleString('en-US')}`, database: 'PostgreSQL', unit: 'MB',
  ...comparison([{ baseline: few, ours: many }]), floor: { atMost: 1.3 },
});

const exportPeak = async (stage: Stage, sends: number): Promise<number> => (await runChild([...CLI, EXPORT], (await stage.imported('PostgreSQL', sends)).env)).peak;

/** Part c: files in and out, against the database's own COPY; and whether memory grows with them. */
export const measureBulk = async (stage: Stage, say: (line: string) => void): Promise<Figure[]> => {
  const { sizes } = stage;
  const [few, many] = [await stage.imported('PostgreSQL', sizes.memoryRows), await stage.imported('PostgreSQL', sizes.manySends)];
  const figures = [await measureImport(stage), memory('import', sizes, few.peak, many.peak)];
  if (VERBS.every(({ name }) => name !== EXPORT)) {
    say('the command line knows no export: not measured');
    return figures;
  }
  return [...figures, await measureExport(stage), memory('export', sizes, await exportPeak(stage, sizes.memoryRows), await exportPeak(stage, sizes.manySends))];
};
