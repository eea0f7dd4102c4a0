import { createAsker, type Asker } from './asker.ts';
import { startBare, startOurs } from './bots.ts';
import { interleaved } from './measure.ts';
import type { Measured, Part } from './part.ts';
import { SECRET, type Stage, type Where } from './stage.ts';

const AT_ONCE = 16;

/** Asks at `AT_ONCE` from so many hands, each waiting for its answer before it asks again; returns answers per second. */
const rate = async (seconds: number, ask: () => Promise<void>): Promise<number> => {
  const end = performance.now() + seconds * 1000;
  const start = performance.now();
  let answers = 0;
  const hand = async (): Promise<void> => {
    while (performance.now() < end) {
      await ask();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return answers / ((performance.now() - start) / 1000);
};

const measureAnswering = async (stage: Stage, where: Where): Promise<Measured> => {
  const { sizes, slack, sender, botEnv } = stage;
  const sends = where === 'embedded' ? sizes.fewEmbedded : sizes.fewSends;
  const { env } = await stage.imported(where, sends);
  const [bare, ours] = [await startBare(botEnv), await startOurs({ ...botEnv, ...env })];
  const asker = await createAsker(SECRET);
  try {
    slack.connect(ours.url, SECRET);
    const numbers = await ownNumbers(stage);
    const card = await sender.types(`/send ${numbers[0] ?? ''}`);
    if (!card.visible.includes(`#${numbers[0] ?? ''}`)) throw new Error(`this is not the card of ${numbers[0] ?? ''}: ${card.visible}`);
    const asking = (url: string, expected: (number: string) => string) => commands(asker, { user: sender.id, team: slack.team.id }, url, numbers, expected);
    const [toBare, toOurs] = [asking(bare.url, () => 'A gift'), asking(ours.url, (number) => `#${number}`)];
    const compare = (rounds: number) => interleaved(rounds, () => rate(sizes.askSeconds, toBare), () => rate(sizes.askSeconds, toOurs));
    await compare(1); // a process answers its first requests slowly
    return { name: `/send NUMBER, ${AT_ONCE} at once, to a bare Bolt app`, unit: 'requests/s', ...(await compare(sizes.rounds)), floor: { atLeast: 0.5 } };
  } finally {
    await Promise.all([asker.close(), bare.stop(), ours.stop()]);
  }
};

/** How many signed `/send 1234` a second are answered, by us and by a Bolt app that always says the same. */
export const answering: Part = { name: 'a', on: ['PostgreSQL', 'embedded'], measure: async (stage, where) => [await measureAnswering(stage, where)] };

/** Asks for one number after the other, each answer held to be the right one. */
const commands = (asker: Asker, who: { user: string; team: string }, url: string, numbers: readonly string[], expected: (number: string) => string) => {
  let next = 0;
  return async (): Promise<void> => {
    const number = numbers[next++ % numbers.length] ?? '';
    const { answer } = await asker.types(url, who, '/send', number);
    if (!answer.includes(expected(number))) throw new Error(`not an answer to /send ${number}: ${answer.slice(0, 300)}`);
  };
};

const PAGES = 5;

/** Some numbers of the measured person's own sends, as their list shows them. */
const ownNumbers = async ({ sender }: Stage): Promise<string[]> => {
  let page = await sender.types('/sends mine');
  const numbers: string[] = [];
  for (let i = 0; i < PAGES; i++) {
    numbers.push(...[...page.visible.matchAll(/#(\d+)/g)].map(([, number = '']) => number));
    page = await page.press('Next');
  }
  return numbers;
};
