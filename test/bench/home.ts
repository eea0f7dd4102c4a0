import { startOurs } from './bots.ts';
import { interleaved, median, timed } from './measure.ts';
import type { Measured, Part } from './part.ts';
import { SECRET, type Stage, type Where } from './stage.ts';

const SHOWN = 'The whole workspace';

/** From the event to the published view, as the local Slack sees it. */
const opening = ({ slack, sizes, admin }: Stage, bot: string, shows: string) => async (): Promise<number> => {
  slack.connect(bot, SECRET);
  const times: number[] = [];
  for (let i = 0; i < sizes.questions; i++) times.push(await timed(() => admin.opensHome(shows)));
  return median(times);
};

const measureHome = async (stage: Stage, where: Where): Promise<Measured[]> => {
  const { sizes, botEnv } = stage;
  const [small, large] = [await stage.imported(where, sizes.fewSends), await stage.imported(where, sizes.manySends)];
  const [toSmall, toLarge] = [await startOurs({ ...botEnv, ...small.env }), await startOurs({ ...botEnv, ...large.env })];
  try {
    const compare = (rounds: number) => interleaved(rounds, opening(stage, toSmall.url, SHOWN), opening(stage, toLarge.url, SHOWN));
    await compare(1); // the first answers are slow
    return [{ name: `Home of an Admin: ${sizes.manySends.toLocaleString('en-US')} sends to ${sizes.fewSends.toLocaleString('en-US')}`, unit: 'ms', ...(await compare(sizes.rounds)), floor: { atMost: 2 } }];
  } finally {
    await Promise.all([toSmall.stop(), toLarge.stop()]);
  }
};

/** What Home costs in a large world, compared with a small one. */
export const home: Part = { name: 'h', on: ['PostgreSQL'], measure: measureHome };
