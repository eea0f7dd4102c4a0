import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';

// The least that a webhook endpoint can do: verify the signature, insert one row, answer.
const { DATABASE_URL: connectionString = '', WEBHOOK_SECRET: secret = '', PORT: port = '0' } = process.env;
const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
const pool = new pg.Pool({ connectionString, max: 10 });
await pool.query('CREATE TABLE bare_webhooks (id text PRIMARY KEY, body text NOT NULL, received_at timestamptz NOT NULL DEFAULT now())');

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) => String(request.headers[`svix-${name}`]));
    const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
    const given = Buffer.from(signature?.slice(3) ?? '', 'base64');
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      response.writeHead(401).end();
      return;
    }
    pool.query({ name: 'insert', text: 'INSERT INTO bare_webhooks (id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING', values: [id, body.toString('utf8')] })
      .then(() => response.writeHead(200).end('ok'), () => response.writeHead(503).end());
  });
});
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'));
