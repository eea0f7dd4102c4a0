import type { Comparison, Spread } from './measure.ts';
import type { Where } from './stage.ts';

export type Floor = { atLeast: number } | { atMost: number };
/**
 * One measured ratio, ours to the baseline. Without a floor it is for comparison only; the embedded database has none.
 * `strict`: nothing a slow or busy machine does to it, and never eased.
 */
export type Figure = Comparison & { part: string; name: string; database: Where; unit: string; floor: Floor | undefined; strict?: boolean };

/** CI's machines are small and shared: their floors are a third lower. */
export const eased = (floor: Floor): Floor => ('atLeast' in floor ? { atLeast: (floor.atLeast * 2) / 3 } : { atMost: floor.atMost * 1.5 });

/** Whether a figure misses its floor: by its median. */
export const isMissed = ({ floor, ratio }: Figure): boolean => {
  if (!floor) return false;
  return 'atLeast' in floor ? ratio.median < floor.atLeast : ratio.median > floor.atMost;
};

const number = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3));
const spreadWords = ({ median, min, max }: Spread): string => `${number(median)} (${number(min)}–${number(max)})`;
const ratioWords = ({ median, min, max }: Spread): string => `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
const floorWords = (floor: Floor | undefined): string => {
  if (!floor) return '';
  return 'atLeast' in floor ? `≥ ${floor.atLeast.toFixed(2)}` : `≤ ${floor.atMost.toFixed(2)}`;
};

const HEAD = ['', 'figure', 'database', 'baseline', 'ours', 'ratio (min–max)', 'floor', ''];
const cellsOf = (figure: Figure): string[] => [
  figure.part, figure.name, figure.database, `${spreadWords(figure.baseline)} ${figure.unit}`, `${spreadWords(figure.ours)} ${figure.unit}`,
  ratioWords(figure.ratio), floorWords(figure.floor), figure.floor ? (isMissed(figure) ? 'MISSED' : 'held') : '',
];

/** The figures as a table of text. */
export const table = (figures: readonly Figure[]): string => {
  const rows = [HEAD, ...figures.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n');
};

/** The figures that have a floor as lines for the README's table. */
export const readmeLines = (figures: readonly Figure[]): string =>
  figures.filter(({ floor }) => floor).map((figure) => `| ${figure.name} | ${ratioWords(figure.ratio)} | ${number(figure.ours.median)} ${figure.unit} |`).join('\n');
