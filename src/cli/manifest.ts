import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
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

const main = (): void => {
  try {
    process.stdout.write(httpManifest(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'), process.argv[2] ?? ''));
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
};

if (import.meta.filename === process.argv[1]) main();
