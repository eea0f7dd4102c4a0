import { App, type Logger, LogLevel, type Receiver, webApi } from '@slack/bolt';
import { z } from 'zod';
import { describeError, type Log } from './failures.ts';
import { fetchInTime, postQuickly } from './postQuickly.ts';

/** What a token belongs to. `slackId`: the organisation when the app is installed in all of it, else the workspace. */
export type Installation = {
  slackId: string;
  name: string;
  teamId: string | undefined;
  enterpriseId: string | undefined;
  botId: string;
  botUserId: string;
};

/** Slack gives a dialog three seconds to open: who asks is told rather than kept waiting. In ms. */
export const INTERACTIVE_TIMEOUT = 2500;
/** How long the background client waits, unless it is told otherwise. In ms. */
export const BACKGROUND_TIMEOUT = 10_000;

/** `timeout`: how long somebody who asks waits for an answer of Slack's, in ms. */
export type SlackAccess = { token: string; apiUrl: string; log: Log; timeout: number };

const options = ({ apiUrl, log, timeout }: Omit<SlackAccess, 'token'>): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  timeout,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: boltLogger(quiet(log)),
  // Answers to a response URL go through this, too, and have no time limit of their own.
  fetch: postQuickly(timeout),
});
export type SlackClient = webApi.WebClient;
/** The client that answers people: fails fast, never retries (a retry could say things twice), never queues behind a rate limit. */
export const interactiveClient = ({ token, ...access }: SlackAccess): webApi.WebClient => new webApi.WebClient(token, options(access));
/** The client for what nobody waits for: patient. Retrying, and waiting a rate limit out, is its callers' matter: they know what it holds up. */
export const backgroundClient = (access: SlackAccess, timeout = BACKGROUND_TIMEOUT): webApi.WebClient => interactiveClient({ ...access, timeout });
/** The client that a start waits for: as patient, asked rarely, with nothing to load first. */
export const startingClient = ({ token, ...access }: SlackAccess): webApi.WebClient =>
  new webApi.WebClient(token, { ...options({ ...access, timeout: BACKGROUND_TIMEOUT }), fetch: fetchInTime(BACKGROUND_TIMEOUT) });

const identity = z.object({
  team_id: z.string().optional(), team: z.string().default(''), enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().default(false), bot_id: z.string(), user_id: z.string(),
}).transform((answer, context): Installation => {
  const enterpriseId = answer.enterprise_id ?? undefined;
  const slackId = answer.is_enterprise_install ? enterpriseId : answer.team_id;
  if (slackId === undefined) {
    context.addIssue('a token of no workspace');
    return z.NEVER;
  }
  return { slackId, name: answer.team, teamId: answer.team_id, enterpriseId, botId: answer.bot_id, botUserId: answer.user_id };
});

/** Asks Slack what a token belongs to; throws when Slack does not answer or refuses it. */
export const identify = async (web: webApi.WebClient): Promise<Installation> => identity.parse(await web.auth.test());

/** Bolt's app behind a receiver: one workspace, one token, no memory of conversations. Errors that reach it are logged, never rethrown. */
export const createBolt = (receiver: Receiver, { botId, botUserId, teamId, enterpriseId }: Installation, access: SlackAccess): App => {
  const { token, log } = access;
  const app = new App({
    receiver,
    authorize: async () => ({
      botToken: token, botId, botUserId, ...(teamId !== undefined && { teamId }), ...(enterpriseId !== undefined && { enterpriseId }),
    }),
    convoStore: false,
    clientOptions: options(access),
    logger: boltLogger(log),
    logLevel: LogLevel.WARN,
  });
  app.error(async (error) => log.error({ error: describeError(error) }, 'a request from Slack could not be handled'));
  return app;
};

/** For a client whose every failure reaches its caller as an error, too, and is told there. */
export const quiet = (log: Log): Log => {
  const debug: Log['debug'] = (fields, message) => log.debug(fields, message);
  return { error: debug, warn: debug, info: debug, debug };
};

/** Bolt's own warnings in our log: their words, but no payloads and no error messages, which may quote people's data. */
export const boltLogger = (log: Log): Logger => {
  const say = (level: keyof Log) => (...parts: unknown[]): void => {
    const errors = parts.filter((part) => part instanceof Error).map(describeError);
    log[level]({ from: 'bolt', errors }, parts.filter((part) => typeof part === 'string').join(' '));
  };
  const silent = (): void => undefined;
  return {
    error: say('error'), warn: say('warn'), info: silent, debug: silent, setLevel: silent, setName: silent, getLevel: () => LogLevel.WARN,
  };
};
