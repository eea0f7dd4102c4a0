import type { SendId } from '../../domain/ids.ts';
import { currentStatus, FUTURE_TOLERANCE } from '../../domain/observations.ts';
import { sameStatus } from '../../domain/status.ts';
import type { SendNews } from '../../usecases/cancels/settleByNews.ts';
import type { Derived } from '../../usecases/deriveSend.ts';
import type { SendState } from '../../usecases/mergeRecord.ts';

/** What was newly said of sends that were known, for the requests beside them; what lies in the future counts when it falls due. */
export const newlyHeard = (known: readonly SendState[], sends: readonly { state: SendState; derived: Derived }[], now: Date): SendNews[] => {
  const before = new Map(known.map((state): [SendId, SendState] => [state.id, state]));
  return sends.flatMap(({ state, derived: { current } }): SendNews[] => {
    const was = before.get(state.id);
    const stood = was && currentStatus(was.observations, now);
    if (!was || !stood) return [];
    const heard = state.observations.filter((each) => !was.observations.includes(each) && each.at.getTime() <= now.getTime() + FUTURE_TOLERANCE);
    if (heard.length === 0 && sameStatus(stood.status, current.status)) return [];
    const { id: sendId, fields: { senderId: sender } } = state;
    return [{ sendId, sender, heard: heard.map(({ status }) => status), before: stood.status, current: current.status, since: current.since }];
  });
};
