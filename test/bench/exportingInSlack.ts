import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Person, SlackFile } from '../../src/sandbox/slack/index.ts';
import { startOurs } from './bots.ts';
import { watchPeak, type Run } from './childProcess.ts';
import { copyOut } from './copy.ts';
import { EXPORTED, ROUNDS_AT_MOST } from './exporting.ts';
import { interleaved, timed } from './measure.ts';
import { memoryOf } from './memory.ts';
import type { Measured, Part } from './part.ts';
import { SECRET, type Imported, type Stage } from './stage.ts';

/** An export of a million takes minutes on a busy machine. In ms. */
const PATIENCE = 20 * 60_000;
/** Line ends stand inside of no field but addresses and messages, which are left out. */
const rowsIn = (content: Buffer): number => {
  let rows = -1;
  for (let at = content.indexOf('\r\n'); at >= 0; at = content.indexOf('\r\n', at + 2)) rows += 1;
  return rows;
};

/** Types the command. Resolves when the file stands in the direct messages, whole. */
const asking = ({ slack }: Stage, person: Person) => {
  let given = (_file: SlackFile): void => {};
  slack.state.subscribe((change) => {
    const [file] = change.kind === 'message' && change.how === 'posted' ? change.message.files : [];
    if (file) given(file);
  });
  return async (sends: number): Promise<void> => {
    const file = await new Promise<SlackFile>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no file within ${PATIENCE} ms: ${person.sees().at(-1)?.visible}`)), PATIENCE);
      given = (shown) => {
        clearTimeout(timer);
        resolve(shown);
      };
      person.types('/sends export all').catch(reject);
    });
    const rows = rowsIn(file.content ?? Buffer.alloc(0));
    slack.state.files.remove(file);
    file.content = undefined;
    if (rows !== sends) throw new Error(`the file has ${rows} rows instead of ${sends}`);
  };
};

/** A bot of its own each time: the most memory that a process held is never less again. */
const exportOf = (stage: Stage, ask: (sends: number) => Promise<void>) => async ({ env }: Imported, sends: number): Promise<Run> => {
  const ours = await startOurs({ ...stage.botEnv, ...env, NOTIFICATIONS: 'off' }); // so that it is busy with nothing else
  try {
    stage.slack.connect(ours.url, SECRET);
    const watched = watchPeak(ours.pid);
    const ms = await timed(() => ask(sends));
    return { seconds: ms / 1000, ...watched.stop() };
  } finally {
    await ours.stop();
  }
};

const measureExport = async (stage: Stage): Promise<Measured[]> => {
  const { sizes, admin } = stage;
  const source = await stage.imported('PostgreSQL', sizes.manySends);
  const file = path.join(stage.folder, 'exported');
  const exportFrom = exportOf(stage, asking(stage, admin));
  const runs: Run[] = [];
  const measured = await interleaved(
    Math.min(ROUNDS_AT_MOST, sizes.rounds),
    async () => (await timed(() => copyOut(source.env['DATABASE_URL'] ?? '', EXPORTED, file))) / 1000,
    async () => {
      const run = await exportFrom(source, sizes.manySends);
      runs.push(run);
      return run.seconds;
    },
  );
  const few = sizes.memoryRows === undefined ? undefined : [await exportFrom(await stage.imported('PostgreSQL', sizes.memoryRows), sizes.memoryRows)];
  await rm(file);
  return [
    { name: `/sends export of ${sizes.manySends.toLocaleString('en-US')} rows, to COPY of the same query`, unit: 's', ...measured, floor: { atMost: 8 } },
    memoryOf('the bot that exports', sizes, runs, few),
  ];
};

/** A file through Slack, from the typed command until it stands in the direct messages, its card telling how far it is; whether memory grows with it. */
export const exportingInSlack: Part = { name: 'x', on: ['PostgreSQL'], measure: measureExport };
