import type { WorkspaceId } from '../domain/ids.ts';
import type { Doer } from './ports/audit.ts';
import type { Clock, MemberOutcome, MemberRecord, Members } from './ports.ts';
import { PROBLEMS_KEPT, SheetRefused, type Bytes, type ImportTarget, type OpenSheet, type RowProblem } from './sheet.ts';

export type ImportMembersDeps = {
  members: Pick<Members, 'save'>;
  openSheet: OpenSheet<MemberRecord>;
  clock: Clock;
  /** Who is an Admin by configuration, as e-mail keys (`foldEmail`): a file cannot take that away. */
  adminEmails: ReadonlySet<string>;
  /** Who imports, and from where, for the audit. */
  by: Omit<Doer, 'at'>;
};

export type ImportMembersInput = ImportTarget & { file: Bytes };

export type MembersReport = {
  dryRun: boolean;
  rows: number;
  new: number;
  changed: number;
  unchanged: number;
  bad: number;
  /** The first thousand, in the file's order. */
  problems: RowProblem[];
  ignored: readonly string[];
  mapping: readonly { from: string; to: string }[];
};

/** The most people a file may bring: they are saved all at once. */
const MOST_PEOPLE = 100_000;

/**
 * Records a file of members: the whole file is read and checked first, then its good rows are saved all at once or, when that fails, not at
 * all. Throws `SheetRefused`, with nothing written, when the file as a whole can't be used.
 */
export const importMembers = (deps: ImportMembersDeps) => async (input: ImportMembersInput): Promise<MembersReport> => {
  const { mapping, ignored, rows } = await deps.openSheet(input.file, deps.clock());
  const report: MembersReport = { dryRun: input.dryRun, rows: 0, new: 0, changed: 0, unchanged: 0, bad: 0, problems: [], ignored, mapping };
  const lineOf = new Map<string, number>();
  const members: MemberRecord[] = [];
  for await (const each of rows) {
    report.rows += 1;
    const problem = 'problem' in each ? each.problem : check(each.line, each.row, lineOf, deps.adminEmails);
    if (problem) tell(report, problem);
    else if ('row' in each) {
      lineOf.set(each.row.email, each.line);
      members.push(each.row);
    }
    if (members.length > MOST_PEOPLE) throw new SheetRefused(`The file has more than ${MOST_PEOPLE} people. Split it and import the parts.`);
  }
  const workspaceId = await input.workspace();
  const outcomes = await outcomesOf(deps, workspaceId, members, input.dryRun);
  for (const [i, { result }] of outcomes.entries()) {
    const { email = '' } = members[i] ?? {};
    if (result !== 'refused') report[result] += 1;
    else tell(report, { line: lineOf.get(email) ?? 0, column: 'Role', value: email, reason: 'is the last Admin; name another Admin first' });
  }
  return report;
};

const tell = (report: MembersReport, problem: RowProblem): void => {
  report.bad += 1;
  if (report.problems.length < PROBLEMS_KEPT) report.problems.push(problem);
};

const outcomesOf = async (
  { members, clock, by }: ImportMembersDeps, workspaceId: WorkspaceId | undefined, records: readonly MemberRecord[], dryRun: boolean,
): Promise<MemberOutcome[]> => {
  if (workspaceId === undefined) return records.map(() => ({ result: 'new' }));
  if (records.length === 0) return [];
  return members.save(workspaceId, records, dryRun ? { dryRun } : { dryRun, by: { ...by, at: clock() } });
};

const check = (line: number, member: MemberRecord, lineOf: ReadonlyMap<string, number>, adminEmails: ReadonlySet<string>): RowProblem | undefined => {
  const { email, role } = member;
  const earlier = lineOf.get(email);
  if (earlier !== undefined) return { line, column: 'Email', value: email, reason: `is in line ${earlier} already; that line was taken` };
  if (adminEmails.has(email) && role !== undefined && role !== 'ADMIN') {
    return { line, column: 'Role', value: email, reason: 'is an Admin by configuration (ADMIN_EMAILS); change that there first' };
  }
  return undefined;
};
