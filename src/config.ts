import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { NewsRules } from './domain/notice/news.ts';
import { sendLink } from './domain/links.ts';
import { parseKind } from './domain/send.ts';
import { isWholeSend, statusOfEvent } from './domain/sendEvents.ts';
import type { Threshold, Thresholds } from './domain/staleness.ts';
import { foldEmail } from './domain/text.ts';
import { cron, providerSchema } from './providerConfig.ts';
import { UserFacingError } from './usecases/errors.ts';
import { webhookSecrets, type WebhookSecret } from './usecases/webhookSecret.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a `.env` file beside the program into the environment; what is set already stays. */
export const readEnvFile = (file = '.env'): void => {
  if (existsSync(file)) process.loadEnvFile(file);
};

/** "7" or "7,Amazon=10": days for all kinds, and for a kind of its own. */
const threshold = (days: number) =>
  z
    .string()
    .default(String(days))
    .transform((text, context): Threshold => {
      const [general, ...own] = text.split(',').map((part) => part.trim());
      const byKind = own.map((part) => part.split('=').map((side) => side.trim()));
      const numbers = [general, ...byKind.map(([, limit]) => limit)].map(Number);
      if (numbers.some((limit) => !(limit > 0 && limit <= 365)) || byKind.some((pair) => pair.length !== 2 || !pair[0])) {
        context.addIssue('must be days, like 7, or with a kind of its own, like 7,Amazon=10');
        return z.NEVER;
      }
      return { days: Number(general), byKind: Object.fromEntries(byKind.map(([kind = '', limit]) => [parseKind(kind), Number(limit)])) };
    });

const emails = z
  .string()
  .transform((text) => new Set(text.split(',').map(foldEmail).filter(Boolean)))
  .refine((found) => found.size > 0 && [...found].every((email) => z.email().safeParse(email).success), 'must be e-mail addresses, separated by commas');

const sendosoSecrets = z
  .string()
  .default('')
  .transform((text, context): WebhookSecret[] => {
    const secrets = text === '' ? [] : webhookSecrets(text);
    if (secrets && secrets.every(({ event }) => event === undefined || isEvent(event))) return secrets;
    context.addIssue('must be whsec_… as the provider shows it, several separated by commas; shipped=whsec_… binds one to its event');
    return z.NEVER;
  });
const isEvent = (event: string): boolean => isWholeSend(event) || statusOfEvent(event) !== undefined;

const trackerUrl = z.string().transform((pattern, context) => {
  const link = sendLink(pattern);
  if (link) return link;
  context.addIssue('must be an https address with {id} in it once, behind its host');
  return z.NEVER;
});

const storage = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  PII_RETENTION_DAYS: z.coerce.number('must be a number of days').int('must be a number of days').min(1, 'must be at least 1').max(36_500, 'must be at most 36500').optional(),
  NOTIFICATIONS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  NOTIFY_MAX_AGE_HOURS: z.coerce.number('must be hours').positive('must be hours').max(720, 'must be hours, 720 at most').default(24),
};
const newsRules = (env: { NOTIFICATIONS: 'on' | 'off'; NOTIFY_MAX_AGE_HOURS: number }): NewsRules => ({
  on: env.NOTIFICATIONS === 'on', maxAge: env.NOTIFY_MAX_AGE_HOURS * 3600_000,
});

const botSchema = z
  .object({
    ...storage,
    SLACK_BOT_TOKEN: z.string({ error: 'is missing: the Bot User OAuth Token (xoxb-…) of your Slack app' }).startsWith('xoxb-', 'must begin with xoxb-'),
    SLACK_API_URL: z.url('must be a URL').default('https://slack.com/api/'),
    ADMIN_EMAILS: z.string({ error: 'is missing: who administers the tracker, e-mail addresses separated by commas' }).pipe(emails),
    PORT: z.coerce.number('must be a port number').int('must be a port number').min(0).max(65_535, 'must be a port number').default(3000),
    HOST: z.string().default('0.0.0.0'),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    OPS_CHANNEL: z.string().regex(/^[CG][A-Z0-9]{2,}$/, 'must be a channel’s id, like C0123ABCD (in Slack: the channel’s name → About, at the bottom)').optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be fatal, error, warn, info, debug or silent').default('info'),
    SENDOSO_WEBHOOK_SECRET: sendosoSecrets,
    CANCEL_APPROVERS: emails.optional(),
    SUPPORT_CONTACT: z.union([z.email(), z.url({ protocol: /^https$/ })], 'must be an e-mail address or an https address').optional(),
    TRACKER_URL: trackerUrl.optional(),
    RECONCILE_CRON: cron('* * * * *'),
    DIGEST_CRON: cron('*/15 * * * *'),
    STALE_ORDER_RECEIVED_DAYS: threshold(7),
    STALE_FULFILLMENT_ISSUE_DAYS: threshold(3),
    STALE_CONFIRMING_ADDRESS_DAYS: threshold(5),
    STALE_CRON: cron('*/10 * * * *'),
    CHARTS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  })
  .transform((env) => ({
    slack: { botToken: env.SLACK_BOT_TOKEN, apiUrl: env.SLACK_API_URL },
    storage: { databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR, news: newsRules(env) },
    digestCron: env.DIGEST_CRON,
    adminEmails: env.ADMIN_EMAILS,
    http: { port: env.PORT, host: env.HOST, metricsToken: env.METRICS_TOKEN },
    webhookSecrets: env.SENDOSO_WEBHOOK_SECRET,
    opsChannel: env.OPS_CHANNEL,
    piiRetentionDays: env.PII_RETENTION_DAYS,
    notifications: env.NOTIFICATIONS === 'on',
    approvers: env.CANCEL_APPROVERS ?? new Set<string>(),
    supportContact: env.SUPPORT_CONTACT,
    trackerLink: env.TRACKER_URL,
    reconcileCron: env.RECONCILE_CRON,
    logLevel: env.LOG_LEVEL,
    staleCron: env.STALE_CRON,
    charts: env.CHARTS === 'on',
    thresholds: {
      ORDER_RECEIVED: env.STALE_ORDER_RECEIVED_DAYS,
      FULFILLMENT_ISSUE: env.STALE_FULFILLMENT_ISSUE_DAYS,
      CONFIRMING_ADDRESS: env.STALE_CONFIRMING_ADDRESS_DAYS,
    } satisfies Thresholds,
  }));

