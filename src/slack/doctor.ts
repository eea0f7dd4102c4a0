import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { UserFacingError } from '../usecases/errors.ts';
import { identify, type SlackClient } from './bolt.ts';
import { LINKS, METHOD_SCOPES, ROUTE_SCOPES } from './methods.ts';
import { BOT_TOKEN_REFUSED } from './untilReached.ts';
import { testMessage } from './views/testMessage.ts';

const LINK_SCOPES: readonly string[] = LINKS.scopes;
/** Every scope the bot's token must have, but for what only links need. */
export const NEEDED_SCOPES: readonly string[] = [
  ...new Set([...Object.values(METHOD_SCOPES).flat(), ...Object.values(ROUTE_SCOPES.commands), ...Object.values(ROUTE_SCOPES.events).flat()]),
].filter((scope) => !LINK_SCOPES.includes(scope)).toSorted();

/** Who Slack says we are, and the scopes that the token lacks; undefined where Slack does not say which it has. */
export type SlackCheck = { workspace: string; missing: readonly string[] | undefined };

const granted = z.object({ response_metadata: z.object({ scopes: z.array(z.string()) }) });
const found = z.object({ user: z.object({ id: z.string(), deleted: z.boolean().default(false), is_bot: z.boolean().default(false) }) });
const opened = z.object({ channel: z.object({ id: z.string() }) });

/** Looks whether Slack lets the bot do its work; `links`: showing them is part of it. Throws a sentence for the operator when Slack refuses the token, or does not answer. */
export const checkSlack = async (web: SlackClient, { links }: { links: boolean }): Promise<SlackCheck> => {
  const { name } = await explained(() => identify(web));
  const scopes = granted.safeParse(await explained(() => web.auth.test()));
  if (!scopes.success) return { workspace: name, missing: undefined };
  const has = new Set(scopes.data.response_metadata.scopes);
  return { workspace: name, missing: [...NEEDED_SCOPES, ...(links ? LINK_SCOPES : [])].filter((scope) => !has.has(scope)) };
};

/** Sends somebody a message that says that messages arrive. Throws a sentence for the operator when it cannot. */
export const sendTest = (web: SlackClient, email: string): Promise<void> =>
  explained(async () => {
    const { user } = found.parse(await web.users.lookupByEmail({ email }));
    // Slack takes a message to somebody deactivated without a word.
    if (user.deleted || user.is_bot) throw new UserFacingError('That address belongs to a deactivated user or an app.');
    const { channel } = opened.parse(await web.conversations.open({ users: user.id }));
    await web.chat.postMessage({ ...testMessage(), channel: channel.id, unfurl_links: false, unfurl_media: false });
  });

const WHY: Readonly<Record<string, string>> = {
  ...BOT_TOKEN_REFUSED,
  users_not_found: 'Slack knows nobody with that e-mail address.',
  missing_scope: 'The bot’s token lacks a permission. Install the app again from manifest.yml.',
  messages_tab_disabled: 'The app’s messages tab is off. Install the app again from manifest.yml.',
};

const explained = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    const code = error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
    if (code === undefined) throw new UserFacingError('Slack does not answer. Check the network, and SLACK_API_URL if it is set.', { cause: error });
    throw new UserFacingError((Object.hasOwn(WHY, code) ? WHY[code] : undefined) ?? `Slack refused: ${/^[a-z_]{1,60}$/.test(code) ? code : 'it did not say why'}.`, { cause: error });
  }
};
