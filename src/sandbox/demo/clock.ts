import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const keptSchema = z.object({ ahead: z.number(), told: z.iso.datetime() });

/**
 * The demo's time: the machine's, put forward. Slack and the bot share it. `told`: the moment up to which the sample was told. Both are kept beside the data,
 * once `keep` was called: before that, the folder may be somebody else's.
 */
export const openClock = async (folder: string, reset: boolean, onChange: (ahead: number) => Promise<void>) => {
  const file = path.join(folder, 'demo.json');
  const kept = reset ? undefined : await readFile(file, 'utf8').then((text) => keptSchema.parse(JSON.parse(text)), () => undefined);
  const told = new Date(kept?.told ?? Date.now());
  let ahead = kept?.ahead ?? 0;
  const keep = (): Promise<void> => writeFile(file, JSON.stringify({ ahead, told: told.toISOString() }));
  return {
    told, keep,
    now: (): Date => new Date(Date.now() + ahead),
    ahead: (): number => ahead,
    /** Resolves when everybody's clock is. */
    putForward: async (ms: number): Promise<void> => {
      ahead += ms;
      await onChange(ahead);
      await keep();
    },
  };
};
export type DemoClock = Awaited<ReturnType<typeof openClock>>;
