import type { Hold, Status } from '../../domain/status.ts';
import type { Random } from './random.ts';

/** One thing that happened to a send. */
export type Step = { status: Status; at: Date };
type Plain = Exclude<Status['name'], 'UNKNOWN' | 'ON_HOLD'>;

const HOUR = 3600_000;
const DAY = 24;

/** A history in the making: each step some hours after the one before, skewed to the short end as waiting times are. */
class Journey {
  readonly steps: Step[] = [];
  #at: number;

  constructor(private readonly random: Random, start: Date) {
    this.#at = start.getTime();
  }

  step(status: Plain | Status, fromHours: number, toHours: number): this {
    const hours = fromHours + (toHours - fromHours) * this.random.next() ** 2;
    this.#at = Math.floor((this.#at + Math.max(hours * HOUR, 1000)) / 1000) * 1000;
    this.steps.push({ status: typeof status === 'string' ? { name: status } : status, at: new Date(this.#at) });
    return this;
  }
}

/** A kind's way through the world. `amazon`: by Amazon to the warehouse first; `confirms`: waits for the recipient's address. */
export type Route = { family: 'EGIFT' | 'PHYSICAL'; amazon: boolean; confirms: boolean };

/**
 * A believable history, told as if the world went on for ever (the caller cuts off what lies in the future). `stall`: it stops
 * somewhere on the way and stays there.
 */
export const journey = (random: Random, route: Route, createdAt: Date, stall: boolean): Step[] => {
  const way = new Journey(random, createdAt);
  way.step('INITIATED', 0, 0.01);
  if (stall ? random.chance(0.3) : random.chance(0.015)) {
    hold(way, random);
    if (stall) return way.steps;
    if (random.chance(0.4)) return canceled(way, random).steps;
  } else if (random.chance(0.003)) {
    return way.step('FAILED', 0.1, 5).steps;
  }
  return route.family === 'EGIFT' ? egift(way, random).steps : physical(way, random, route, stall).steps;
};

const HOLDS: readonly [readonly [number, Hold], ...(readonly [number, Hold])[]] = [
  [3, 'suspicious_email'], [3, 'insufficient_funds'], [4, 'pending_approval'], [1, 'pending_sendoso_approval'], [1, 'blocked'], [1, 'email_blacklist'],
  [2, 'invalid_email_format'], [1, 'unspecified'],
];
const hold = (way: Journey, random: Random): Journey => way.step({ name: 'ON_HOLD', hold: random.weighted(HOLDS) }, 0.1, 30);

const canceled = (way: Journey, random: Random): Journey => {
  way.step('CANCELED', 1, 4 * DAY);
  return random.chance(0.5) ? way.step('REFUNDED', 1, 3 * DAY) : way;
};

const egift = (way: Journey, random: Random): Journey => {
  way.step('SENT', 0.05, 12);
  if (random.chance(0.02)) return way.step('BOUNCED', 0.01, 1);
  if (random.chance(0.02)) return canceled(way, random);
  if (random.chance(0.85)) way.step('OPENED', 0.1, 6 * DAY);
  if (random.chance(0.85)) way.step('CLICKED', 0.01, 2 * DAY);
  if (random.chance(0.78)) return way.step('REDEEMED', 0.01, 8 * DAY);
  way.step('EXPIRED', 45 * DAY, 90 * DAY);
  return random.chance(0.7) ? way.step('REFUNDED', 2, 5 * DAY) : way;
};

const physical = (way: Journey, random: Random, route: Route, stall: boolean): Journey => {
  if (route.confirms) {
    way.step('CONFIRMING_ADDRESS', 0.05, 4);
    if (stall && random.chance(0.25)) return way;
    if (random.chance(0.05)) return way.step('CONFIRMATION_CANCELED', 5 * DAY, 8 * DAY);
    if (random.chance(0.015)) return canceled(way, random);
  }
  if (route.amazon) way.step('AMAZON_FULFILLING', 1, 5 * DAY).step('AMAZON_SHIPPED', 10, 3 * DAY);
  way.step('ORDER_RECEIVED', 1, 6 * DAY);
  if (stall && random.chance(0.6)) return way;
  if (stall || random.chance(0.03)) {
    way.step('FULFILLMENT_ISSUE', 12, 4 * DAY);
    if (stall) return way;
    // Many clear by themselves; some say so by stepping back.
    if (random.chance(0.5)) way.step('ORDER_RECEIVED', 6, 5 * DAY);
  }
  way.step('SHIPPED', 10, 4 * DAY);
  if (!random.chance(0.02)) return way.step('DELIVERED', 20, 9 * DAY);
  way.step('UNDELIVERABLE', 2 * DAY, 9 * DAY);
  // Corrections happen: what could not be delivered was, after all; or it came back and the money with it.
  if (random.chance(0.25)) return way.step('DELIVERED', 5, 3 * DAY);
  return random.chance(0.4) ? way.step('REFUNDED', 2 * DAY, 12 * DAY) : way;
};
