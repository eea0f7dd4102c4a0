import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { generateWorld } from './world.ts';
import { writeMembersCsv, writeSendsCsv } from './writeCsv.ts';

const USAGE = 'Usage: npm run world -- --sends 1000 --seed 7 --out DIR [--people 40] [--now 2026-06-01T00:00:00Z] [--no-history]';

const optionsSchema = z.object({
  sends: z.coerce.number().int().min(1).max(10_000_000),
  seed: z.coerce.number().int(),
  people: z.coerce.number().int().min(6).max(100_000).optional(),
  now: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional(),
  out: z.string().min(1),
  'no-history': z.boolean(),
});

const readOptions = (words: readonly string[]): z.output<typeof optionsSchema> => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      sends: { type: 'string', default: '1000' }, seed: { type: 'string', default: '7' }, people: { type: 'string' }, now: { type: 'string' },
      out: { type: 'string', default: 'world' }, 'no-history': { type: 'boolean', default: false },
    },
  });
  return optionsSchema.parse(values);
};

const toFile = async (file: string, write: (out: Writable) => Promise<number>): Promise<number> => {
  const out = createWriteStream(file);
  const rows = await write(out);
  out.end();
  await finished(out);
  return rows;
};

/** Writes `sends.csv` and `members.csv` of a generated world into a folder. */
const main = async (words: readonly string[]): Promise<void> => {
  const { sends, seed, people, now = new Date(), out, 'no-history': noHistory } = readOptions(words);
  const start = performance.now();
  const world = generateWorld({ seed, sends, now, ...(people !== undefined && { people }) });
  await mkdir(out, { recursive: true });
  const members = await toFile(path.join(out, 'members.csv'), (file) => writeMembersCsv(world, file));
  const rows = await toFile(path.join(out, 'sends.csv'), (file) => writeSendsCsv(world, file, { history: !noHistory }));
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${sends} sends in ${rows} rows, ${members} members, in ${out} (${Math.round(rows / seconds)} rows/s)\n`);
};

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
});
