import type { SendHistory } from '../../usecases/sendHistory.ts';
import type { Message } from '../views/blocks.ts';
import { notFound, severalSends } from '../views/found.ts';
import { history } from '../views/history.ts';

export const historyMessage = (found: SendHistory): Message => {
  switch (found.found) {
    case 'one': return history(found);
    case 'several': return severalSends(found);
    case 'none': return notFound(found.asked, found.asOf);
  }
};
