import type { ItemBody, Kind } from './bodies.ts';
import type { Waiting } from '../ports/outbox.ts';
import { exportCard } from './kinds/exportCard.ts';
import { importCard } from './kinds/importCard.ts';
import { digest } from './kinds/digest.ts';
import { news } from './kinds/news.ts';
import { channelNews } from './kinds/channelNews.ts';
import { subscription } from './kinds/subscription.ts';
import { deadLetters } from './kinds/deadLetters.ts';
import { askManager } from './kinds/askManager.ts';
import { cancel } from './kinds/cancel.ts';
import { home } from './kinds/home.ts';
import { homeTaken } from './kinds/homeTaken.ts';
import { refresh } from './kinds/refresh.ts';
import { remind } from './kinds/remind.ts';
import { roleChanged } from './kinds/roleChanged.ts';
import { share } from './kinds/share.ts';
import { sourceHealth } from './kinds/sourceHealth.ts';
import { support } from './kinds/support.ts';
import { stale } from './kinds/stale.ts';
import { staleTeam } from './kinds/staleTeam.ts';
import type { Context, Handler, HandlerDeps, Step } from './steps.ts';

/** Who decides about each kind. */
const HANDLERS: { readonly [K in Kind]: Handler<K> } = {
  'dead-letters': deadLetters,
  'ask-manager': askManager,
  cancel,
  support,
  refresh,
  home,
  'home-taken': homeTaken,
  share,
  'channel-news': channelNews,
  subscription,
  'source-health': sourceHealth,
  import: importCard,
  export: exportCard,
  news,
  digest,
  remind,
  'role-changed': roleChanged,
  stale,
  'stale-team': staleTeam,
};

/** The steps for the due items of a mailbox: kind by kind, in the order in which the first of each was written. */
export const stepsFor = async (deps: HandlerDeps, items: readonly Waiting<ItemBody>[], context: Context): Promise<Step[]> => {
  const steps: Step[] = [];
  for (const kind of new Set(items.map(({ body }) => body.kind))) steps.push(...(await decide(kind, deps, items, context)));
  return steps;
};

const decide = <K extends Kind>(kind: K, deps: HandlerDeps, items: readonly Waiting<ItemBody>[], context: Context): Promise<Step[]> =>
  HANDLERS[kind](deps, items.filter(ofKind(kind)), context);

const ofKind = <K extends Kind>(kind: K) => (item: Waiting<ItemBody>): item is Waiting<Extract<ItemBody, { kind: K }>> => item.body.kind === kind;
