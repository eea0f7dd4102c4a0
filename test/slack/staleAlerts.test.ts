import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DAY } from '../../src/domain/staleness.ts';
import { PICKED } from '../../src/slack/views/supportSeveral.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { raiseStaleAlerts } from '../../src/usecases/raiseStaleAlerts.ts';
import { quickest } from '../support/databases.ts';
import { type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const THRESHOLDS = { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };
const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY);

describe.each([quickest])('a send that does not move, on $name', ({ open }) => {
  let door: FrontDoor;
  let sam: Person;
  let mia: Person;
  let max: Person;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
    sam = await door.member('Sam Lee');
    mia = await door.member('Mia Chen', 'MANAGER', ['EMEA']);
    max = await door.member('Max Roth', 'MANAGER', ['EMEA']);
    for (const person of [sam, mia, max]) await person.types('/sends whoami');
    await door.sends(numbered(1, { recipientName: 'Jane Park', observations: [{ status: { name: 'ORDER_RECEIVED' }, at: daysBefore(TODAY, 8), approximate: false }] }));
  });
  afterAll(() => door.close());

  const look = async (): Promise<void> => {
    await raiseStaleAlerts({ stale: door.store.stale, thresholds: THRESHOLDS })(door.workspaceId, door.now());
    await door.delivered();
  };
  const newest = (person: Person) => {
    const said = person.sees().at(-1);
    if (!said) throw new Error('nothing was said');
    return said;
  };

  it('is told to its sender as a card that says how long, what it means and what to do; once', async () => {
    await look();
    await look();
    const card = newest(sam);
    expect(card.visible).toContain('Still not shipped: Jane Park’s gift, 8 days in Order Received');
    expect(card.visible).toContain('Day 8, past the 7 it should take. Support can find out why.');
    expect(card.menus.map(({ options }) => options.map(({ label }) => label))).toContainEqual(['1 day', '3 days', 'Until it moves']);
    expect(sam.sees().filter(({ visible }) => visible.includes('Still not shipped'))).toHaveLength(1);
    expect((await sam.types('/sends stale')).visible).toContain('Jane Park');
  });

  it('is quiet for as long as it is snoozed, and then told again under its card', async () => {
    const menu = newest(sam).menus.find(({ action_id: id }) => id === 'notice_snooze');
    const answer = await sam.clicks({ on: newest(sam), action_id: 'notice_snooze', value: menu?.options[0]?.value ?? '' });
    expect(answer.visible).toContain('I remind you after');
    const before = sam.sees().length;
    await door.forward(DAY / 2);
    await look();
    expect(sam.sees()).toHaveLength(before);
    await door.forward(DAY);
    await look();
    expect(newest(sam).visible).toContain('9 days in Order Received');
  });

  it('reaches its team’s managers after twice the days, in their morning, and one of them takes it', async () => {
    await door.forward(5 * DAY); // the night to Friday
    await look();
    await door.forward(DAY / 2);
    const [toMia, toMax] = [newest(mia), newest(max)];
    expect(toMia.visible).toContain('1 gift of your teams stays twice as long as it should');
    expect(toMia.visible).toContain('Jane Park');
    expect((await toMia.press('I’ll take it')).visible).toContain('You have it');
    await door.delivered();
    expect(toMax.now().visible).toContain('Mia Chen has it');
    expect(toMax.now().buttons.map(({ label }) => label)).not.toContain('I’ll take it');
    expect((await max.presses(toMax, 'I’ll take it')).visible).toContain('Mia Chen has it already');
    expect(toMia.now().visible).toContain('Mia Chen has it');
  });

  it('is told in one message when they are many', async () => {
    const at = daysBefore(door.now(), 4);
    await door.sends(...Array.from({ length: 7 }, (_, i) => numbered(100 + i, {
      recipientName: `Person ${i}`, observations: [{ status: { name: 'FULFILLMENT_ISSUE' as const }, at, approximate: false }],
    })));
    await door.delivered();
    await look();
    const said = newest(sam);
    expect(said.visible).toContain('7 gifts do not move');
    expect(said.menus).toHaveLength(7);
  });

  it('can be ticked with others into one message to Support', async () => {
    await (await sam.types('/sends stale')).press('Contact Support about several…');
    const picking = await sam.modalFilled('Which of them');
    const ids = picking.blocks.flatMap(({ element }) => z.object({ options: z.array(z.object({ value: z.string() })) }).parse(element ?? { options: [] }).options.map(({ value }) => value));
    expect(ids.length).toBeGreaterThan(2);
    const { errors } = await sam.submits({ [PICKED.block]: { [PICKED.action]: ids.slice(0, 2) } });
    expect(errors).toEqual({});
    const written = await sam.modalFilled('The message is written');
    expect(written.visible.match(/Order #\d+/g)).toHaveLength(2);
    expect(written.visible).toContain('Please look at each of them');
    expect(written.visible).not.toMatch(/Person|Jane/);
  });

  it('is told some days before its address can’t be confirmed any more, with until when it can', async () => {
    const [at, confirmBy] = [daysBefore(door.now(), 1), daysBefore(door.now(), -2)];
    await door.sends(numbered(300, { recipientName: 'Ann Late', confirmBy, observations: [{ status: { name: 'CONFIRMING_ADDRESS' }, at, approximate: false }] }));
    await look();
    expect(newest(sam).visible).toContain('Still no address: Ann Late’s gift, 1 day in Confirming Address');
    expect(newest(sam).visible).toMatch(/Day 1 of 5\. Last day to confirm the address: [^.]+\. A word from you to the recipient often helps\./);
  });

  it('that has moved, or is not wanted at once, is not told', async () => {
    const before = sam.sees().length;
    await door.sends(numbered(200, { observations: [{ status: { name: 'FULFILLMENT_ISSUE' }, at: daysBefore(door.now(), 4), approximate: false }] }));
    await raiseStaleAlerts({ stale: door.store.stale, thresholds: THRESHOLDS })(door.workspaceId, door.now());
    await door.sends(numbered(200, { observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] }));
    await door.delivered();
    expect(sam.sees().slice(before).filter(({ visible }) => visible.includes('Still not shipped'))).toEqual([]);
  });
});
