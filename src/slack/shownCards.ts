import type { SendId } from '../domain/ids.ts';
import type { Claim } from './actor.ts';

/** A card that only its asker sees, and where it can be replaced. */
export type ShownCard = { claim: Claim; url: string };

export type ShownCards = {
  /** A send's card was just shown there. What stood there before is gone. */
  note(send: SendId, card: ShownCard): void;
  /** The cards of a send that can still be replaced; `except`: where one has been brought up to date already. Each is given out as often as Slack lets it be replaced. */
  take(send: SendId, except: string | undefined): ShownCard[];
};

/** Slack lets a response URL live half an hour and be used five times; the first use showed the card, one is left for the asker's own refresh. */
const LIVES = 30 * 60_000;
const USES = 3;
/** Beyond these the oldest are forgotten: a later click gets a fresh card. */
const REMEMBERED = 5_000;

/** What this instance has shown. Others remember their own; Slack gives no other way to an answer that only its asker sees. */
export const createShownCards = (clock: () => Date): ShownCards => {
  const shown = new Map<string, ShownCard & { send: SendId; at: number; uses: number }>();
  return {
    note: (send, card) => {
      shown.delete(card.url);
      shown.set(card.url, { ...card, send, at: clock().getTime(), uses: 0 });
      const [oldest] = shown.keys();
      if (shown.size > REMEMBERED && oldest !== undefined) shown.delete(oldest);
    },
    take: (send, except) => {
      const now = clock().getTime();
      return [...shown.values()].flatMap((each) => {
        if (now - each.at >= LIVES || each.uses >= USES) return shown.delete(each.url) ? [] : [];
        if (each.send !== send || each.url === except) return [];
        each.uses += 1;
        return [{ claim: each.claim, url: each.url }];
      });
    },
  };
};
