import { UserFacingError } from '../usecases/errors.ts';
import { harmless } from '../usecases/harmless.ts';
import { UsageError } from './args.ts';
import type { CliDeps, ExitCode, Verb } from './deps.ts';
import { auditVerb } from './audit.ts';
import { doctorVerb } from './doctor.ts';
import { exportVerb } from './exportSends.ts';
import { forgetVerb } from './forget.ts';
import { importVerb } from './importFile.ts';
import { importMembersVerb } from './importMembers.ts';
import { migrateVerb } from './migrate.ts';
import { outboxVerb } from './outbox.ts';
import { syncVerb } from './sync.ts';
import { untieVerb } from './untie.ts';

const helpVerb: Verb = {
  name: 'help',
  usage: '',
  does: 'Shows this.',
  run: async (deps) => {
    for (const line of helpLines()) deps.print(line);
    return 0;
  },
};

/** Every verb; `help` is printed from it. */
export const VERBS: readonly Verb[] = [importVerb, importMembersVerb, exportVerb, syncVerb, doctorVerb, auditVerb, forgetVerb, untieVerb, outboxVerb, migrateVerb, helpVerb];

const CALL = 'npm run tracker --';

const helpLines = (): string[] => [
  `Usage: ${CALL} VERB …`,
  ...VERBS.flatMap(({ name, usage, does }) => ['', `  ${[name, usage].filter(Boolean).join(' ')}`, `      ${does}`]),
  '',
  'The database is the one DATABASE_URL names, or the embedded one in DATA_DIR. Exit codes: 0 done, 1 refused or some rows were bad, 2 not understood.',
];

/**
 * Runs one command of the operator. Refusals and misunderstandings are said on `complain` and become the exit code; anything else, a
 * defect, is thrown.
 */
export const run = async (deps: CliDeps, words: readonly string[], complain: (line: string) => void): Promise<ExitCode> => {
  const [name = 'help', ...rest] = words;
  const verb = VERBS.find((each) => each.name === (name === '--help' || name === '-h' ? 'help' : name));
  if (!verb) {
    complain(`There is no verb "${harmless(name)}". There is: ${VERBS.map((each) => each.name).join(', ')}.`);
    return 2;
  }
  try {
    return await verb.run(deps, rest);
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    complain(error.message);
    if (!(error instanceof UsageError)) return 1;
    complain(`Usage: ${[CALL, verb.name, verb.usage].filter(Boolean).join(' ')}`);
    return 2;
  }
};
