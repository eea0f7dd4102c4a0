import { readDoctorWords } from './args.ts';
import type { CliDeps, Verb } from './deps.ts';
import type { Finding } from './checks.ts';

const SIGNS: Readonly<Record<Finding['state'], string>> = { well: 'ok    ', note: 'note  ', wrong: 'WRONG ' };

/** `doctor`: looks at everything the tracker needs and says what to do about what is wrong. */
export const doctorVerb: Verb = {
  name: 'doctor',
  usage: '[--send-test EMAIL] [--workspace NAME]',
  does: 'Checks configuration, database, Slack, the provider and how fresh the data is, and says what to do. --send-test sends that person a test message in Slack.',
  async run(deps, words) {
    const { sendTest, workspace } = readDoctorWords(words);
    const findings: Finding[] = [];
    for await (const finding of checks(deps, { sendTest, workspace })) {
      findings.push(finding);
      deps.print(`${SIGNS[finding.state]}${finding.what}: ${finding.says}`);
      if (finding.todo !== undefined) deps.print(`      → ${finding.todo}`);
    }
    const wrong = findings.filter(({ state }) => state === 'wrong').length;
    deps.print(wrong === 0 ? 'Nothing is wrong.' : `${wrong === 1 ? 'One thing needs' : `${wrong} things need`} attention.`);
    return wrong === 0 ? 0 : 1;
  },
};

/** One after the other, each whatever the others found. */
async function* checks(deps: CliDeps, { sendTest, workspace }: { sendTest: string | undefined; workspace: string | undefined }): AsyncGenerator<Finding> {
  // Loaded when it is wanted: with it comes all that speaks to Slack.
  const { checkConfiguration, checkDatabase, checkProvider, checkSlackAccess, checkSources, sendTestTo } = await import('./checks.ts');
  yield checkConfiguration(deps);
  yield await checkDatabase(deps);
  yield await checkSlackAccess(deps);
  yield* await checkProvider(deps, workspace);
  yield* await checkSources(deps, workspace);
  if (sendTest !== undefined) yield await sendTestTo(deps, sendTest);
}
