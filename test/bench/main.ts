import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { z } from 'zod';
import { startPostgres } from '../support/postgres.ts';
import { buildBots } from './bots.ts';
import { measurePart, type Result } from './measureParts.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { PARTS } from './parts.ts';
import { isMissed, readmeLines, table, type Figure } from './report.ts';
import { FULL, SMALL, type Sizes } from './sizes.ts';
import { setStage, type Stage, type Where } from './stage.ts';
import { WORLD_ENDS } from './world.ts';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const progress = (line: string): void => { process.stderr.write(`… ${line}\n`); };

const measure = async (stage: Stage, { only }: Options): Promise<Result> => {
  const result: Result = { figures: [], discarded: [] };
  // The embedded database has no floors: where there is little time it is left out.
  const wheres: Where[] = stage.server === undefined ? ['embedded'] : stage.small ? ['PostgreSQL'] : ['PostgreSQL', 'embedded'];
  for (const where of wheres) {
    for (const part of PARTS.filter(({ name, on }) => only.includes(name) && on.includes(where))) {
      const { figures, discarded } = await measurePart(part, stage, where, progress);
      result.figures.push(...figures);
      result.discarded.push(...discarded);
    }
  }
  return result;
};

/** Prints and writes what was measured; returns the figures that miss their floor. */
const publish = async ({ figures, discarded }: Result, options: Options, sizes: Sizes, on: string): Promise<Figure[]> => {
  const { seed, small, json } = options;
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const missed = figures.filter(isMissed);
  say(`\nSeed ${seed}, worlds ending ${WORLD_ENDS.toISOString()}${small ? ', small (floors a third lower)' : ''}; ${machine}; PostgreSQL: ${on}`);
  say(`${table(figures)}\n`);
  if (discarded.length > 0) say(`Measured twice, because the first time, which does not count, missed a floor:\n${table(discarded)}\n`);
  say(`For the README:\n${readmeLines(figures)}\n`);
  await writeFile(json, `${JSON.stringify({ seed, small, machine, sizes, figures, discarded, missed: missed.map(({ part, name }) => `${part}: ${name}`) }, null, 2)}\n`);
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
