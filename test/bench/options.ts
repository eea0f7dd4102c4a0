import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PARTS } from './parts.ts';

const NAMES = PARTS.map(({ name }) => name);

const optionsSchema = z.object({
  small: z.boolean(),
  only: z.string().transform((text) => text.split(',').map((part) => part.trim())).pipe(z.array(z.enum(NAMES)).min(1)),
  json: z.string().min(1),
  seed: z.coerce.number().int(),
});
export type Options = z.output<typeof optionsSchema>;

export const USAGE = `Usage: npm run bench -- [--small] [--only ${NAMES.join(',')}] [--json bench.json] [--seed 7]`;

/** Throws a `ZodError`, or `parseArgs`' own error, on words that are none of these. */
export const readOptions = (words: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      small: { type: 'boolean', default: false }, only: { type: 'string', default: NAMES.join(',') },
      json: { type: 'string', default: './bench.json' }, seed: { type: 'string', default: '7' },
    },
  });
  return optionsSchema.parse(values);
};
