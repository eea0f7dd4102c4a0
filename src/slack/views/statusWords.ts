import type { StatusName } from '../../domain/status.ts';
import { md, type Mrkdwn } from './mrkdwn.ts';

/**
 * A status in words. `phrase` ends the sentence "Your gift to Jane Park …"; `means` is what it means in one line; `todo` is what
 * the sender can do, where there is something.
 */
export type StatusWords = { phrase: Mrkdwn; means: Mrkdwn; todo?: Mrkdwn };

export const STATUS_WORDS: Readonly<Record<StatusName, StatusWords>> = {
  INITIATED: { phrase: md`is being created`, means: md`It has not left yet.` },
  SENT: { phrase: md`is in their inbox`, means: md`The offer was e-mailed and not opened yet.` },
  OPENED: { phrase: md`was opened`, means: md`The e-mail was viewed, the gift is not chosen yet.` },
  CLICKED: { phrase: md`was looked at`, means: md`They saw the redemption page; their e-mail is not verified yet.` },
  REDEEMED: { phrase: md`was redeemed`, means: md`They have the code. Whether it was spent is not known.` },
  EXPIRED: { phrase: md`ran out`, means: md`It was not redeemed in time.` },
  BOUNCED: {
    phrase: md`could not be e-mailed`, means: md`The e-mail bounced; the money returns.`,
    todo: md`Check the recipient’s e-mail address before you send another.`,
  },
  CONFIRMING_ADDRESS: {
    phrase: md`waits for an address`, means: md`The recipient was asked where it should go.`,
    todo: md`If it waits long, a word from you often helps.`,
  },
  CONFIRMATION_CANCELED: {
    phrase: md`was called off`, means: md`The address confirmation ran out or was canceled, and the order with it.`,
    todo: md`Ask the recipient for an address before you send another.`,
  },
  ORDER_RECEIVED: { phrase: md`is with the warehouse`, means: md`The order was taken in and has not shipped yet.` },
  FULFILLMENT_ISSUE: {
    phrase: md`is paused at the warehouse`, means: md`It was taken in but can’t ship yet; many clear by themselves.`,
    todo: md`When it lasts, Support can find out why.`,
  },
  AMAZON_FULFILLING: { phrase: md`is being prepared`, means: md`Amazon gets it ready for the warehouse.` },
  AMAZON_SHIPPED: { phrase: md`is on its way to the warehouse`, means: md`The warehouse sends it on to the recipient from there.` },
  SHIPPED: { phrase: md`is on its way`, means: md`It left for the recipient.` },
  DELIVERED: { phrase: md`arrived`, means: md`The carrier says it was delivered.` },
  UNDELIVERABLE: {
    phrase: md`could not be delivered`, means: md`Often the address, or nobody was home.`,
    todo: md`Support can look into it and needs the order or tracking number.`,
  },
  ON_HOLD: { phrase: md`is on hold`, means: md`It was stopped before it started.` },
  CANCELED: { phrase: md`was canceled`, means: md`It will not be sent.` },
  REFUNDED: { phrase: md`was refunded`, means: md`The money was credited back.` },
  FAILED: { phrase: md`failed`, means: md`It was not sent.`, todo: md`Support can say why and needs the order or tracking number.` },
  UNKNOWN: { phrase: md`has a status I don’t know`, means: md`It is shown as it came.` },
};
