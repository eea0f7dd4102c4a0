import { webApi } from '@slack/bolt';
import type { SendLink } from '../domain/links.ts';
import type { ShownLink } from '../usecases/showLinks.ts';
import type { Asker, Claim, Recognised } from './actor.ts';
import { describeError, type Log } from './failures.ts';
import { parseLinkShared } from './payloads.ts';
import type { Verbs } from './verbs.ts';
import { unfurl } from './views/unfurl.ts';

export type UnfurlDeps = { actorOf: (claim: Claim) => Promise<Recognised>; verbs: Pick<Verbs, 'showLinks' | 'linksNotShown'>; web: webApi.WebClient; link: SendLink; log: Log };
type Shared = NonNullable<ReturnType<typeof parseLinkShared>>;

/** How many links of a message are shown. */
const AT_ONCE = 5;

/**
 * Shows what a tracker's link stands for, beneath the message it was posted in. While somebody still writes (`composer`) nobody knows where it will be posted, and
 * so nothing is shown: Slack tells of the link again once it is. Whatever keeps it from being shown, nobody asked, and nobody is told.
 */
export const createUnfurlLinks = ({ actorOf, verbs, web, link, log }: UnfurlDeps) => async (event: unknown): Promise<void> => {
  const shared = parseLinkShared(event);
  if (!shared || shared.composing || shared.withBot) return;
  const named = new Map(shared.urls.flatMap((url): [string, string][] => {
    const name = link.nameIn(url);
    return name === undefined ? [] : [[url, name]];
  }).slice(0, AT_ONCE));
  if (named.size === 0) return;
  try {
    const recognised = await actorOf(shared.claim);
    if (recognised.ok) await show({ verbs, web }, recognised.asker, shared, named);
  } catch (error) {
    log.warn({ event: 'link_shared', error: describeError(error) }, 'a link could not be shown');
  }
};

const show = async ({ verbs, web }: Pick<UnfurlDeps, 'verbs' | 'web'>, { actor }: Asker, { channel, ts }: Shared, named: ReadonlyMap<string, string>): Promise<void> => {
  const shown = await verbs.showLinks(actor, channel, [...new Set(named.values())]);
  if (shown.length === 0) return;
  try {
    await web.chat.unfurl({ channel, ts, unfurls: unfurlsOf(named, shown) });
  } catch (error) {
    // Slack read it and will not show it, or was too busy to: the next time it is posted it may be.
    if (error instanceof webApi.WebAPIPlatformError || error instanceof webApi.WebAPIRateLimitedError) await verbs.linksNotShown(actor, channel, shown);
    throw error;
  }
};

/** By address, as it was posted; one send in two addresses is shown once. */
const unfurlsOf = (named: ReadonlyMap<string, string>, shown: readonly ShownLink[]) => Object.fromEntries(shown.flatMap(({ name, send }) => {
  const [url] = [...named].find(([, each]) => each === name) ?? [];
  const { text, blocks } = unfurl(send);
  return url === undefined ? [] : [[url, { blocks, fallback: text }]];
}));
