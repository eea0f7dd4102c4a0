import pg from 'pg';
import { z } from 'zod';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { staleWindows, type Thresholds } from '../../src/domain/staleness.ts';
import { openStore } from '../../src/store/open.ts';
import type { SendRecord, Store } from '../../src/usecases/ports.ts';
import { raiseStaleAlerts } from '../../src/usecases/raiseStaleAlerts.ts';
import { interleaved, timed } from './measure.ts';
import type { Measured, Part } from './part.ts';
import type { Stage } from './stage.ts';
import { WORLD_ENDS } from './world.ts';

const THRESHOLDS: Thresholds = { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };
const TICK = 10 * 60_000;
const PEOPLE = 1000;
const OPEN = { full: 1_000_000, small: 100_000 };

type World = { store: Store; client: pg.Client; workspace: WorkspaceId };

/** One send of each status an order can be stuck in, from which the others are made. */
const FIRST = (['ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'CONFIRMING_ADDRESS'] as const).map((name, i): SendRecord => ({
  names: [{ scheme: 'number', value: String(i + 1) }], senderEmail: 'person0@corp.example', team: 'EMEA', kind: 'Inventoried Sends', campaign: { name: 'Q4 Thank You' }, gift: 'Mug',
  recipientName: 'Jane Park', recipientCompany: 'Acme', createdAt: WORLD_ENDS, observations: [{ status: { name }, at: WORLD_ENDS, approximate: false }],
}));

const indexRow = z.array(z.object({ name: z.string(), definition: z.string() }));

/** Open sends of a thousand people, begun evenly over the days they may take, one in twenty over them. Indexes are built as they would have grown. */
const fill = async ({ store, client, workspace }: World, open: number): Promise<void> => {
  const people = Array.from({ length: PEOPLE }, (_, i) => ({ name: `Person ${i}`, email: `person${i}@corp.example`, role: i % 100 === 0 ? 'MANAGER' as const : 'SENDER' as const, teams: ['EMEA'] }));
  await store.members.save(workspace, people, { dryRun: false, by: { actor: 'operator', door: 'CLI', at: WORLD_ENDS } });
  await store.recorder.record(workspace, FIRST, { source: 'CSV', now: WORLD_ENDS, dryRun: false });
  const found = await client.query("SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = 'sends' AND indexdef NOT LIKE '%UNIQUE%'");
  const indexes = indexRow.parse(found.rows);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  // Neither counts nor references: what is measured reads none of them.
  await client.query('SET session_replication_role = replica');
  await client.query(`INSERT INTO sends SELECT more.* FROM (SELECT g, 1 + g % 3 AS which, CASE 1 + g % 3 WHEN 1 THEN 7 WHEN 2 THEN 3 ELSE 5 END AS days FROM generate_series(4, $2::int) g) each
    JOIN sends s ON s.number = which::text, (SELECT array_agg(id ORDER BY id) AS ids FROM members) m, jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'number', g,
      'sender_id', m.ids[1 + g % ${PEOPLE}], 'listed_at', s.listed_at - g * interval '1 second', 'search_text', s.search_text || ' ' || md5(g::text),
      'status_since', $1::timestamptz - days * interval '1 day' * CASE WHEN g % 20 = 0 THEN 1 + random() ELSE random() END)) more`, [WORLD_ENDS, open]);
  await client.query('SET session_replication_role = DEFAULT');
  for (const { definition } of indexes) await client.query(definition);
  await client.query('VACUUM ANALYZE');
};

/** How long the stale ones take to be counted by index, nothing more, in ms. */
const counting = ({ client, workspace }: World) => async (now: Date): Promise<number> => {
  const arms = staleWindows(now, THRESHOLDS).map(({ status, before }) => `SELECT count(*) FROM sends WHERE workspace_id = '${workspace}' AND status = '${status}' AND status_since < '${before.toISOString()}'`);
  return timed(() => client.query(`SELECT sum(count) FROM (${arms.join(' UNION ALL ')}) each`));
};

const measureLate = async (stage: Stage): Promise<Measured[]> => {
  const { url, drop } = await stage.emptyDatabase();
  const store = await openStore({ databaseUrl: url, dataDir: '', owner: 'the bench' });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const world = { store, client, workspace: (await store.workspaces.create('Corp', 'T1')).id };
    const open = stage.small ? OPEN.small : OPEN.full;
    await fill(world, open);
    const look = raiseStaleAlerts({ stale: store.stale, thresholds: THRESHOLDS });
    const alerts = async (): Promise<number> => Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM stale_alerts')).rows[0]?.n);
    let now = WORLD_ENDS;
    const count = counting(world);
    const first = await interleaved(1, () => count(now), () => timed(() => look(world.workspace, now)));
    const raised = await alerts();
    await client.query('VACUUM ANALYZE');
    await look(world.workspace, now);
    const steady = await interleaved(stage.sizes.rounds, () => count(now), () => timed(() => look(world.workspace, now)));
    if ((await alerts()) !== raised) throw new Error('a look raised what it had raised');
    const next = async (): Promise<number> => {
      now = new Date(now.getTime() + TICK);
      return timed(() => look(world.workspace, now));
    };
    const moving = await interleaved(stage.sizes.rounds, () => count(now), next);
    const each = Math.round(((await alerts()) - raised) / stage.sizes.rounds);
    const [many, known, fresh] = [open, raised, each].map((value) => value.toLocaleString('en-US'));
    return [
      { name: `a stale check over ${many} open sends, ${known} of them known to be late, to counting these by index`, unit: 'ms', ...steady, floor: { atMost: 3 } },
      { name: `the same when ${fresh} have become late since the last, each with its alert written`, unit: 'ms', ...moving, floor: undefined },
      { name: `the first look of all, which writes an alert for each of ${known}`, unit: 'ms', ...first, floor: undefined },
    ];
  } finally {
    await client.end();
    await store.close();
    await drop();
  }
};

/** How long a look for sends that stay too long takes, where almost all of them are known already. */
export const lateSends: Part = { name: 't', on: ['PostgreSQL'], measure: measureLate };
