import type { Person } from '../../src/sandbox/slack/index.ts';
import { startOurs } from './bots.ts';
import { interleaved, median } from './measure.ts';
import type { Measured, Part } from './part.ts';
import { SECRET, type Stage, type Where } from './stage.ts';
import { RARE } from './world.ts';

const PATIENCE = 10_000;

/** Types into the direct messages with the bot. Resolves with the ms until its answer stands there; rejects when that does not show what it must. */
const asking = ({ slack }: Stage, person: Person) => {
  let answered: ((ms: number) => void) | undefined;
  let start = 0;
  slack.state.subscribe((change) => {
    if (change.kind === 'message' && change.how === 'posted' && change.message.user === slack.app.botUserId) answered?.(performance.now() - start);
  });
  return async (text: string, shows: string): Promise<number> => {
    const answer = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${text} within ${PATIENCE} ms`)), PATIENCE);
      answered = (ms) => {
        clearTimeout(timer);
        resolve(ms);
      };
    });
    start = performance.now();
    await person.says(text);
    const ms = await answer;
    const visible = person.sees().at(-1)?.visible ?? '';
    if (!visible.includes(shows)) throw new Error(`the answer to "${text}" does not show "${shows}": ${visible.slice(0, 500)}`);
    return ms;
  };
};

const swapped = (word: string): string => `${word.slice(0, 2)}${word.charAt(3)}${word.charAt(2)}${word.slice(4)}`;

/** Somebody whom a send went to whose name a person may type and mistype: their names as words, the number of the send. */
const somebody = async (person: Person): Promise<{ words: [string, string]; number: string }> => {
  let page = await person.types('/sends all');
  for (let turn = 0; turn < 20; turn++) {
    const [, first, last, number] = /^\*([A-Z][a-z]{4,}) ([A-Z][a-z]{5,})\* · .*#(\d+)$/m.exec(page.visible) ?? [];
    if (first !== undefined && last !== undefined && number !== undefined && swapped(last) !== last) return { words: [first, last], number };
    page = await page.press('Next');
  }
  throw new Error('nobody with such a name');
};

const measureSearching = async (stage: Stage, where: Where): Promise<Measured[]> => {
  const { sizes, botEnv, slack, admin } = stage;
  const sends = where === 'embedded' ? sizes.manyEmbedded : sizes.manySends;
  const ours = await startOurs({ ...botEnv, ...(await stage.imported(where, sends)).env, NOTIFICATIONS: 'off' }); // so that it says nothing but answers
  try {
    slack.connect(ours.url, SECRET);
    const { words: [first, last], number } = await somebody(admin);
    const ask = asking(stage, admin);
    const p50 = (text: string, shows: string) => async (): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < sizes.questions; i++) times.push(await ask(text, shows));
      return median(times);
    };
    const figures: Measured[] = [];
    for (const [name, text, shows] of [
      ['a rare word', RARE.word, `fit “${RARE.word}” best`], ['a common word', 'mug', 'fit “mug” best'], ['a name, the other way round', `${last} ${first}`, last],
      ['a rare word, mistyped', swapped(RARE.word), 'this comes near'], ['a name, mistyped', `${first} ${swapped(last)}`, last],
      ['a common word, mistyped', 'jackte', 'this comes near'], ['two words, mistyped, one of them in very many sends', `${swapped(RARE.word)} welcmoe`, `${swapped(RARE.word)} welcmoe`],
      ['two common words', 'mug welcome', 'mug welcome'], ['nothing there', 'xylophonic zzyzx', 'I found nothing'],
    ] as const) {
      const compare = (rounds: number) => interleaved(rounds, p50(number, `#${number}`), p50(text, shows));
      await compare(1); // the first answers are slow
      figures.push({ name: `${name} as a message, to a number, at ${sends.toLocaleString('en-US')} sends`, unit: 'ms', ...(await compare(sizes.rounds)), floor: { atMost: 5 } });
    }
    const [slowest] = figures.toSorted((one, other) => other.ratio.median - one.ratio.median);
    return slowest ? [...figures, { ...slowest, name: `the slowest kind: ${slowest.name}` }] : figures;
  } finally {
    await ours.stop();
  }
};

/** What searching costs that forgives, from the signed event to the answer in the direct messages, compared with a number typed there. One question at a time. */
export const searching: Part = { name: 'f', on: ['PostgreSQL', 'embedded'], measure: measureSearching };
