import { z } from 'zod';
import { readOptions, USAGE, type Options } from './options.ts';
import { startDemo } from './start.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const complain = (error: unknown): never => {
  process.stderr.write(`${error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

const read = (): Options => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return process.exit(2);
  }
};

const main = async (): Promise<void> => {
  const options = read();
  if (options.help) return say(USAGE);
  const start = performance.now();
  const demo = await startDemo(options);
  const kept = demo.seeded === 'kept' ? 'The data of the last demo is kept; --reset begins anew.' : `A sample company is there: ${demo.seeded.replace('brought in ', '')}.`;
  say(`
  Send Tracker, with a Slack on this machine:   ${demo.url}
  Ready in ${((performance.now() - start) / 1000).toFixed(1)} s. ${kept}

  Four things to try
    1. type /sends mine, turn a page, and open a gift’s Details from its ⋯ menu
    2. be Ben Carter (a Manager) at the top and type /sends stale: what is stuck in his team
    3. type jnae into the messages with Send Tracker: slips are forgiven; in #gifting, post https://gifts.corp.example/sends/ with the number of a gift
    4. in the control panel, let a week pass or make Slack answer 429, and watch Network

  Ctrl-C stops it.
`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    demo.stop().then(() => {
      say('Stopped.');
      process.exit(0);
    }, complain);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

main().catch(complain);
