import { type Message, message, section } from './blocks.ts';
import { md } from './mrkdwn.ts';

/** What an operator has sent to see whether messages arrive. */
export const testMessage = (): Message =>
  message(md`A test from Send Tracker`, [section([md`*This is a test*`, md`Whoever runs Send Tracker wanted to see whether its messages reach you. They do; there is nothing to do.`])]);
