import { type Message, message, section } from './blocks.ts';
import { code, date, md } from './mrkdwn.ts';

export type DeadLettersData = { count: number; latest: Date | undefined };

/** For operators: messages that nobody could be given. */
export const deadLetters = ({ count, latest }: DeadLettersData): Message => {
  const what = count === 1 ? md`One message could not be delivered` : md`${count} messages could not be delivered`;
  return message(what, [section([
    md`*${what}*`, latest && md`The last one was given up on ${date(latest)}.`,
    md`${code('npm run tracker -- outbox')} lists them, and ${code('npm run tracker -- outbox --retry all')} tries again.`,
  ])]);
};
