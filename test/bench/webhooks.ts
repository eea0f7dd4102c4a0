import http from 'node:http';
import pg from 'pg';
import { aSecret, signed } from '../support/webhooks.ts';
import { freePort } from '../support/postgres.ts';
import { startOurs } from './bots.ts';
import { startChild } from './childProcess.ts';
import { interleaved } from './measure.ts';
import type { Measured, Part } from './part.ts';
import type { Stage } from './stage.ts';
import { WORLD_ENDS } from './world.ts';

const AT_ONCE = 32;
const WEBHOOK_SECRET = aSecret('bench');
const EVENTS = ['order_received', 'shipped', 'delivered'];

type Poster = { post(n: number): Promise<void>; close(): void };

/** Posts signed per-event deliveries, each for the next of the sends that there are; each must be acknowledged. */
const posterTo = (url: string, gids: readonly string[]): Poster => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  // Newer than all that the world knows, and too old to be told anybody: what is measured is the taking, not what Slack is told later.
  const start = WORLD_ENDS.getTime() + 24 * 3_600_000;
  return {
    post: (n) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify({ send_gid: gids[n % gids.length], status_changed_at: new Date(start + n * 1000).toISOString() });
        const headers = { ...signed(WEBHOOK_SECRET, body, { id: `msg_${n}`, at: new Date() }), 'content-length': Buffer.byteLength(body) };
        const request = http.request(`${url}/webhooks/sendoso/${EVENTS[Math.floor(n / gids.length) % EVENTS.length]}`, { method: 'POST', agent, headers }, (response) => {
          response.resume();
          if (response.statusCode === 200) response.once('end', () => resolve());
          else reject(new Error(`a webhook was answered ${response.statusCode}`));
        });
        request.once('error', reject);
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
};

/** Each delivery is another one, with an id and a time of its own, also where all is measured once more. */
let next = 0;

/** Deliveries a second, from `AT_ONCE` hands. */
const rateOf = ({ post }: Poster) => async (seconds: number): Promise<number> => {
  const start = performance.now();
  const first = next;
  const hand = async (): Promise<void> => {
    while (performance.now() < start + seconds * 1000) await post(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return (next - first) / ((performance.now() - start) / 1000);
};

const measureWebhooks = async (stage: Stage): Promise<Measured> => {
  const { sizes, botEnv } = stage;
  const { env } = await stage.imported('PostgreSQL', sizes.fewSends);
  const url = env['DATABASE_URL'] ?? '';
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ value: string }>("SELECT value FROM send_names WHERE scheme = 'provider' ORDER BY md5(value)");
  await client.query('DROP TABLE IF EXISTS bare_webhooks');
  const gids = rows.map(({ value }) => value);
  if (gids.length < 1000) throw new Error('the world has too few sends that a webhook could name');
  const port = await freePort();
  const bare = startChild(['dist/bench/bareWebhook.js'], { DATABASE_URL: url, WEBHOOK_SECRET, PORT: String(port) });
  await bare.line('ready');
  const ours = await startOurs({ ...botEnv, ...env, SENDOSO_WEBHOOK_SECRET: WEBHOOK_SECRET });
  const [toBare, toOurs] = [posterTo(`http://127.0.0.1:${port}`, gids), posterTo(new URL(ours.url).origin, gids)];
  try {
    const [bareRate, ourRate] = [rateOf(toBare), rateOf(toOurs)];
    const compare = (rounds: number) => interleaved(rounds, () => bareRate(sizes.askSeconds), () => ourRate(sizes.askSeconds));
    await compare(1); // a process answers its first requests slowly
    return { name: `webhook deliveries, ${AT_ONCE} at once, to an endpoint that verifies and inserts one row`, unit: 'deliveries/s', ...(await compare(sizes.rounds)), floor: { atLeast: 0.5 } };
  } finally {
    toBare.close();
    toOurs.close();
    await Promise.all([bare.stop(), ours.stop()]);
    await client.query('DROP TABLE IF EXISTS bare_webhooks');
    await client.end();
  }
};

/** How many signed deliveries a second are stored for good, with all that follows from each, and by an endpoint for which one row follows. */
export const webhooks: Part = { name: 'w', on: ['PostgreSQL'], measure: async (stage) => [await measureWebhooks(stage)] };
