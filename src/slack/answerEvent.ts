import type { EventPlan } from './plan.ts';
import { attempt, type ListenerDeps, settle } from './settle.ts';

/** Slack sends an event again when it is in doubt: whoever was told by the first telling is not told twice. */
export const answerEvent = (deps: ListenerDeps) => async (route: string, { claim, channel, of }: EventPlan, again: boolean): Promise<void> => {
  const settled = await settle(deps, route, claim, of);
  deps.record(route, settled.outcome);
  const message = settled.outcome === 'answered' ? settled.value : settled.message;
  if (message === undefined || again) return;
  await attempt(deps, route, () => deps.web.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false }), () => undefined);
};
