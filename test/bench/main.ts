import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { z } from 'zod';
import { startPostgres } from '../support/postgres.ts';
import { measureAnswering } from './answering.ts';
import { buildBots } from './bots.ts';
import { measureBulk } from './bulk.ts';
import { FULL, readOptions, SMALL, USAGE, type Options, type Sizes } from './options.ts';
import { eased, isMissed, table, type Figure } from './report.ts';
import { measureReading } from './reading.ts';
import { setStage, type Stage, type Where } from './stage.ts';
import { measureStarting } from './starting.ts';
import { WORLD_ENDS } from './world.ts';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const progress = (line: string): void => { process.stderr.write(`… ${line}\n`); };

const measure = async (stage: Stage, { only }: Options): Promise<Figure[]> => {
  const figures: Figure[] = [];
  const wheres: Where[] = stage.server === undefined ? ['embedded'] : ['PostgreSQL', 'embedded'];
  for (const where of wheres) {
    if (only.includes('a')) figures.push(await measureAnswering(stage, where));
    if (only.includes('b')) figures.push(...(await measureReading(stage, where)));
    if (only.includes('c') && where === 'PostgreSQL') figures.push(...(await measureBulk(stage)));
    if (only.includes('d')) figures.push(await measureStarting(stage, where));
  }
  return figures;
};

/** Prints and writes what was measured; returns the figures that miss their floor. */
const publish = async (measured: readonly Figure[], options: Options, sizes: Sizes, on: string): Promise<Figure[]> => {
  const { seed, small, json } = options;
  const figures = small ? measured.map((figure) => ({ ...figure, floor: figure.floor && eased(figure.floor) })) : measured;
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const missed = figures.filter(isMissed);
  say(`\nSeed ${seed}, worlds ending ${WORLD_ENDS.toISOString()}${small ? ', small (floors a third lower)' : ''}; ${machine}; PostgreSQL: ${on}`);
  say(`${table(figures)}\n`);
  await writeFile(json, `${JSON.stringify({ seed, small, machine, sizes, figures, missed: missed.map(({ part, name }) => `${part}: ${name}`) }, null, 2)}\n`);
  return missed;
};

const main = async (words: readonly string[]): Promise<number> => {
  const options = readOptions(words);
  const start = performance.now();
  const sizes = options.small ? SMALL : FULL;
  const given = process.env['BENCH_DATABASE_URL'] || undefined;
  const own = given === undefined ? await startPostgres() : undefined;
  const server = given ?? own?.url;
  const on = own ? 'one of its own, with the settings it comes with' : given === undefined ? 'none here, and no BENCH_DATABASE_URL: not measured' : new URL(given).host;
  buildBots();
  const stage = await setStage(options, sizes, server, progress);
  const cleanUp = async (): Promise<void> => {
    await stage.close();
    await own?.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void cleanUp().finally(() => process.exit(2)));
  try {
    const missed = await publish(await measure(stage, options), options, sizes, on);
    say(`Measured in ${Math.round((performance.now() - start) / 1000)} s, also in ${options.json}`);
    for (const { part, name, database, ratio } of missed) say(`MISSED ${part} ${name}, ${database}: ${ratio.median.toFixed(2)}`);
    return missed.length > 0 ? 1 : 0;
  } finally {
    await cleanUp();
  }
};

main(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    const wrong = error instanceof z.ZodError ? `${z.prettifyError(error)}\n${USAGE}` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${wrong}\n`);
    process.exitCode = 2;
  },
);
