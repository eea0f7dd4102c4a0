import { startBare, startOurs, type Bot } from './bots.ts';
import { interleaved } from './measure.ts';
import type { Measured, Part } from './part.ts';
import type { Stage, Where } from './stage.ts';

const measureStarting = async (stage: Stage, where: Where): Promise<Measured> => {
  const { sizes, botEnv } = stage;
  const { env } = await stage.imported(where, where === 'embedded' ? sizes.fewEmbedded : sizes.fewSends);
  const seconds = (start: () => Promise<Bot>) => async (): Promise<number> => {
    const bot = await start();
    await bot.stop();
    return bot.seconds;
  };
  const compare = (rounds: number) => interleaved(rounds, seconds(() => startBare(botEnv)), seconds(() => startOurs({ ...botEnv, ...env })));
  await compare(1); // so that everything has been read from the disk and translated once
  return { name: 'start to ready, to a bare Bolt app', unit: 's', ...(await compare(2 * sizes.rounds)), floor: { atMost: 2 } };
};

/** From starting the process on an existing database until it is ready, compared with a Bolt app that listens and is known to Slack. */
export const starting: Part = { name: 'd', on: ['PostgreSQL', 'embedded'], measure: async (stage, where) => [await measureStarting(stage, where)] };
