/** One life of an instance that reads all sends: `DATABASE API_URL TOKEN`, where DATABASE is PostgreSQL's address or a folder. Says when it begins and when it is done. */
import { connectProvider } from '../../../src/sources/sendoso/connect.ts';
import { openStore } from '../../../src/store/open.ts';
import { syncSends } from '../../../src/usecases/sync/syncSends.ts';
import { NOW, UNLIMITED } from './stage.ts';

const [database = '', apiUrl = '', token = ''] = process.argv.slice(2);
const store = await openStore({ ...(database.startsWith('postgres') ? { databaseUrl: database, dataDir: '' } : { dataDir: database }), owner: 'a life' });
const { id: workspaceId } = await store.workspaces.create('killed', undefined);
const clock = (): Date => NOW;
const me = 'a life';
const provider = connectProvider({ apiUrl, access: { kind: 'token', token }, workspaceId, store, clock, pause: async () => undefined, random: () => 0.5, me, limit: UNLIMITED });
const { sweep } = syncSends({ ...store, provider, clock, me, lateAfter: () => 900_000, broke: (key) => { throw new Error(`${key} could not be stored`); } });
// The life before has no use for it any more; otherwise the others would wait a minute.
await store.syncs.letGo(workspaceId, provider.name, { name: me, ms: 0 });
process.stdout.write('begins\n');
const outcome = await sweep({ workspaceId, signal: new AbortController().signal, begin: true });
process.stdout.write(`${outcome.result}\n`);
await store.close();
