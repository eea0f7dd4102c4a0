import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from './programs.ts';

const schema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean(), messages_tab_read_only_enabled: z.boolean() }),
    slash_commands: z.array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string(), should_escape: z.boolean() })),
    shortcuts: z.array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string(), description: z.string() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** Where a send would be looked at outside of Slack; nothing answers there. */
export const SEND_ADDRESS = 'https://gifts.corp.example/sends/{id}';
/** What `npm run manifest` adds for it. */
const LINKS = { unfurlDomains: [new URL(SEND_ADDRESS).hostname], scopes: ['links:read', 'links:write'], events: ['link_shared'] };

/** The app as Slack would have it installed: from the manifest that one pastes there. */
export const readManifest = () => {
  const { display_information: { name }, features, oauth_config: { scopes }, settings } = schema.parse(parse(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8')));
  return {
    name, scopes: [...scopes.bot, ...LINKS.scopes], events: [...settings.event_subscriptions.bot_events, ...LINKS.events], unfurlDomains: LINKS.unfurlDomains, hasHome: features.app_home.home_tab_enabled,
    mayWriteToBot: !features.app_home.messages_tab_read_only_enabled,
    shortcuts: features.shortcuts.map(({ name: title, type, callback_id: id, description: does }) => ({ id, name: title, type, does })),
    commands: features.slash_commands.map(({ command, description, usage_hint: hint, should_escape: shouldEscape }) => ({ name: command, does: description, hint, shouldEscape })),
  };
};
export type Manifest = ReturnType<typeof readManifest>;
