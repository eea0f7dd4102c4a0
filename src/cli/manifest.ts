import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { readEnvFile } from '../config.ts';
import { sendLink } from '../domain/links.ts';
import { LINKS } from '../slack/methods.ts';
import { UserFacingError } from '../usecases/errors.ts';

/** What differs between the two manifests; all else is passed through. */
const manifestSchema = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(z.looseObject({})) }),
  settings: z.looseObject({ event_subscriptions: z.looseObject({}), interactivity: z.looseObject({}) }),
});

const eventsAt = (address: string): string => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // The bot answers at its own path only, so that there is nothing to say behind the host.
  if (url?.protocol !== 'https:' || url.href !== `${url.origin}/`) {
    throw new UserFacingError('Say where Slack reaches you: https and the host, with nothing behind it, as in npm run manifest -- https://your-host');
  }
  return `${url.origin}/slack/events`;
};

/** The manifest of an app that Slack reaches over HTTP at this address, from the one over Socket Mode. Throws a `UserFacingError` for any other address. */
export const httpManifest = (socketMode: string, address: string): string => {
  const request_url = eventsAt(address);
  const { features, settings, ...rest } = manifestSchema.parse(parse(socketMode));
  return stringify({
    ...rest,
    features: { ...features, slash_commands: features.slash_commands.map((command) => ({ ...command, url: request_url })) },
    settings: {
      ...settings,
      event_subscriptions: { request_url, ...settings.event_subscriptions },
      interactivity: { ...settings.interactivity, request_url, message_menu_options_url: request_url },
      socket_mode_enabled: false,
    },
  }, { lineWidth: 0 });
};

const linkedSchema = z.looseObject({
  features: z.looseObject({}), oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({ event_subscriptions: z.looseObject({ bot_events: z.array(z.string()) }) }),
});

/** A manifest of an app that also shows links of this form (`TRACKER_URL`). Throws a `UserFacingError` for any other. */
export const withLinks = (manifest: string, trackerUrl: string): string => {
  const link = sendLink(trackerUrl);
  if (!link) throw new UserFacingError('TRACKER_URL must be an https address with {id} in it once, behind its host.');
  const { features, oauth_config, settings, ...rest } = linkedSchema.parse(parse(manifest));
  const { bot, ...scopes } = oauth_config.scopes;
  return stringify({
    ...rest,
    // Slack knows domains, and no ports.
    features: { ...features, unfurl_domains: [new URL(`https://${link.host}`).hostname] },
    oauth_config: { ...oauth_config, scopes: { ...scopes, bot: [...bot, ...LINKS.scopes].toSorted() } },
    settings: { ...settings, event_subscriptions: { ...settings.event_subscriptions, bot_events: [...settings.event_subscriptions.bot_events, LINKS.event] } },
  }, { lineWidth: 0 });
};

/** Over Socket Mode where no address is named but one of sends is; else over HTTP. */
const printed = (socketMode: string, address: string | undefined, trackerUrl: string | undefined): string => {
  if (trackerUrl === undefined) return httpManifest(socketMode, address ?? '');
  return withLinks(address === undefined ? socketMode : httpManifest(socketMode, address), trackerUrl);
};

const main = (): void => {
  readEnvFile();
  try {
    process.stdout.write(printed(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'), process.argv[2], process.env['TRACKER_URL'] || undefined));
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
};

if (import.meta.filename === process.argv[1]) main();
