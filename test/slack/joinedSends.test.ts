import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { type FrontDoor, openFrontDoor, record } from './frontDoor.ts';

/** Sends known by one name each, and then by both. */
const byId = record({ names: [{ scheme: 'id', value: 'ext-7' }], gift: 'Mug', observations: [{ status: { name: 'ORDER_RECEIVED' }, at: new Date('2026-11-18T09:00:00Z'), approximate: false }] });
const byGid = record({ names: [{ scheme: 'provider', value: 'gid-7' }], gift: 'Mug', observations: [{ status: { name: 'SHIPPED' }, at: new Date('2026-11-20T11:00:00Z'), approximate: false }] });
const proof = record({ names: [...byId.names, ...byGid.names], gift: 'Mug', observations: byGid.observations });

describe.each(databases.slice(0, 1))('a gift that was taken for two, on $name', ({ open }) => {
  let door: FrontDoor;
  beforeAll(async () => {
    door = await openFrontDoor(await open());
  });
  afterAll(() => door.close());

  it('is one as soon as a source says so: old buttons show it, both numbers find it, and nothing is told again', async () => {
    const sam = await door.member('Sam Lee');
    await sam.types('/sends whoami');
    await door.store.workspaces.markSourceRead(door.workspaceId, 'CSV', door.now());
    await door.sends(byId);
    await door.sends(byGid);
    const old = await sam.types('/send T-2');
    expect(old.visible).toContain('Shipped');
    await door.delivered();
    expect(sam.sees().map(({ visible }) => visible)).toEqual([expect.stringContaining('Your gift to Jane Park is on its way')]);

    await door.sends(proof);
    await door.delivered();
    expect(sam.sees()).toHaveLength(1);
    for (const asked of ['/send T-1', '/send T-2', '/send ext-7', '/send gid-7']) expect((await sam.types(asked)).visible).toContain('#T-1');
    await old.press('Details');
    const details = await sam.modalFilled('Recent updates');
    expect(details.visible).toContain('T-1');
    expect(details.visible).toContain('Order Received');
    expect((await old.press('send_refresh')).visible).toContain('#T-1');
    const [card] = sam.sees();
    if (!card) throw new Error('no card');
    expect(card.visible).toContain('#T-1');
    expect((await card.press('notice_mute')).visible).toContain('Jane Park');
    expect((await sam.types('/sends mine')).visible).toContain('1 in all');
    expect((await sam.types('/send T-1 history')).visible).toContain('The provider showed that two sends are this one');
  });
});
