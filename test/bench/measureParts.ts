import type { Measured, Part } from './part.ts';
import { eased, isMissed, type Figure, type Floor } from './report.ts';
import type { Stage, Where } from './stage.ts';

/** How many times the rounds a part gets that is measured again. */
const MORE = 2;

/** The embedded database is measured for comparison only. */
const floorOf = ({ floor, strict }: Measured, { small }: Stage, where: Where): Floor | undefined => {
  if (!floor || where === 'embedded') return undefined;
  return small && !strict ? eased(floor) : floor;
};

const figuresOf = async (part: Part, stage: Stage, where: Where): Promise<Figure[]> => {
  const measured = await part.measure(stage, where);
  return measured.map((figure) => ({ ...figure, part: part.name, database: where, floor: floorOf(figure, stage, where) }));
};

/** What counts, and what was measured again and so does not. */
export type Result = { figures: Figure[]; discarded: Figure[] };

/** Measures a part; one that misses a floor once more in more rounds, and that is what counts: a neighbour's burst is no defect. */
export const measurePart = async (part: Part, stage: Stage, where: Where, say: (line: string) => void): Promise<Result> => {
  say(`measuring ${part.name} on ${where}`);
  const figures = await figuresOf(part, stage, where);
  if (!figures.some(isMissed)) return { figures, discarded: [] };
  say(`${part.name} misses a floor on ${where}: once more, in more rounds`);
  const again = await figuresOf(part, { ...stage, sizes: { ...stage.sizes, rounds: MORE * stage.sizes.rounds } }, where);
  return { figures: again, discarded: figures };
};
