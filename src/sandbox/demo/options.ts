import { parseArgs } from 'node:util';
import { z } from 'zod';

export const USAGE = `Usage: npm run demo -- [--reset] [--socket] [--port 3100] [--folder data/demo] [--live]

  --reset    begin anew: forget what was done in earlier demos (without it, the data is kept)
  --socket   the bot talks Socket Mode instead of signed HTTP
  --port     where the page is; the next free port when it is taken
  --folder   where the data lives
  --live     load the page anew whenever its sources change, for working on it`;

const schema = z.object({
  reset: z.boolean().default(false), socket: z.boolean().default(false), live: z.boolean().default(false), help: z.boolean().default(false),
  port: z.coerce.number().int().min(0).max(65_000).default(3100), folder: z.string().min(1).default('data/demo'),
});
export type Options = z.output<typeof schema>;

/** Throws when the words are not understood. `--keep` says what happens anyway. */
export const readOptions = (words: readonly string[]): Options => {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  return schema.parse(parseArgs({ args: [...words], options: { reset: flag, keep: flag, socket: flag, live: flag, help: flag, port: text, folder: text } }).values);
};
