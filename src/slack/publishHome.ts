import { createHash } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackUserId } from '../domain/ids.ts';
import type { Charts } from './charts.ts';
import type { Home } from './views/blocks.ts';
import { type HomeData, homeView } from './views/home/home.ts';

/** A hash of what Home shows, for telling whether publishing would change it. How old its data is does not count. */
export const shownOnHome = (data: HomeData): string =>
  createHash('sha256').update(JSON.stringify(homeView({ ...data, asOf: undefined }, { charts: false }))).digest('base64url');

const published = z.object({ view: z.object({ hash: z.string() }) });
const REFUSED = new Set(['invalid_blocks', 'invalid_arguments']);
const refusesBlocks = (error: unknown): boolean => error instanceof webApi.WebAPIPlatformError && REFUSED.has(error.data.error);

export type PublishHome = (user: SlackUserId, draw: (charts: boolean) => Home, hash: string) => Promise<string>;

/** Publishes somebody's Home tab; gives Slack's hash of it. `hash`: of what is to be replaced, '' whatever stands there. */
export const createPublishHome = (web: webApi.WebClient, charts: Charts): PublishHome => async (user, draw, hash) => {
  const publish = async (withCharts: boolean): Promise<string> =>
    published.parse(await web.views.publish({ user_id: user, view: draw(withCharts), ...(hash !== '' && { hash }) })).view.hash;
  if (!charts.wanted()) return publish(false);
  try {
    return await publish(true);
  } catch (error) {
    if (!refusesBlocks(error)) throw error;
    const without = await publish(false);
    charts.refused();
    return without;
  }
};
