import { randomBytes } from 'node:crypto';
import type { LocalProvider } from '../provider/index.ts';
import type { LocalSlack } from '../slack/index.ts';
import type { Environment } from './botProcess.ts';
import { SEND_ADDRESS } from './manifest.ts';
import { WEBHOOK_SECRET } from './platform.ts';

export const SIGNING_SECRET = 'the-signing-secret-of-the-demo';

/** Once a minute: the embedded database and the bot share a process, and a reading of everything keeps both busy for a moment. */
const OFTEN = '40 * * * * *';

type Around = { slack: LocalSlack; provider: LocalProvider; ops: string; socket: boolean; folder: string };

/** The bot's settings: those an operator would write, and everything that goes by the clock often enough to be seen. */
export const settingsOf = ({ slack, provider, ops, socket, folder }: Around): Environment => ({
  SLACK_BOT_TOKEN: slack.app.token, SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: 'ana.ruiz@corp.example', DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1',
  TRACKER_URL: SEND_ADDRESS, OPS_CHANNEL: ops, SUPPORT_CONTACT: 'support@corp.example',
  SENDOSO_API_URL: provider.apiUrl, SENDOSO_ACCESS_TOKEN: provider.oauth.grant(), SENDOSO_WEBHOOK_SECRET: WEBHOOK_SECRET,
  TOKEN_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  SYNC_CRON: OFTEN, STALE_CRON: OFTEN, DIGEST_CRON: OFTEN,
  ...(socket ? { SLACK_APP_TOKEN: slack.app.appToken } : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
});
