import { webApi } from '@slack/bolt';
import type { EventPlan } from './plan.ts';
import { attempt, type ListenerDeps, settle } from './settle.ts';
import { createTurns } from './turns.ts';
import type { Message } from './views/blocks.ts';
import { tooManyAtOnce } from './views/searched.ts';

/** How Slack tells of an event: under one id however often. `again`: it says itself that this is not the first time. */
export type Telling = { id: string | undefined; again: boolean };

/** How many messages of one conversation wait for their answers. */
const AT_ONCE = 10;
/** The longest that Slack is waited for, in ms. */
const PATIENCE = 30_000;

/** Posts, and once more where Slack was too busy for the first. */
const post = async ({ web, wait }: ListenerDeps, { channel, threadTs }: EventPlan, message: Message): Promise<void> => {
  const once = () => web.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false, ...(threadTs !== undefined && { thread_ts: threadTs }) });
  try {
    await once();
  } catch (error) {
    if (!(error instanceof webApi.WebAPIRateLimitedError)) throw error;
    await wait(Math.min(error.retryAfter * 1000, PATIENCE));
    await once();
  }
};

/** Slack tells an event again when it is in doubt, perhaps to another instance: somebody is told once. */
export const answerEvent = (deps: ListenerDeps) => {
  const turns = createTurns(AT_ONCE);
  const isFirst = async ({ id, again }: Telling): Promise<boolean> => (id === undefined ? !again : deps.firstTime(id).catch(() => !again));
  const tell = async (route: string, plan: EventPlan, message: Message, telling: Telling): Promise<void> => {
    if (await isFirst(telling)) await attempt(deps, route, () => post(deps, plan, message), () => undefined);
  };
  return async (route: string, plan: EventPlan, telling: Telling): Promise<void> => turns.take(plan.channel, async () => {
    const settled = await settle(deps, route, plan.claim, plan.of);
    deps.record(route, settled.outcome);
    const message = settled.outcome === 'answered' ? settled.value : settled.message;
    if (message !== undefined) await tell(route, plan, message, telling);
  }, () => tell(route, plan, tooManyAtOnce(), telling));
};
