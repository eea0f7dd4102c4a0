import type { Figure } from './report.ts';
import type { Stage, Where } from './stage.ts';

/** What one part measured; its name and the database are added by whoever asked. */
export type Measured = Omit<Figure, 'part' | 'database'>;

/** One thing to measure. It is measured again, in more rounds (`stage.sizes.rounds`), when it misses a floor: once is an accident. */
export type Part = {
  /** What `--only` calls it. */
  name: string;
  on: readonly Where[];
  measure(stage: Stage, where: Where): Promise<Measured[]>;
};
