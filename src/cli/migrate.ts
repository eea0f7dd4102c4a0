import { readNothing } from './args.ts';
import type { Verb } from './deps.ts';

/** `migrate`: opening the store brings its schema up to date; this verb does nothing else. */
export const migrateVerb: Verb = {
  name: 'migrate',
  usage: '',
  does: 'Brings the database up to date. The bot does the same when it starts.',
  async run(deps, words) {
    readNothing(words);
    await (await deps.store()).ping();
    deps.print('The database is up to date.');
    return 0;
  },
};
