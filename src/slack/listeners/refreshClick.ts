import type { Clock } from '../../usecases/ports.ts';
import { LIVES_FOR } from '../../usecases/outgoing/kinds/refresh.ts';
import type { Action } from '../payloads.ts';
import type { Plan } from '../plan.ts';
import type { ShownCards } from '../shownCards.ts';
import type { Verbs } from '../verbs.ts';
import { sendClick } from './sendClick.ts';

/**
 * A click on Refresh: in place on what only the clicker sees and in their direct messages. A message older than 30 days is left as it was, and what
 * others see is never replaced by what one may see: there a fresh card answers.
 */
export const refreshClick = (verbs: Verbs, clock: Clock, shown: ShownCards) => (action: Action): Plan => {
  const plan = sendClick(verbs, shown)(action);
  return plan.show === 'message' && !mayReplace(action, clock()) ? { ...plan, replace: false } : plan;
};

const mayReplace = ({ posted }: Action, now: Date): boolean => posted === undefined || (posted.direct && now.getTime() - posted.at.getTime() <= LIVES_FOR);
