import { type CancelRequest, meaningOf, nextState, type ProviderNews } from '../../domain/cancelRequest.ts';
import type { MemberId, SendId } from '../../domain/ids.ts';
import { statusDetail } from '../../domain/status.ts';
import type { Writes } from '../ports/cancels.ts';
import { auditOf, ending, movedItems, wentOutItems } from './tell.ts';

/** What a source newly said of a send. */
export type SendNews = ProviderNews & { sendId: SendId; sender: MemberId; since: Date };

const BY = { actor: 'source', door: 'data' } as const;

/** What news makes of a request: it settles it, or has operations told. Undefined: nothing. */
export const settleByNews = (request: CancelRequest, news: SendNews, managers: readonly MemberId[], now: Date): Writes | undefined => {
  const concerned = { request, sendId: news.sendId, sender: news.sender, managers };
  const meaning = meaningOf(request, news);
  switch (meaning) {
    case undefined: return undefined;
    case 'moved': {
      const tell = movedItems(concerned, `${news.current.name}:${statusDetail(news.current).slice(0, 40)}:${news.since.getTime()}`, now);
      return tell.length > 0 ? { audit: [], tell } : undefined;
    }
    case 'went-out': return {
      change: { id: request.id, to: request.state, wentOutAt: now },
      audit: [{ ...auditOf(concerned, request.state, request.state, BY, now), verb: 'cancel-went-out' }],
      tell: wentOutItems(concerned, now),
    };
    case 'proven': case 'overtaken': {
      const to = nextState(request.gateway, request.state, { by: 'provider', says: meaning });
      return to && ending(concerned, { id: request.id, to }, BY, now);
    }
  }
};
