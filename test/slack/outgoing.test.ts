import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/sandbox/slack/index.ts';
import type { NewItem } from '../../src/usecases/ports/outbox.ts';
import { databases } from '../support/databases.ts';
import { type Environment, type FrontDoor, openFrontDoor, TODAY } from './frontDoor.ts';

const health = (key: string, over: Partial<NewItem> = {}): NewItem => ({
  to: { operations: true }, key, body: { kind: 'source-health', source: 'the API', well: false, since: TODAY, reason: 'It refuses our token.' }, dueAt: TODAY, ...over,
});
const said = (person: Person): string[] => person.sees().map(({ visible }) => visible);

describe.each(databases)('what leaves by itself, on $name', ({ open }) => {
  let door: FrontDoor;
  const start = async (settings: Environment = {}): Promise<FrontDoor> => (door = await openFrontDoor(await open(), settings));
  afterEach(() => door.close());
  const add = (...items: NewItem[]): Promise<void> => door.store.outbox.add(door.workspaceId, items, door.now());
  const posts = (): number => door.slack.calls.filter(({ method }) => method === 'chat.postMessage').length;

  describe('for operations', () => {
    it('goes to each Admin where there is no operations channel, and once', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      const tom = await door.member('Tom Berg', 'ADMIN');
      await add(health('a'));
      await door.delivered();
      await add(health('a'));
      await door.delivered();
      for (const admin of [ana, tom]) expect(said(admin)).toEqual([expect.stringContaining('Nothing comes from the API')]);
    });

    it('goes to the operations channel, and to the Admins where it can’t', async () => {
      const { slack } = await start({ OPS_CHANNEL: 'C0000000' });
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      await add(health('a'));
      await door.delivered();
      expect(said(ana)).toEqual([expect.stringContaining('Nothing comes from the API')]);
      expect(slack.calls.some(({ method, error }) => method === 'chat.postMessage' && error === 'channel_not_found')).toBe(true);
    });

    it('is told as it is by then', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      await add(health('a'), health('b', { body: { kind: 'source-health', source: 'the API', well: true, since: TODAY, reason: '' } }));
      await door.delivered();
      expect(said(ana)).toEqual([expect.stringContaining('the API works again')]);
    });
  });

  describe('when Slack limits it', () => {
    it('waits as long as Slack says, and no longer', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      door.slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'rate limited', retryAfter: 30 }, times: 1 });
      await add(health('a'));
      await door.delivered();
      await door.forward(29_000);
      expect(said(ana)).toEqual([]);
      await door.forward(1_000);
      expect(said(ana)).toHaveLength(1);
      expect(posts()).toBe(2);
    });
  });
});
