import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalProvider, startLocalProvider } from '../../src/sandbox/provider/index.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { createSyncing } from '../../src/syncing.ts';
import { readCliConfig } from '../../src/config.ts';
import { type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const minutesAgo = (minutes: number): Date => new Date(TODAY.getTime() - minutes * 60_000);
const LATE = 'older than it should be';

describe.each([quickest])('how fresh data is, in Slack', ({ open }) => {
  let db: TestDatabase;
  let door: FrontDoor;
  let provider: LocalProvider;
  let sam: Person;
  beforeAll(async () => {
    db = await open();
    door = await openFrontDoor(db);
    sam = await door.member('Sam Lee');
    provider = await startLocalProvider({ limits: 'none', clock: () => TODAY });
  });
  afterAll(async () => {
    await provider.stop();
    await door.close();
  });
  afterEach(() => provider.faults.clear());

  const asked = async (typed: string): Promise<string> => {
    // How old the data is may be told again within a second.
    await door.store.workspaces.markSourceRead(door.workspaceId, 'CSV', minutesAgo(60));
    return JSON.stringify(await sam.types(typed));
  };
  const answers = async (): Promise<string[]> => [
    await asked('/send 1234'), await asked('/sends mine'), await asked('/sends stale'), await asked('/sends stats'), await asked('/sends whoami'), await asked('/send 99999'),
  ];

  it('is said by every answer when a source is past its time, and no longer when it is read again', async () => {
    await door.sends(numbered(1234, {}));
    await door.store.sources.note(door.workspaceId, 'API', { well: true, at: minutesAgo(40), dueAt: minutesAgo(20) });
    for (const answer of await answers()) expect(answer).toContain(LATE);
    const config = readCliConfig({ SENDOSO_API_URL: provider.apiUrl, SENDOSO_ACCESS_TOKEN: provider.oauth.grant() });
    const { access } = config.provider;
    if (!access) throw new Error('no access');
    const { verbs } = createSyncing({ config, access, store: door.store, clock: () => TODAY, pause: async () => undefined, broke: () => undefined }, door.workspaceId);
    expect(await verbs.readNew({ workspaceId: door.workspaceId, signal: new AbortController().signal })).toMatchObject({ result: 'done' });
    for (const answer of await answers()) expect(answer).not.toContain(LATE);
  });
});
