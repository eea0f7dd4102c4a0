import { parseArgs } from 'node:util';
import { z } from 'zod';

export const PARTS = ['a', 'b', 'c', 'd'] as const;
export type Part = (typeof PARTS)[number];

const optionsSchema = z.object({
  small: z.boolean(),
  only: z.string().transform((text) => text.split(',').map((part) => part.trim())).pipe(z.array(z.enum(PARTS)).min(1)),
  json: z.string().min(1),
  seed: z.coerce.number().int(),
});
export type Options = z.output<typeof optionsSchema>;

export const USAGE = 'Usage: npm run bench -- [--small] [--only a,b,c,d] [--json bench.json] [--seed 7]';

/** Throws a `ZodError`, or `parseArgs`' own error, on words that are none of these. */
export const readOptions = (words: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      small: { type: 'boolean', default: false }, only: { type: 'string', default: PARTS.join(',') },
      json: { type: 'string', default: './bench.json' }, seed: { type: 'string', default: '7' },
    },
  });
  return optionsSchema.parse(values);
};

/** How much is measured. Sends and rows are counts, seconds real time. */
export type Sizes = {
  /** The world that lists are compared in, and the one they are compared with. */
  manySends: number;
  fewSends: number;
  /** The same on the embedded database. */
  manyEmbedded: number;
  fewEmbedded: number;
  importRows: number;
  /** Peak memory at `manySends` is compared with the one at this many rows. */
  memoryRows: number;
  exportRows: number;
  rounds: number;
  /** Of asking as fast as it goes, a round. */
  askSeconds: number;
  /** Questions of each kind, a round. */
  questions: number;
};

export const FULL: Sizes = {
  manySends: 1_000_000, fewSends: 10_000, manyEmbedded: 50_000, fewEmbedded: 5000, importRows: 100_000, memoryRows: 100_000, exportRows: 1_000_000,
  rounds: 5, askSeconds: 4, questions: 30,
};
export const SMALL: Sizes = {
  manySends: 100_000, fewSends: 10_000, manyEmbedded: 10_000, fewEmbedded: 2000, importRows: 10_000, memoryRows: 10_000, exportRows: 100_000,
  rounds: 3, askSeconds: 2, questions: 15,
};
