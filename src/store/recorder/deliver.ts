import { z } from 'zod';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { NewsRules } from '../../domain/notice/news.ts';
import type { SendRecord } from '../../usecases/ports.ts';
import type { RecordOutcome } from '../../usecases/ports/recorder.ts';
import type { DeliveryOutcome, ReadDelivery } from '../../usecases/ports/deliveries.ts';
import { planKept, rows, sql, time, type Database } from '../database.ts';
import { recordBatch } from './recorder.ts';
import { keepWaiting } from './waiting.ts';

const SOURCE = 'webhook';

/** A delivery in its place: what is said twice comes in two places. */
type Placed = ReadDelivery & { place: number };

/** Takes deliveries in the caller's transaction: claims their ids, records what they say, and keeps what cannot be recorded. */
export const deliver = async (
  database: Database, workspace: WorkspaceId, deliveries: readonly ReadDelivery[], { now, news }: { now: Date; news: NewsRules },
): Promise<DeliveryOutcome[]> => {
  const placed = deliveries.map((delivery, place): Placed => ({ ...delivery, place }));
  const mine = await claim(database, workspace, placed, now);
  const outcomes = new Map<number, DeliveryOutcome>();
  const telling = sendsFirst(mine);
  const recorded = telling.length === 0 ? [] : await recordBatch(database, workspace, telling.map(({ record }) => record), { source: SOURCE, now, dryRun: false, news });
  for (const [i, { place }] of telling.entries()) outcomes.set(place, outcomeOf(recorded[i]));
  const ofNobody = telling.filter(({ form }, i) => form === 'update' && isOfNobody(recorded[i]));
  const kept = ofNobody.length === 0 ? [] : await keepWaiting(database, workspace, ofNobody.map(({ record }) => record), { source: SOURCE, now });
  for (const [i, { place }] of ofNobody.entries()) outcomes.set(place, kept[i] === true ? { result: 'waiting' } : { result: 'set-aside', why: 'too-many-waiting' });
  for (const { place, news: { form } } of mine) if (form === 'not-understood') outcomes.set(place, { result: 'set-aside', why: form });
  await note(database, workspace, mine.flatMap((delivery) => ({ delivery, outcome: outcomes.get(delivery.place) })));
  return placed.map(({ place }) => outcomes.get(place) ?? { result: 'duplicate' });
};

type Telling = { place: number; form: 'update' | 'send'; record: SendRecord };

/** Whole sends before updates: an update never waits beside the send that it waits for. Among themselves the order of updates makes no difference. */
const sendsFirst = (deliveries: readonly Placed[]): Telling[] => {
  const telling = deliveries.flatMap(({ place, news }): Telling[] => (news.form === 'not-understood' ? [] : [{ place, form: news.form, record: news.record }]));
  return [...telling.filter(({ form }) => form === 'send'), ...telling.filter(({ form }) => form === 'update')];
};

const claimedRow = z.object({ id: z.string() });

/**
 * The deliveries that nobody took before, their ids taken in one order: another instance that is taking one of them is waited for. What was set aside
 * under an id may be taken again.
 */
const claim = async (database: Database, workspace: WorkspaceId, deliveries: readonly Placed[], now: Date): Promise<Placed[]> => {
  // Of two with one id the first counts, but one that is not understood never before one that is.
  const understood = ({ news }: ReadDelivery): number => (news.form === 'not-understood' ? 0 : 1);
  const first = new Map(deliveries.toReversed().toSorted((a, b) => understood(a) - understood(b)).map((delivery) => [delivery.id, delivery]));
  const values = [...first.values()].map(({ id, event, body, news }) =>
    news.form === 'not-understood' ? { id, event, outcome: news.form, body } : { id, event, outcome: 'taken' },
  );
  const claimed = await rows(database, claimedRow, sql`${planKept}INSERT INTO webhook_deliveries AS d (workspace_id, id, event, received_at, outcome, body)
    SELECT ${workspace}::uuid, id, event, ${time(now)}, outcome, body
    FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(id text, event text, outcome text, body text) ORDER BY id COLLATE "C"
    ON CONFLICT (workspace_id, id) DO UPDATE SET event = excluded.event, outcome = excluded.outcome, body = excluded.body WHERE d.body IS NOT NULL
    RETURNING d.id`);
  const ids = new Set(claimed.map(({ id }) => id));
  return [...first.values()].filter(({ id }) => ids.has(id)).toSorted((a, b) => a.place - b.place);
};

const isOfNobody = (outcome: RecordOutcome | undefined): boolean => outcome?.result === 'refused' && outcome.why === 'no-sender';

const outcomeOf = (outcome: RecordOutcome | undefined): DeliveryOutcome => {
  if (!outcome) throw new Error('the recorder answered fewer records than it was given');
  return outcome.result === 'refused' ? { result: 'set-aside', why: outcome.why } : outcome;
};

/** What ended otherwise than its claim said. */
const note = async (database: Database, workspace: WorkspaceId, taken: readonly { delivery: Placed; outcome: DeliveryOutcome | undefined }[]): Promise<void> => {
  const values = taken.flatMap(({ delivery: { id, body, news }, outcome }) => {
    if (outcome?.result === 'waiting') return [{ id, outcome: 'waiting' }];
    return outcome?.result === 'set-aside' && news.form !== 'not-understood' ? [{ id, outcome: outcome.why, body }] : [];
  });
  if (values.length === 0) return;
  await database.$executeRaw(sql`UPDATE webhook_deliveries d SET outcome = r.outcome, body = r.body
    FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(id text, outcome text, body text)
    WHERE d.workspace_id = ${workspace}::uuid AND d.id = r.id`);
};
