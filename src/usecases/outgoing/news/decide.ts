import type { MemberId, SendId } from '../../../domain/ids.ts';
import { asksToAct } from '../../../domain/notice/events.ts';
import type { Sort } from '../../../domain/notice/fold.ts';
import { choiceForStatus, type Preferences } from '../../../domain/notice/preferences.ts';
import type { StatusName } from '../../../domain/status.ts';
import type { BodyOf } from '../bodies.ts';
import type { ItemId, Waiting } from '../../ports/outbox.ts';
import type { Placed, RunningSend } from '../../ports/notices.ts';

export type NewsItem = Waiting<BodyOf<'news'>>;

/** All news of one send in one mailbox, oldest first, with what is so by now. */
export type Topic = {
  items: readonly NewsItem[];
  running: RunningSend;
  /** What its reader was ever told of it. */
  told: readonly Placed[];
  muted: boolean;
  /** It is somebody else's, and its reader wants to hear of it. */
  follows: boolean;
  /** Its card is there. */
  living: boolean;
};

export type Reading = { memberId: MemberId; preferences: Preferences };

/** `thread`: under its card, which stands there. `item`: the one that tells it; the others go with it. */
export type Telling = { sendId: SendId; run: number; sort: Sort; thread: boolean; undoes: StatusName | undefined; items: readonly ItemId[]; item: ItemId };
export type Decision = { tell: true; telling: Telling } | { tell: false; items: readonly ItemId[]; why: string };

/**
 * Whether somebody is told. What is told is the state of the moment: news of a run that is over goes with the newer one. A correction of what
 * they were told comes whatever they chose; what they are asked to act on, long after, comes with all of that sort. Summaries tell of one's own: what is
 * followed comes at once where it would stand in them.
 */
export const decideTopic = ({ items, running: { send, run }, told, muted, follows, living }: Topic, { memberId, preferences }: Reading): Decision => {
  const ids = items.map(({ id }) => id);
  const newest = items.at(-1);
  const drop = (why: string): Decision => ({ tell: false, items: ids, why });
  if (!newest) return drop('nothing waits');
  const already = told.find((each) => each.run === run);
  if (already && !ids.includes(already.item)) return drop('told with newer news');
  if (muted) return drop('muted');
  if (newest.body.run === run && newest.body.by === memberId) return drop('their own doing');
  const tell = (sort: Sort, thread: boolean, undoes: StatusName | undefined): Decision =>
    ({ tell: true, telling: { sendId: send.id, run, sort, thread, undoes, items: ids, item: already?.item ?? newest.id } });
  const asks = asksToAct(send.status);
  const choice = choiceForStatus(preferences, send.status);
  const undoes = items.map(({ body }) => body.undoes).find((each) => each !== undefined && each !== send.status.name);
  if (undoes !== undefined && (living || told.length > 0)) return tell(asks ? 'asks' : 'routine', living, undoes);
  if (choice === 'off') return drop('not wanted');
  if (items.every(({ body }) => body.late)) return asks ? tell('late', false, undefined) : drop('too old to tell');
  if (choice === 'digest' && !living && !follows) return drop('in the digest');
  return tell(asks && choice === 'now' ? 'asks' : 'routine', living, undefined);
};
