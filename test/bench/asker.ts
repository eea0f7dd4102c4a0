import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../../src/sandbox/slack/deliveries/signer.ts';

/** Who asks where; what every request of Slack names. */
export type Who = { user: string; team: string };

/** Sends a bot signed requests and takes its answers: as little as that needs, so that the bot is measured and not the instrument. */
export type Asker = {
  /** Types a command. Resolves with the answer, and the ms from the request to its receipt; rejects when it is not acknowledged or answered. */
  types(bot: string, who: Who, command: string, text: string): Promise<Receipt>;
  /** Presses a button of an old ephemeral message. */
  presses(bot: string, who: Who, action: string, value: string): Promise<Receipt>;
  close(): Promise<void>;
};
export type Receipt = { answer: string; ms: number };

const PATIENCE = 10_000;

const bodyOf = async (message: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

export const createAsker = async (secret: string): Promise<Asker> => {
  const waiting = new Map<string, (answer: string) => void>();
  const receipts = http.createServer((request, response) => {
    void bodyOf(request).then((body) => {
      response.end('ok');
      waiting.get(request.url ?? '')?.(body);
    });
  });
  await new Promise<void>((resolve) => void receipts.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(receipts);
  // Idle connections are given up before the bot gives them up: one that closes under a request would fail it.
  const agent = new http.Agent({ keepAlive: true, timeout: 1000 });
  let asked = 0;

  const ask = async (bot: string, bodyFor: (responseUrl: string) => string): Promise<Receipt> => {
    const path = `/answers/${++asked}`;
    const body = bodyFor(`http://127.0.0.1:${port}${path}`);
    let timer: NodeJS.Timeout | undefined;
    const start = performance.now();
    const answered = new Promise<Receipt>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
      waiting.set(path, (answer) => resolve({ answer, ms: performance.now() - start }));
    });
    try {
      const [receipt] = await Promise.all([answered, post(agent, bot, body, secret)]);
      return receipt;
    } finally {
      clearTimeout(timer);
      waiting.delete(path);
    }
  };
  return {
    types: (bot, { user, team }, command, text) => ask(bot, (url) => new URLSearchParams({
      command, text, user_id: user, team_id: team, channel_id: 'C1', trigger_id: '1.2.3', response_url: url,
    }).toString()),
    presses: (bot, { user, team }, action, value) => ask(bot, (url) => new URLSearchParams({ payload: JSON.stringify({
      type: 'block_actions', user: { id: user, team_id: team }, team: { id: team }, trigger_id: '1.2.3', channel: { id: 'C1' }, response_url: url,
      container: { type: 'message', message_ts: '1.2', channel_id: 'C1', is_ephemeral: true }, state: { values: {} },
      actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: '1.2' }],
    }) }).toString()),
    close: async () => {
      agent.destroy();
      await new Promise<void>((resolve) => { receipts.close(() => resolve()); receipts.closeAllConnections(); });
    },
  };
};

const addressOf = (server: http.Server): AddressInfo => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address;
};

/** Resolves when the request was acknowledged. */
const post = (agent: http.Agent, url: string, body: string, secret: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': signatureOf(secret, timestamp, body),
    };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      if (response.statusCode === 200) response.once('end', resolve);
      else reject(new Error(`acknowledged with ${response.statusCode}`));
    });
    request.once('error', reject);
    request.end(body);
  });
