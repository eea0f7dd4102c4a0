import { quoted } from '../usecases/harmless.ts';
import type { ImportReport } from '../usecases/importSends.ts';
import type { MembersReport } from '../usecases/importMembers.ts';
import type { RowProblem } from '../usecases/sheet.ts';

/** How many problems are printed; the report says how many there are. */
const PRINTED = 50;
const NAMES_PRINTED = 20;

const number = (count: number): string => count.toLocaleString('en-US');
const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;

type Common = Pick<MembersReport, 'dryRun' | 'rows' | 'new' | 'changed' | 'unchanged' | 'bad' | 'problems' | 'ignored' | 'mapping'>;

/** What an import of sends did, in lines. */
export const sendsReport = (report: ImportReport): string[] => [
  ...columnsOf(report),
  ...(report.unknownStatuses.size > 0 ? [`Statuses I don’t know, kept as they came: ${unknownOf(report.unknownStatuses)}`] : []),
  ...problemsOf(report),
  summaryOf(report),
];

/** What an import of members did, in lines. */
export const membersReport = (report: MembersReport): string[] => [...columnsOf(report), ...problemsOf(report), summaryOf(report)];

const summaryOf = (report: Common): string => {
  const counts = `${number(report.new)} new, ${number(report.changed)} changed, ${number(report.unchanged)} unchanged, ${number(report.bad)} bad`;
  const rows = counted(report.rows, 'row', 'rows');
  return report.dryRun ? `Dry run, nothing was written. ${rows}: ${counts}.` : `${rows}: ${counts}.`;
};

/** A dry run shows how the columns were understood; either way, what was not is named. */
const columnsOf = ({ dryRun, mapping, ignored }: Common): string[] => [
  ...(dryRun ? ['Columns:', ...mapping.map(({ from, to }) => (from === to ? `  ${to}` : `  ${to}  ← ${quoted(from)}`))] : []),
  ...(ignored.length > 0 ? [`Columns I don’t know, left out: ${some(ignored.map(quoted))}`] : []),
];

const problemsOf = ({ problems, bad }: Common): string[] => {
  if (bad === 0) return [];
  const lines = problems.slice(0, PRINTED).map((problem) => `  ${problemLine(problem)}`);
  const rest = bad - lines.length;
  return [`${counted(bad, 'row', 'rows')} could not be used:`, ...lines, ...(rest > 0 ? [`  … and ${number(rest)} more`] : [])];
};

const problemLine = ({ line, column, value, reason }: RowProblem): string => {
  if (column === undefined) return `line ${line}: ${value === undefined ? 'the row' : quoted(value)} ${reason}`;
  return `line ${line}, ${column}: ${value === undefined ? 'the cell' : quoted(value)} ${reason}`;
};

const unknownOf = (counts: ReadonlyMap<string, number>): string =>
  some([...counts].toSorted(([, a], [, b]) => b - a).map(([raw, count]) => `${quoted(raw)} (${number(count)})`));

const some = (names: readonly string[]): string =>
  names.length > NAMES_PRINTED ? `${names.slice(0, NAMES_PRINTED).join(', ')} and ${number(names.length - NAMES_PRINTED)} more` : names.join(', ');
