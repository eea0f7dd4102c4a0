import type { SendHistory } from '../../usecases/sendHistory.ts';
import type { Message } from '../views/blocks.ts';
import { notFound, severalSends } from '../views/found.ts';
import { history } from '../views/history.ts';

/** The send that "1234 history" or "history 1234" is about; undefined for anything else. */
export const historyOf = (asked: string): string | undefined => {
  const [, before] = /^(.+)\s+history$/i.exec(asked) ?? [];
  const [, behind] = /^history\s+(.+)$/i.exec(asked) ?? [];
  return before ?? behind;
};

export const historyMessage = (found: SendHistory): Message => {
  switch (found.found) {
    case 'one': return history(found);
    case 'several': return severalSends(found);
    case 'none': return notFound(found.asked, found.asOf);
  }
};
