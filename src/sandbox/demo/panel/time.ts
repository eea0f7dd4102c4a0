import type { DemoClock } from '../clock.ts';
import { choice, type Playable } from './plays.ts';

/** Letting time pass, for Slack and the bot alike. */
export const timePlays = (clock: DemoClock): Playable[] => [{
  id: 'days', group: 'Time', title: 'Let days pass', button: 'Let pass',
  says: 'Slack’s and the bot’s clock go forward together: orders get stale, reminders fall due.',
  fields: () => [choice('days', 'Days', [['1', '1 day'], ['3', '3 days'], ['7', 'a week'], ['30', '30 days']])],
  run: async ({ days = '1' }) => {
    await clock.putForward(Number(days) * 24 * 3600_000);
    return `It is now ${clock.now().toDateString()}.`;
  },
}];
