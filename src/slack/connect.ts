import type { Receiver } from '@slack/bolt';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Store } from '../usecases/ports.ts';
import type { Places } from '../usecases/ports/places.ts';
import { createActorOf } from './actor.ts';
import { republish } from './answerHome.ts';
import { createBolt, type Installation, interactiveClient, type SlackAccess } from './bolt.ts';
import type { Charts } from './charts.ts';
import { createDirectory, type Directory } from './directory.ts';
import { explainFailure } from './failures.ts';
import { createFollowChannel } from './followChannel.ts';
import { createFollowUser } from './followUser.ts';
import { createInFlight } from './inFlight.ts';
import type { Outcome } from './settle.ts';
import { createPublishHome } from './publishHome.ts';
import { replaceAt } from './replaceAt.ts';
import { createPlaces } from './places.ts';
import { register } from './register.ts';
import { routesOf } from './routes.ts';
import { createShownCards } from './shownCards.ts';
import { createUnfurlLinks } from './unfurlLinks.ts';
import { createSlackUsers } from './slackUsers.ts';
import { createVerbs, type VerbDeps } from './verbs.ts';

export type SlackDeps = Omit<VerbDeps, keyof Store | 'slackUsers' | 'places'> & {
  store: Store;
  workspaceId: WorkspaceId;
  installation: Installation;
  access: SlackAccess;
  receiver: Receiver;
  charts: { home: Charts; answers: Charts };
  /** Counts how each route's requests ended. */
  record: (route: string, outcome: Outcome) => void;
  /** Resolves after so many ms. */
  wait: (ms: number) => Promise<void>;
};

/** `idle` resolves when every request that has arrived is answered. `directory`, `places`: what is known of people and channels, for whoever writes to them. */
export type ConnectedSlack = { idle(): Promise<void>; directory: Directory; places: Places };

/** Slack tells an event again within the hour, if at all. In ms. */
const EVENT_REMEMBERED = 24 * 60 * 60_000;

/** Puts the bot behind a receiver. */
export const connectSlack = (deps: SlackDeps): ConnectedSlack => {
  const { charts, trackerLink, store, clock, thresholds, adminEmails, workspaceId, installation, access, receiver, record, wait, cancelMode, approvers, supportContact, endpoint, unanswered } = deps;
  const { log } = access;
  const web = interactiveClient(access);
  const directory = createDirectory(web, clock);
  const places = createPlaces(web, clock);
  const actorOf = createActorOf({ members: store.members, directory, clock, workspace: { id: workspaceId, slackId: installation.slackId } });
  const rules = { cancelMode, approvers, supportContact, endpoint, unanswered };
  const verbs = createVerbs({ ...store, clock, thresholds, adminEmails, ...rules, slackUsers: createSlackUsers(directory, installation.slackId), places, trackerLink });
  const linkShared = trackerLink && createUnfurlLinks({ actorOf, verbs, web, link: trackerLink, log });
  const inFlight = createInFlight();
  const firstTime = (event: string) => store.once.take(workspaceId, `event:${event}`, clock(), new Date(clock().getTime() + EVENT_REMEMBERED));
  const explain = explainFailure({ log, pingStore: () => store.ping() });
  const listening = { actorOf, explain, web, replaceAt: replaceAt(access.apiUrl), firstTime, charts: charts.answers, log, record, wait, verbs, publishHome: createPublishHome(web, charts.home) };
  const followUser = createFollowUser({ members: store.members, directory, clock, workspaceId, log, changed: republish(listening, store.homes) });
  register(createBolt(receiver, installation, access), routesOf({ verbs, clock, shown: createShownCards(clock), followUser, followChannel: createFollowChannel({ verbs, workspaceId, log }), linkShared }), listening, inFlight);
  return { idle: () => inFlight.idle(), directory, places };
};