const MISSING_SECRET = 'is missing: the Signing Secret of your Slack app, or set SLACK_APP_TOKEN for Socket Mode, which needs no public address';
/** How Slack's requests reach the bot: with an app-level token over the bot's own connection, else over HTTP, signed. */
const overHttp = z
  .object({ SLACK_SIGNING_SECRET: z.string({ error: MISSING_SECRET }).min(8, 'is too short to be a signing secret') })
  .transform((env) => ({ door: { kind: 'http', signingSecret: env.SLACK_SIGNING_SECRET } as const }));
const overSocket = z
  .object({ SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp-') })
  .transform((env) => ({ door: { kind: 'socket', appToken: env.SLACK_APP_TOKEN } as const }));

const cancelSecret = z.string().transform((text, context) => {
  const [first, ...others] = webhookSecrets(text) ?? [];
  if (first && [first, ...others].every(({ event }) => event === undefined)) return { first, all: [first, ...others] };
  context.addIssue('must be whsec_… (base64), several separated by commas; the first one signs');
  return z.NEVER;
});
const inOwnHands = z.object({ CANCEL_MODE: z.enum(['handoff', 'tracker', 'off'], 'must be handoff, tracker, webhook or off').default('handoff') })
  .transform((env) => ({ cancelling: { mode: env.CANCEL_MODE } }));
const byWebhook = z
  .object({
    CANCEL_MODE: z.literal('webhook'),
    CANCEL_WEBHOOK_URL: z.url({ error: (issue) => (issue.input === undefined ? 'is missing: with CANCEL_MODE=webhook it is the address that is asked' : 'must begin with https://'), protocol: /^https$/ }),
    CANCEL_WEBHOOK_SECRET: z.string({ error: 'is missing: with CANCEL_MODE=webhook it signs what is asked and answered, whsec_…' }).pipe(cancelSecret),
  })
  .transform((env) => ({ cancelling: { mode: env.CANCEL_MODE, url: env.CANCEL_WEBHOOK_URL, secrets: env.CANCEL_WEBHOOK_SECRET.all, signing: env.CANCEL_WEBHOOK_SECRET.first.key } }));

export type Config = z.output<typeof botSchema> & z.output<typeof providerSchema> & (z.output<typeof overHttp> | z.output<typeof overSocket>) & (z.output<typeof inOwnHands> | z.output<typeof byWebhook>);

/** The settings named here are wrong or missing; the message lists every one. */
export class ConfigurationError extends UserFacingError {
  override name = 'ConfigurationError';
}

/** An empty setting is one that is not set: `.env.example` has them all. */
const given = (env: Environment): Environment => Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));

const read = <T>(schema: z.ZodType<T>, env: Environment): T => {
  const parsed = schema.safeParse(given(env));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
  throw new ConfigurationError(`These settings need attention (README, "Configuration"):\n${problems.join('\n')}`);
};

/** Everything the bot needs, or one error that lists all that is wrong. */
export const readConfig = (env: Environment): Config => {
  const door = given(env)['SLACK_APP_TOKEN'] === undefined ? overHttp : overSocket;
  const cancelling = given(env)['CANCEL_MODE'] === 'webhook' ? byWebhook : inOwnHands;
  return read(z.intersection(z.intersection(botSchema, providerSchema), z.intersection(door, cancelling)), env);
};

const storageSchema = z.object({ ...storage, ADMIN_EMAILS: emails.optional() }).transform((env) => ({
  databaseUrl: env.DATABASE_URL,
  dataDir: env.DATA_DIR,
  news: newsRules(env),
  adminEmails: env.ADMIN_EMAILS ?? new Set<string>(),
}));

const cliSchema = z.intersection(storageSchema, providerSchema);

/** What the operator's command line needs: the database and the provider, not Slack. */
export const readCliConfig = (env: Environment): z.output<typeof cliSchema> => read(cliSchema, env);
