import type { Send } from './send.ts';
import { knownKind } from './send.ts';
import type { StatusName } from './status.ts';

/** The statuses in which an order can go stale. */
export const STALLING = ['ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'CONFIRMING_ADDRESS'] as const;
export type Stalling = (typeof STALLING)[number];

/** After how many days (24 hours each) a send is stale; a kind may have its own. */
export type Threshold = { days: number; byKind: Readonly<Record<string, number>> };
export type Thresholds = Readonly<Record<Stalling, Threshold>>;

export const DAY = 24 * 3600_000;

/** How many days before an address can't be confirmed any more that is its sender's matter. Our choice: long enough to ask, short enough to matter. */
export const ENDS_SOON_DAYS = 3;
const soon = (now: Date): Date => new Date(now.getTime() + ENDS_SOON_DAYS * DAY);

/**
 * How long a send has stood in a status that can go stale: whole days since, the days it may, and whether that is over. `ends`: when it ends by
 * itself, where the data says so; then it is stale some days before, too.
 */
export type StallClock = { day: number; of: number; stale: boolean; ends?: Date };

const isStalling = (name: StatusName): name is Stalling => STALLING.some((each) => each === name);
const daysFor = (threshold: Threshold, kind: string): number => threshold.byKind[knownKind(kind) ?? kind] ?? threshold.days;

type Staying = Pick<Send, 'status' | 'since' | 'kind' | 'confirmBy'>;

/** Undefined for a status that does not go stale. "Over 7 days" means more than 7 × 24 hours. */
export const stallClock = (send: Staying, now: Date, thresholds: Thresholds): StallClock | undefined => {
  const { name } = send.status;
  if (!isStalling(name)) return undefined;
  const of = daysFor(thresholds[name], send.kind);
  const elapsed = now.getTime() - send.since.getTime();
  const ends = name === 'CONFIRMING_ADDRESS' ? send.confirmBy : undefined;
  const stale = elapsed > of * DAY || (ends !== undefined && ends < soon(now));
  return { day: Math.max(0, Math.floor(elapsed / DAY)), of, stale, ...(ends && { ends }) };
};

/** A send with its clock, as lists and cards show it. */
export type Clocked = { send: Send; stall: StallClock | undefined };
export const clocked = (send: Send, now: Date, thresholds: Thresholds): Clocked => ({ send, stall: stallClock(send, now, thresholds) });

export const isStale = (send: Staying, now: Date, thresholds: Thresholds): boolean =>
  stallClock(send, now, thresholds)?.stale ?? false;

/**
 * A stretch of (status, since) in an index: the same rule as `isStale` and `needsSender`, in the form a query can walk.
 * `kinds` limits it to some kinds or to all but some; `since` is compared strictly. `ends`: only what ends by itself before, by the data.
 */
export type Window = {
  status: StatusName;
  kinds: { only: readonly string[] } | { except: readonly string[] };
  before: Date | undefined;
  after: Date | undefined;
  ends?: Date;
};

/** Every stretch of stale sends, one per status and threshold, and those that are not over it but end soon. A send is stale exactly when it lies in one of them. */
export const staleWindows = (now: Date, thresholds: Thresholds): (Window & { before: Date; days: number })[] =>
  STALLING.flatMap((status): (Window & { before: Date; days: number })[] => {
    const { days, byKind } = thresholds[status];
    const before = (limit: number): Date => new Date(now.getTime() - limit * DAY);
    const own = Object.entries(byKind).map(([kind, limit]) => ({
      status, kinds: { only: [kind] }, before: before(limit), after: undefined, days: limit,
    }));
    const long = [{ status, kinds: { except: Object.keys(byKind) }, before: before(days), after: undefined, days }, ...own];
    if (status !== 'CONFIRMING_ADDRESS') return long;
    // Times have no milliseconds: after the one before is from then on.
    return [...long, ...long.map((each) => ({ ...each, after: new Date(each.before.getTime() - 1), before: soon(now), ends: soon(now) }))];
  });

/** After how many times its threshold a stale send is its team's managers' matter, too. Our choice. */
const ESCALATES_AFTER = 2;
const times = ({ days, byKind }: Threshold, factor: number): Threshold =>
  ({ days: days * factor, byKind: Object.fromEntries(Object.entries(byKind).map(([kind, limit]) => [kind, limit * factor])) });

/** Every stretch of sends that stay so long that managers are told. */
export const escalationWindows = (now: Date, thresholds: Thresholds): ReturnType<typeof staleWindows> => staleWindows(now, {
  ORDER_RECEIVED: times(thresholds.ORDER_RECEIVED, ESCALATES_AFTER),
  FULFILLMENT_ISSUE: times(thresholds.FULFILLMENT_ISSUE, ESCALATES_AFTER),
  CONFIRMING_ADDRESS: times(thresholds.CONFIRMING_ADDRESS, ESCALATES_AFTER),
}).filter(({ ends }) => ends === undefined);

/** For how many days a lost send (bounced, undeliverable, failed, …) still asks its sender to act. Our choice: after a month it is history. */
export const LOST_MATTERS_DAYS = 30;

/** Every stretch of sends that came back within the last month: parcels that could not be delivered, e-mails that bounced. */
export const returnedWindows = (now: Date): Window[] => (['UNDELIVERABLE', 'BOUNCED'] as const).map((status) => ({
  status, kinds: { except: [] }, before: undefined, after: new Date(now.getTime() - LOST_MATTERS_DAYS * DAY),
}));

/** Every stretch of sends that ask their sender to act: in trouble now, lost within the last month, or stale. */
export const attentionWindows = (now: Date, thresholds: Thresholds): Window[] => {
  const lostAfter = new Date(now.getTime() - LOST_MATTERS_DAYS * DAY);
  const every = { except: [] };
  const trouble = (['FULFILLMENT_ISSUE', 'ON_HOLD'] as const).map((status) => ({ status, kinds: every, before: undefined, after: undefined }));
  const lost = (['BOUNCED', 'CONFIRMATION_CANCELED', 'UNDELIVERABLE', 'FAILED'] as const).map((status) => ({
    status, kinds: every, before: undefined, after: lostAfter,
  }));
  const stale = staleWindows(now, thresholds).filter(({ status }) => status !== 'FULFILLMENT_ISSUE');
  return [...trouble, ...lost, ...stale];
};

export const inWindow = (window: Window, send: Staying): boolean =>
  send.status.name === window.status &&
  ('only' in window.kinds ? window.kinds.only.includes(send.kind) : !window.kinds.except.includes(send.kind)) &&
  (window.before === undefined || send.since < window.before) &&
  (window.after === undefined || send.since > window.after) &&
  (window.ends === undefined || (send.confirmBy !== undefined && send.confirmBy < window.ends));

/** Whether a send asks its sender to act. */
export const needsSender = (send: Staying, now: Date, thresholds: Thresholds): boolean =>
  attentionWindows(now, thresholds).some((window) => inWindow(window, send));
