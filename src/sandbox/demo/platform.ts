import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { statusLabel } from '../../domain/status.ts';
import type { Passed } from '../page/protocol.ts';
import { deliver, type LocalProvider, type SendObject, startLocalProvider, statusEvent } from '../provider/index.ts';
import { sampleWorld } from '../world/sample.ts';
import type { WorldSend } from '../world/sends.ts';

export const WEBHOOK_SECRET = `whsec_${Buffer.from('the webhook secret of the demo').toString('base64')}`;

export type HowSent = 'once' | 'thrice' | 'forged' | 'old';
const OLD = 10 * 60_000;

type Unnumbered = Omit<Passed, 'id'>;
export type PlatformOptions = {
  /** When the sample was told: the sends of the platform are those the bot was given. */
  told: Date;
  clock: () => Date;
  /** Where the bot takes webhooks, without a slash at the end. */
  bot: () => string;
  /** Told each request between the platform and the bot. */
  onPassed: (passed: Unnumbered) => void;
};

const numberOf = ({ id }: WorldSend): number | undefined => (/^\d+$/.test(id) ? Number(id) : undefined);
const iso = (at: Date): string => at.toISOString();

/** A send as the platform's API tells it. It has no tracking there, no address, no message and no mark of a test. */
const objectOf = (send: WorldSend, id: number): Partial<SendObject> => ({
  id, send_gid: send.providerId, type: send.kind, created_at: iso(send.createdAt), sent_via: send.sentVia || 'Web App',
  ...(send.cost && { currency: send.cost.currency, current_total_cost: (send.cost.cents / 100).toFixed(2) }),
  ...(send.campaign && { touch: { id: 25, name: send.campaign.name } }),
  recipient: { name: send.recipient.name, email: send.recipient.email, company_name: send.recipient.company },
  sender: { id: 123, name: send.sender.name, email: send.sender.email, team_id: 7, team_name: send.sender.team },
  status: statusLabel(send.history.at(-1)?.status ?? { name: 'INITIATED' }),
  status_updates: send.history.map(({ status, at }) => ({ status: statusLabel(status), occurred_at: iso(at) })),
});

const UNTIL_OVER = 10_000;

/** The gifting platform of the demo: its API, and the webhooks it sends when somebody plays it. */
export const startPlatform = async ({ told, clock, bot, onPassed }: PlatformOptions) => {
  const provider: LocalProvider = await startLocalProvider({
    // Tokens do not expire however the demo's clock is put forward.
    clock: () => told,
    onRequest: ({ route, page, status }) => onPassed({
      way: 'from the bot', at: clock().getTime(), what: `platform ${route}${page === undefined ? '' : ` page ${page}`}`, status: status === 0 ? 'kept from it' : String(status),
      failed: status === 0 || status >= 400, ms: 0, sent: '', answered: '',
    }),
  });
  for (const send of sampleWorld(told).sends()) {
    const id = numberOf(send);
    if (id !== undefined) provider.add.send(objectOf(send, id));
  }

  const post = async (event: string, body: unknown, id: string, how: HowSent): Promise<number> => {
    const start = performance.now();
    const signing = how === 'forged' ? 'whsec_bm90IHRoZSBzZWNyZXQ=' : WEBHOOK_SECRET;
    const at = new Date(clock().getTime() - (how === 'old' ? OLD : 0));
    const answer = await Promise.race([
      deliver({ url: `${bot()}/webhooks/sendoso/${event}`, secret: signing, body, id, at }).then(async (response) => ({ status: response.status, text: await response.text() })),
      wait(UNTIL_OVER, undefined, { ref: false }),
    ]).catch((error: unknown) => ({ status: 0, text: String(error instanceof Error ? (error.cause ?? error) : error) }));
    const { status, text } = answer ?? { status: 0, text: '' };
    onPassed({
      way: 'to the bot', at: clock().getTime(), what: `webhook ${event}`, status: status === 0 ? 'no answer' : String(status), failed: status < 200 || status >= 300,
      ms: Math.round(performance.now() - start), sent: JSON.stringify(body, null, 2), answered: text,
    });
    return status;
  };

  return {
    provider,
    find: (number: number): SendObject | undefined => {
      const isIt = (each: unknown): each is SendObject => typeof each === 'object' && each !== null && 'id' in each && each.id === number;
      return provider.state.sends.find(isIt);
    },
    /** Tells the bot of a status by webhook. Resolves with the answers' statuses. */
    tellStatus: async (gid: string, event: string, how: HowSent): Promise<number[]> => {
      const body = statusEvent(gid, iso(clock()));
      const id = `msg_${randomUUID()}`;
      const statuses: number[] = [];
      for (let i = 0; i < (how === 'thrice' ? 3 : 1); i++) statuses.push(await post(event, body, id, how));
      return statuses;
    },
    /** Tells the bot everything about a send by webhook. */
    tellSend: (send: SendObject): Promise<number> => post('send.updated', { type: 'send.updated', data: send }, `msg_${randomUUID()}`, 'once'),
    stop: provider.stop,
  };
};
export type Platform = Awaited<ReturnType<typeof startPlatform>>;
