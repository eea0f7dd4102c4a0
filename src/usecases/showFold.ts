import { STATUSES_THAT_ASK, STATUS_NAMES } from '../domain/notice/events.ts';
import { clocked, type Clocked, type Thresholds } from '../domain/staleness.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import { addressOf } from './outgoing/memberCard.ts';
import type { Notices } from './ports/notices.ts';
import type { Clock, Page, PageRequest } from './ports.ts';

export type ShowFoldDeps = { notices: Pick<Notices, 'foldPage'>; clock: Clock; thresholds: Thresholds };

/** A page of the sends in a message of many of one's own, as they are now; `needing`: only those that ask to act. Somebody else's is empty. */
export const showFold = ({ notices, clock, thresholds }: ShowFoldDeps) =>
  async (actor: Actor, { fold, needing }: { fold: string; needing: boolean }, page: PageRequest): Promise<Page<Clocked>> => {
    const found = await notices.foldPage(actor.workspaceId, reachOf(actor), { address: addressOf(actor), fold }, needing ? STATUSES_THAT_ASK : STATUS_NAMES, page);
    return { ...found, items: found.items.map((send) => clocked(send, clock(), thresholds)) };
  };
