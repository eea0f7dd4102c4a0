import type { Claim } from '../usecases/ports/outbox.ts';
import type { Delivery } from '../usecases/deliverOutbox.ts';

/** Waits so many ms, or until the signal; never rejects. */
type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export type PollerDeps = {
  delivery: Delivery;
  pause: Pause;
  /** Told when the outbox can't be looked into, once, and when it can again. */
  failed: (error: unknown) => void;
  recovered: () => void;
  /** Stops it: nothing more is begun. */
  signal: AbortSignal;
};

export type Poller = {
  /** Delivers all that is due now; resolves when nothing is. */
  drain(): Promise<void>;
  /** Resolves when it was stopped and what was under way is done. */
  stopped: Promise<void>;
};

/** Mailboxes worked at at once. */
const AT_ONCE = 20;
/** Between two looks into an outbox in which nothing is due: fewer than two queries a second. In ms. */
const IDLE = 1_000;

/** Looks into the outbox as long as there is something in it, and every moment when there is not. */
export const startPoller = ({ delivery, pause, failed, recovered, signal }: PollerDeps): Poller => {
  const underWay = new Set<Promise<unknown>>();
  let well = true;

  const work = (claim: Claim): void => {
    const working: Promise<unknown> = delivery.workAt(claim).finally(() => underWay.delete(working));
    underWay.add(working);
  };
  let looking: Promise<boolean> = Promise.resolve(false);
  /** Begins what is due, as far as there is room; false when nothing more is due. One look at a time. */
  const look = (): Promise<boolean> => {
    looking = looking.then(async () => {
      const room = AT_ONCE - underWay.size;
      if (room <= AT_ONCE / 2 || signal.aborted) return !signal.aborted;
      const claims = await delivery.claim(room);
      for (const claim of claims) work(claim);
      return claims.length > 0;
    });
    return looking;
  };
  const safely = async (): Promise<boolean> => {
    try {
      const more = await look();
      if (!well) recovered();
      well = true;
      return more;
    } catch (error) {
      looking = Promise.resolve(false);
      if (well) failed(error);
      well = false;
      return false;
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const more = await safely();
      if (more && underWay.size > 0) await Promise.race(underWay);
      else await pause(IDLE, signal);
    }
  };
  const stopped = run().then(async () => void (await Promise.all(underWay)));
  return {
    drain: async () => {
      do await Promise.all(underWay);
      while ((await look()) || underWay.size > 0);
    },
    stopped,
  };
};
