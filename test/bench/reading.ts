import type { Person } from '../../src/sandbox/slack/index.ts';
import { createAsker, type Receipt } from './asker.ts';
import { measureCalls } from './calls.ts';
import { startOurs } from './bots.ts';
import { interleaved, median } from './measure.ts';
import type { Measured, Part } from './part.ts';
import { SECRET, type Stage, type Where } from './stage.ts';
import { OWN_SENDS, RARE } from './world.ts';

/** One question, as it is put to either bot, and what its answer must show. */
type Question = { name: string; ask(bot: string): Promise<Receipt>; shows: string };

const DEEP = 50;

const measureReading = async (stage: Stage, where: Where): Promise<Measured[]> => {
  const { sizes, botEnv } = stage;
  const [few, many] = where === 'embedded' ? [sizes.fewEmbedded, sizes.manyEmbedded] : [sizes.fewSends, sizes.manySends];
  const [small, large] = [await stage.imported(where, few), await stage.imported(where, many)];
  const [toSmall, toLarge] = [await startOurs({ ...botEnv, ...small.env }), await startOurs({ ...botEnv, ...large.env })];
  const asker = await createAsker(SECRET);
  try {
    const figures: Measured[] = [];
    const deep = new Map([[toSmall.url, await deepPage(stage, toSmall.url)], [toLarge.url, await deepPage(stage, toLarge.url)]]);
    for (const { name, ask, shows } of questionsOf(stage, asker, deep)) {
      const p50 = (bot: string) => async (): Promise<number> => {
        const times: number[] = [];
        for (let i = 0; i < sizes.questions; i++) {
          const { answer, ms } = await ask(bot);
          if (!answer.includes(shows)) throw new Error(`the answer to ${name} does not show "${shows}": ${answer.slice(0, 500)}`);
          times.push(ms);
        }
        return median(times);
      };
      const compare = (rounds: number) => interleaved(rounds, p50(toSmall.url), p50(toLarge.url));
      await compare(1); // the first answers are slow
      figures.push({
        name: `${name}: ${many.toLocaleString('en-US')} sends to ${few.toLocaleString('en-US')}`, unit: 'ms',
        ...(await compare(sizes.rounds)), floor: { atMost: 1.5 },
      });
    }
    if (stage.small || where === 'embedded') return figures; // the embedded database belongs to the bot
    const { sender: { id: sender }, admin: { id: admin } } = stage;
    return [...figures, ...(await measureCalls(stage, small, large, [
      { name: '/sends mine', user: sender, text: 'mine' },
      { name: `its page ${DEEP}`, user: sender, button: (imported) => deep.get((imported === small ? toSmall : toLarge).url) ?? '' },
      { name: '/sends all', user: admin, text: 'all' },
      { name: `/sends all ${RARE.word}`, user: admin, text: `all ${RARE.word}` },
    ]))];
  } finally {
    await Promise.all([asker.close(), toSmall.stop(), toLarge.stop()]);
  }
};

/**
 * What lists cost in a large world, compared with the same lists in a small one. One question at a time, from the signed
 * request to the answer; each round's value is the median of its questions.
 */
export const reading: Part = { name: 'b', on: ['PostgreSQL', 'embedded'], measure: measureReading };

const questionsOf = ({ slack, sender, admin }: Stage, asker: Awaited<ReturnType<typeof createAsker>>, deep: ReadonlyMap<string, string>): Question[] => {
  const as = ({ id }: Person) => ({ user: id, team: slack.team.id });
  const typed = (who: Person, text: string) => (bot: string) => asker.types(bot, as(who), '/sends', text);
  return [
    { name: '/sends mine', ask: typed(sender, 'mine'), shows: `${OWN_SENDS.toLocaleString('en-US')} in all` },
    { name: `its page ${DEEP}`, ask: (bot) => asker.presses(bot, as(sender), 'sends_page_next', deep.get(bot) ?? ''), shows: `Page ${DEEP}` },
    { name: '/sends all', ask: typed(admin, 'all'), shows: 'in all' },
    { name: `/sends all ${RARE.word}`, ask: typed(admin, `all ${RARE.word}`), shows: `${RARE.sends} match` },
  ];
};

/** Turns pages up to the one before `DEEP`, as a person does; returns what its Next button carries. */
const deepPage = async ({ slack, sender }: Stage, bot: string): Promise<string> => {
  slack.connect(bot, SECRET);
  let page = await sender.types('/sends mine');
  for (let number = 2; number < DEEP; number++) page = await page.press('Next');
  const next = page.buttons.find(({ label }) => label === 'Next');
  if (!next) throw new Error(`there is no page ${DEEP}`);
  return next.value;
};
