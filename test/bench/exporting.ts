import { rm } from 'node:fs/promises';
import path from 'node:path';
import { SEND_COLUMNS, SEND_JOINS } from '../../src/store/sendRows.ts';
import { runChild, type Run } from './childProcess.ts';
import { copyOut } from './copy.ts';
import { interleaved, timed } from './measure.ts';
import { memoryOf } from './memory.ts';
import type { Measured, Part } from './part.ts';
import { CLI, type Imported, type Stage } from './stage.ts';

/** What an export asks the database for (`src/store/exportPage.ts`), as one query instead of pages. */
export const EXPORTED = `(SELECT ${SEND_COLUMNS.sql}, s.recipient_address, s.message,
  coalesce((SELECT json_agg(json_build_object('scheme', n.scheme, 'value', n.value))
    FROM send_names n WHERE n.workspace_id = s.workspace_id AND n.send_id = s.id), '[]') AS names
  FROM sends s ${SEND_JOINS.sql} ORDER BY s.id)`;
/** A round is long, and its ratio steady. */
export const ROUNDS_AT_MOST = 3;

const measureExport = async (stage: Stage): Promise<Measured[]> => {
  const { sizes } = stage;
  const source = await stage.imported('PostgreSQL', sizes.manySends);
  const file = path.join(stage.folder, 'exported');
  const exportFrom = ({ env }: Imported): Promise<Run> => runChild([...CLI, 'export'], env, file);
  const runs: Run[] = [];
  const measured = await interleaved(
    Math.min(ROUNDS_AT_MOST, sizes.rounds),
    async () => (await timed(() => copyOut(source.env['DATABASE_URL'] ?? '', EXPORTED, file))) / 1000,
    async () => {
      const run = await exportFrom(source);
      runs.push(run);
      return run.seconds;
    },
  );
  const few = sizes.memoryRows === undefined ? undefined : [await exportFrom(await stage.imported('PostgreSQL', sizes.memoryRows))];
  await rm(file);
  return [
    { name: `export of ${sizes.manySends.toLocaleString('en-US')} rows, to COPY of the same query`, unit: 's', ...measured, floor: { atMost: 8 } },
    memoryOf('export', sizes, runs, few),
  ];
};

/** A file out, against the database's own COPY; and whether memory grows with it. */
export const exporting: Part = { name: 'c', on: ['PostgreSQL'], measure: measureExport };
