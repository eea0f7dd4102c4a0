import type { webApi } from '@slack/bolt';
import type { Asker, Claim, Recognised } from './actor.ts';
import type { Log } from './failures.ts';
import type { Charts } from './charts.ts';
import type { Message } from './views/blocks.ts';
import { refusal } from './views/refusals.ts';

/** How a request ended, for the counters. */
export type Outcome = 'answered' | 'refused' | 'failed';

export type ListenerDeps = {
  /** `fresh`: Slack is asked anew. */
  actorOf: (claim: Claim, fresh?: boolean) => Promise<Recognised>;
  explain: (route: string, error: unknown) => Promise<Message>;
  web: webApi.WebClient;
  /** Answers at a response URL, in place of the message behind it unless told otherwise; false: it was not shown. */
  replaceAt: (url: string, message: Message, replace?: boolean) => Promise<boolean>;
  /** Whether an event was not answered before, by any instance. */
  firstTime: (event: string) => Promise<boolean>;
  /** Whether answers are drawn with Slack's chart block. */
  charts: Charts;
  log: Log;
  record: (route: string, outcome: Outcome) => void;
  /** Resolves after so many ms. */
  wait: (ms: number) => Promise<void>;
};

export type Settled<T> = { outcome: 'answered'; value: T } | { outcome: 'refused' | 'failed'; message: Message };

/** Finds out who asks and does the work. Never rejects: a refusal and a failure are answers too. */
export const settle = async <T>(
  { actorOf, explain }: ListenerDeps, route: string, claim: Claim, work: (asker: Asker) => Promise<T>, fresh = false,
): Promise<Settled<T>> => {
  try {
    const recognised = await actorOf(claim, fresh);
    if (!recognised.ok) return { outcome: 'refused', message: refusal(recognised.refusal) };
    return { outcome: 'answered', value: await work(recognised.asker) };
  } catch (error) {
    return { outcome: 'failed', message: await explain(route, error) };
  }
};

type Instead = (sentence: Message, error: unknown) => Promise<unknown> | undefined;

/** Shows something; when that fails it is logged once, and `instead` tells the asker if there is still a way. False: it was not shown. */
export const attempt = async <T>({ explain }: ListenerDeps, route: string, show: () => Promise<T>, instead: Instead): Promise<T | false> => {
  try {
    return await show();
  } catch (error) {
    const sentence = await explain(route, error);
    await instead(sentence, error)?.catch(() => undefined); // the log has the ref, and there is no further way to tell
    return false;
  }
};
