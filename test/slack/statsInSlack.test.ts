import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import type { KnownStatus } from '../../src/domain/status.ts';
import { memberId } from '../support/builders.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

/** Statuses other than a hold, on these days of November. */
type Way = readonly (readonly [Exclude<KnownStatus, 'ON_HOLD'>, number])[];
const way = (...steps: Way) => steps.map(([name, day]) => ({ status: { name }, at: new Date(Date.UTC(2026, 10, day, 9)), approximate: false }));

describe.each([quickest])('figures in Slack, on $name', ({ open }) => {
  let door: FrontDoor;
  let sam: Person;
  let kim: Person;
  let ana: Person;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
    ana = door.slack.user({ name: 'Ana Ruiz', email: emailOf('Ana Ruiz') });
    sam = await door.member('Sam Lee');
    kim = await door.member('Kim Cho', 'MANAGER', ['EMEA']);
    const tom = { senderName: 'Tom Berg', senderEmail: emailOf('Tom Berg') };
    const egift = { kind: 'eGifts USA', campaign: { name: 'Spring' } };
    const cost = (cents: number) => ({ cost: { cents, currency: 'USD' } });
    await door.sends(
      numbered(1, { ...cost(5000), observations: way(['ORDER_RECEIVED', 2], ['SHIPPED', 4], ['DELIVERED', 8]) }),
      numbered(2, { ...cost(2500), observations: way(['ORDER_RECEIVED', 2], ['SHIPPED', 6]) }),
      numbered(3, { ...cost(1000), observations: way(['ORDER_RECEIVED', 3]) }),
      numbered(4, { ...egift, ...cost(900), observations: way(['SENT', 1], ['OPENED', 2], ['REDEEMED', 5]) }),
      numbered(5, { ...egift, ...cost(900), observations: way(['SENT', 1], ['BOUNCED', 2]) }),
      numbered(6, { ...egift, ...cost(70_000), observations: way(['SENT', 1], ['CANCELED', 2]) }),
      numbered(7, { ...tom, ...cost(123_400), campaign: { name: 'Secret of Tom' }, observations: way(['ORDER_RECEIVED', 2], ['SHIPPED', 4]) }),
      numbered(8, { ...tom, team: 'APAC', observations: way(['ORDER_RECEIVED', 2], ['UNDELIVERABLE', 4]) }),
    );
    await ana.types('/sends whoami');
  });
  afterAll(() => door.close());

  it('count what somebody may see, how far it came and how fast', async () => {
    const { visible, ephemeral } = await sam.types('/sends stats');
    expect(ephemeral).toBe(true);
    expect(visible).toContain('6 sends');
    expect(visible).toMatch(/Order Received 3 · 100%\n.* Shipped 2 · 67% · half within 3 days\n.* Delivered 1 · 33% · half within 4 days/);
    // Redeemed proves that it was clicked, whoever did not tell; how long that took is not known.
    expect(visible).toMatch(/Sent 3 · 100%\n.* Opened 1 · 33% · half within 1 day\n.* Clicked 1 · 33%\n.* Redeemed 1 · 33%(\n|$)/);
    expect(visible).toContain('*Stuck* 1 · *Came back* 1 · 1 Bounced');
    expect(visible).toContain('85.00 USD  Q4 Thank You · 3 sends\n18.00 USD  Spring · 2 sends');
    expect(visible).not.toContain('Tom');
  });

  it('reach as far as a list does: a Manager’s teams, everything for an Admin', async () => {
    const hers = (await kim.types('/sends stats')).visible;
    expect(hers).toContain('7 sends');
    expect(hers).toContain('1,234.00 USD  Secret of Tom');
    expect((await ana.types('/sends stats all')).visible).toContain('8 sends');
    expect((await ana.types('/sends stats all status:undeliverable')).visible).toContain('*Came back* 1 · 1 Undeliverable');
    expect((await kim.types('/sends stats mine')).visible).toContain('Nothing matches');
    expect((await sam.types('/sends stats team from:"Tom Berg"')).visible).toContain('Nothing matches');
  });

  it('are narrowed like any list', async () => {
    const { visible } = await sam.types('/sends stats kind:egift since:2026-11-01');
    expect(visible).toContain('3 sends');
    expect(visible).toContain('Only: eGifts');
    expect(visible).not.toContain('Physical gifts');
    expect((await sam.types('/sends stats stale')).visible).toContain('There is no list called “stale”');
    expect((await sam.types('/sends stats with:address')).visible).toContain('There is no filter called “with”');
  });

  it('are of the newest sends where there are too many, and say so', async () => {
    const limits = { now: door.now(), cap: 2, campaigns: 1 };
    const figures = await door.store.stats.figures(door.workspaceId, { everything: true }, NO_FILTER, memberId('00000000-0000-4000-8000-000000000001'), limits);
    expect(figures.total).toEqual({ count: 2, more: true });
    expect(Object.values(figures.counts).reduce((sum, each) => sum + each, 0)).toBe(2);
    expect(figures.costs.length).toBeLessThanOrEqual(1);
  });
});
