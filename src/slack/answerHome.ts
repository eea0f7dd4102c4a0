import { webApi } from '@slack/bolt';
import type { SlackUserId } from '../domain/ids.ts';
import type { Actor } from '../domain/visibility.ts';
import type { OpenedHome } from '../usecases/home/openHome.ts';
import type { Homes } from '../usecases/ports/homes.ts';
import type { Asker, Claim } from './actor.ts';
import { inTime } from './inTime.ts';
import type { HomePlan } from './plan.ts';
import { type PublishHome, shownOnHome } from './publishHome.ts';
import { attempt, type ListenerDeps, settle } from './settle.ts';
import type { Verbs } from './verbs.ts';
import { type Home, type Message, messageModal } from './views/blocks.ts';
import { homeOpening, homeView, messageHome } from './views/home/home.ts';

export type HomeDeps = ListenerDeps & { publishHome: PublishHome; verbs: Pick<Verbs, 'turnHome' | 'homePublished' | 'homeMissed'> };
/** `trigger`: of the click that asks for it; undefined: Home was opened. */
export type HomeRequest = { route: string; claim: Claim; trigger: string | undefined };

const TITLE = 'Send Tracker';
/** Whoever opens Home for the first time sees nothing before this; then that it is being looked up. In ms. */
const PATIENCE = 300;

const isConflict = (error: unknown): boolean => error instanceof webApi.WebAPIPlatformError && error.data.error === 'hash_conflict';
const laterBy = (error: unknown): number | undefined => (error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : undefined);

/** Publishes Home to whoever opened it, or asks for it anew. What Slack does not take now is made up for by the outbox. */
export const answerHome = (deps: HomeDeps) => async ({ route, claim, trigger }: HomeRequest, { first, of }: HomePlan): Promise<void> => {
  const settling = settle(deps, route, claim, async (asker) => ({ asker, opened: await of(asker) }));
  if (first && !(await inTime(settling, PATIENCE))) await show(deps, route, claim, homeOpening());
  const settled = await settling;
  deps.record(route, settled.outcome);
  if (settled.outcome === 'answered') return present(deps, route, settled.value);
  // Home shows who sees nothing why that is so; what failed leaves it as it is, and is told in a dialog.
  if (settled.outcome === 'refused' || (first && trigger === undefined)) await show(deps, route, claim, messageHome(settled.message));
  else if (trigger !== undefined) await tell(deps, route, trigger, settled.message);
};

/** Somebody is let in again, or no longer: their Home says so, if they ever opened it. */
export const republish = (deps: HomeDeps, homes: Pick<Homes, 'view'>) => async (user: SlackUserId, actor: Actor): Promise<void> => {
  if (!(await homes.view(actor.workspaceId, actor.memberId))) return;
  await answerHome(deps)({ route: 'user_change', claim: { user, team: undefined }, trigger: undefined }, { show: 'home', first: false, of: (asker) => deps.verbs.turnHome(asker.actor, undefined) });
};

const show = (deps: HomeDeps, route: string, { user }: Claim, view: Home): Promise<unknown> => attempt(deps, route, () => deps.publishHome(user, () => view, ''), () => undefined);

const tell = (deps: HomeDeps, route: string, trigger: string, message: Message): Promise<unknown> =>
  attempt(deps, route, () => deps.web.views.open({ trigger_id: trigger, view: messageModal(TITLE, message) }), () => undefined);

const present = async (deps: HomeDeps, route: string, { asker, opened }: { asker: Asker; opened: OpenedHome | undefined }): Promise<void> => {
  if (!opened) return;
  const { actor } = asker;
  const done = await attempt(deps, route, () => publish(deps, asker, opened), (_sentence, error) => missed(deps, actor, error));
  if (done) await attempt(deps, route, () => deps.verbs.homePublished(actor, done, done.at), () => undefined);
};

const missed = (deps: HomeDeps, actor: Actor, error: unknown): Promise<void> => deps.verbs.homeMissed(actor, laterBy(error));

type Published = { shown: string; hash: string; at: Date };
const publish = async ({ publishHome, verbs }: HomeDeps, { actor, slackUser }: Asker, { content, before, at }: OpenedHome): Promise<Published> => {
  const draw = (what: OpenedHome['content']) => (charts: boolean): Home => homeView(what, { charts });
  try {
    return { shown: shownOnHome(content), hash: await publishHome(slackUser, draw(content), before.hash), at };
  } catch (error) {
    if (!isConflict(error)) throw error;
    // Something else was published meanwhile: what is so by now takes its place.
    const anew = await verbs.turnHome(actor, before.turn);
    return { shown: shownOnHome(anew.content), hash: await publishHome(slackUser, draw(anew.content), ''), at: anew.at };
  }
};
