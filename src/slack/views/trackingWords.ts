import type { Send, Tracking } from '../../domain/send.ts';
import { trackingLink, type TrackingLink } from '../../domain/tracking/link.ts';
import { code, either, join, link, md, type Mrkdwn, plain } from './mrkdwn.ts';

const CANDIDATES_NAMED = 4;

const parcel = (found: TrackingLink): Mrkdwn => {
  switch (found.kind) {
    case 'link': return join([found.carrier, link(found.url, found.number ?? 'tracking page')], ' ');
    case 'candidates': {
      const pages = found.candidates.slice(0, CANDIDATES_NAMED).map(({ carrier, url }) => link(url, carrier));
      return md`${code(found.number)}, by ${either(pages)}`;
    }
    case 'text': return join([found.carrier === undefined ? undefined : plain(found.carrier, 40), code(plain(found.number ?? ''))], ' ');
  }
};

/**
 * "UPS 1Z999AA10123456784", linked where one page is sure, with a link to each where several carriers fit. A parcel on its way to the
 * warehouse says so. Undefined when there is nothing to show.
 */
export const trackingText = (tracking: Tracking): Mrkdwn | undefined => {
  const found = trackingLink(tracking);
  if (!found) return undefined;
  return tracking.toWarehouse ? md`${parcel(found)} (to the warehouse)` : parcel(found);
};

/** The tracking of a physical send at the top of its card, or that there is none yet. */
export const trackingLine = ({ status, tracking }: Send): Mrkdwn | undefined =>
  (tracking && trackingText(tracking)) ?? (status.name === 'SHIPPED' ? md`No tracking number yet.` : undefined);

/** The page a Track button opens: only where one page is sure. */
export const trackingAddress = (tracking: Tracking | undefined): string | undefined => {
  const found = tracking && trackingLink(tracking);
  return found?.kind === 'link' ? found.url : undefined;
};
