import { parseArgs } from 'node:util';
import { UserFacingError } from '../usecases/errors.ts';

/** Words that do not make a command; `message` says how they would. */
export class UsageError extends UserFacingError {
  override name = 'UsageError';
}

export type Args = { operand: string; dryRun: boolean; workspace: string | undefined };
export type Options = { dryRun: boolean };

/** Reads the words after a verb that takes one operand. Throws `UsageError`. `operand`: what it is called, `FILE.csv`. */
export const readArgs = (words: readonly string[], operand: string, { dryRun }: Options): Args => {
  const { values, positionals } = parsed(words);
  const [first, ...more] = positionals;
  if (first === undefined || first === '') throw new UsageError(`${operand} is missing.`);
  if (more.length > 0) throw new UsageError(`Only one ${operand} at a time; this names ${positionals.length}.`);
  if (values['dry-run'] && !dryRun) throw new UsageError('This verb knows no --dry-run.');
  return { operand: first, dryRun: values['dry-run'], workspace: values.workspace };
};

/** For verbs that take no words at all. */
export const readNothing = (words: readonly string[]): void => {
  if (words.length > 0) throw new UsageError('This verb takes nothing after its name.');
};

/** Reads the words after `outbox`. Throws `UsageError`. */
export const readOutboxArgs = (words: readonly string[]): { retry: string | undefined; workspace: string | undefined } => {
  const { values } = understood(() => parseArgs({ args: [...words], options: { retry: { type: 'string' }, workspace: { type: 'string' } } }));
  return { retry: values.retry, workspace: values.workspace };
};

/** Reads the words after `sync`. Throws `UsageError`. */
export const readFlags = (words: readonly string[]): { full: boolean; workspace: string | undefined } => {
  const { values } = understood(() => parseArgs({ args: [...words], options: { full: { type: 'boolean', default: false }, workspace: { type: 'string' } } }));
  return { full: values.full, workspace: values.workspace };
};

/** Reads the words after `doctor`. Throws `UsageError`. */
export const readDoctorWords = (words: readonly string[]): { sendTest: string | undefined; workspace: string | undefined } => {
  const { values } = understood(() => parseArgs({ args: [...words], options: { 'send-test': { type: 'string' }, workspace: { type: 'string' } } }));
  return { sendTest: values['send-test'], workspace: values.workspace };
};

export type ExportArgs = { statuses: readonly string[]; words: readonly string[]; workspace: string | undefined };

/** Reads the words after `export`. Throws `UsageError`. */
export const readExportArgs = (words: readonly string[]): ExportArgs => {
  const { values, positionals } = understood(() =>
    parseArgs({ args: [...words], allowPositionals: true, options: { status: { type: 'string', multiple: true, default: [] }, workspace: { type: 'string' } } }));
  return { statuses: values.status, words: positionals, workspace: values.workspace };
};

export type AuditArgs = Partial<Record<'since' | 'until' | 'send' | 'member' | 'workspace', string | undefined>>;

/** Reads the words after `audit`. Throws `UsageError`. */
export const readAuditArgs = (words: readonly string[]): AuditArgs => {
  const text = { type: 'string' } as const;
  return understood(() => parseArgs({ args: [...words], options: { since: text, until: text, send: text, member: text, workspace: text } })).values;
};

const parsed = (words: readonly string[]) =>
  understood(() =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, workspace: { type: 'string' } },
    }));

const understood = <T>(parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    // Node's own message names the word it stumbled over, and then explains `--` at length.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split(/\. /)[0]?.replace(/\.$/, '') ?? message}.`);
  }
};
