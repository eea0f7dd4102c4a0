import type { LocalSlack } from '../../slack/index.ts';
import type { BotProcess } from '../botProcess.ts';
import { choice, type Playable } from './plays.ts';

const BODY = 'command=%2Fsends&text=all&user_id=U0FORGED&team_id=T0FORGED';
const OLD = 600;

const forge = async (slack: LocalSlack, how: string): Promise<string> => {
  const seconds = Math.floor(Date.now() / 1000);
  const more = how === 'unsigned' ? { signature: null } : how === 'old' ? { timestamp: seconds - OLD } : { secret: 'not the signing secret' };
  const { status, body } = await slack.deliver({ body: BODY, ...more });
  return `The bot answered ${status}${body === '' ? '' : `: ${body.slice(0, 120)}`}.`;
};

/** Everything that goes wrong in the life of a bot. */
export const troublePlays = (slack: LocalSlack, bot: BotProcess, socket: boolean, changed: () => void): Playable[] => [
  {
    id: 'slack', group: 'Trouble', title: 'Slack misbehaves', button: 'From now on',
    says: 'What the bot’s calls meet, until it is changed back.',
    fields: () => [choice('how', 'Slack', [
      ['429', 'answers 429, try again in 5 s'], ['503', 'answers 503'], ['silence', 'does not answer at all'], ['slow', 'takes 2 s'], ['well', 'behaves'],
    ])],
    run: async ({ how = 'well' }) => {
      slack.behave();
      if (how === '429') slack.misbehave({ on: '*', fails: { kind: 'rate limited', retryAfter: 5 } });
      if (how === '503') slack.misbehave({ on: '*', fails: { kind: 'http', status: 503 } });
      if (how === 'silence') slack.misbehave({ on: '*', fails: { kind: 'silence' } });
      if (how === 'slow') slack.misbehave({ on: '*', fails: { kind: 'slow', ms: 2000 } });
      changed();
      return how === 'well' ? 'Slack behaves.' : 'Ask the bot something, and look at Network.';
    },
  },
  ...(socket ? [] : [{
    id: 'forge', group: 'Trouble', title: 'Send a forged request', button: 'Send',
    says: 'A request to the bot that is not Slack’s.',
    fields: () => [choice('how', 'It is', [['unsigned', 'not signed'], ['wrong', 'signed with another secret'], ['old', 'ten minutes old']])],
    run: async ({ how = '' }: Readonly<Record<string, string>>) => forge(slack, how),
  }]),
  {
    id: 'restart', group: 'Trouble', title: 'Restart the bot', button: 'Restart', says: 'Stops it as an orchestrator would, and starts it again. Nothing is lost.',
    run: async () => {
      const start = performance.now();
      await bot.restart();
      return `It was away for ${((performance.now() - start) / 1000).toFixed(1)} s.`;
    },
  },
];
