import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { askCancel } from '../../../src/usecases/cancels/askCancel.ts';
import type { Store } from '../../../src/usecases/ports.ts';
import { slackUserId } from '../../slack/slackUserId.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { emailOf, NOW, openDesk } from './desk.ts';

const HOUR = 3600_000;
const earlier = new Date(NOW.getTime() - 24 * HOUR);

describe.each(databases)('canceling, on $name', ({ open }) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());

  /** Sam's gift waits for an address; Max manages its team, Ana is Admin, Olga answers for operations. */
  const desk = async (mode: Parameters<typeof openDesk>[1], answers?: Parameters<typeof openDesk>[2]) => {
    const opened = await openDesk(db, mode, answers);
    const sam = await opened.member('Sam');
    const max = await opened.member('Max', 'MANAGER', ['EMEA']);
    const ana = await opened.member('Ana', 'ADMIN');
    const olga = await opened.member('Olga');
    await opened.hears('1', 'Confirming Address', earlier);
    return { ...opened, sam, max, ana, olga };
  };

  it('as the system of record: the send is canceled at once, and those who could act are told', async () => {
    const { asks, sam, find, told, audited, observed } = await desk('tracker');
    expect(await asks(sam, '1', 'CANCEL', ' changed my mind ')).toMatchObject({ result: 'asked', request: { state: 'DONE', reason: 'changed my mind' } });
    expect(await find('1')).toMatchObject({ status: { name: 'CANCELED' }, request: { state: 'DONE', askedBy: { name: 'Sam' }, answeredBy: { name: 'Sam' } } });
    expect(await observed('1', 'CANCELED')).toEqual([{ source: 'hand' }]);
    expect(await told()).toEqual(['Max outcome']);
    expect(await audited()).toEqual(['cancel-done by person']);
    expect(await asks(sam, '1')).toMatchObject({ result: 'not-allowed', decision: { reason: { why: 'over' } } });
  });

  it('is canceled at once though the provider’s clock is ahead of ours', async () => {
    const { asks, sam, hears, find } = await desk('tracker');
    await hears('2', 'Confirming Address', new Date(NOW.getTime() + 240_000));
    await asks(sam, '2');
    expect(await find('2')).toMatchObject({ status: { name: 'CANCELED' } });
  });

  it('by hand-off: operations answer once; until then it is asked for and nothing more', async () => {
    const { asks, sam, max, answers, olga, ana, find, told, audited } = await desk('handoff');
    expect(await asks(sam, '1')).toMatchObject({ result: 'asked', request: { state: 'WAITING' } });
    expect(await find('1')).toMatchObject({ status: { name: 'CONFIRMING_ADDRESS' }, request: { state: 'WAITING' } });
    expect(await asks(max, '1')).toMatchObject({ result: 'already', request: { askedBy: { name: 'Sam' } } });
    expect(await answers(max, '1', 'done')).toEqual({ result: 'not-yours' });
    expect(await answers(olga, '1', 'done')).toMatchObject({ result: 'answered', number: '1', request: { state: 'DONE' } });
    expect(await answers(ana, '1', 'refused', 'late')).toMatchObject({ result: 'over', request: { state: 'DONE', answeredBy: { name: 'Olga' } } });
    expect(await find('1')).toMatchObject({ status: { name: 'CANCELED' } });
    expect(await told()).toEqual(['operations asked', 'Max asked', 'Sam outcome', 'Max outcome']);
    expect(await audited()).toEqual(['cancel-requested by person', 'cancel-done by person']);
  });

  it('a refusal carries its reason, and it can be asked again', async () => {
    const { asks, sam, answers, ana, find, requests } = await desk('handoff');
    await asks(sam, '1');
    await answers(ana, '1', 'refused', 'The provider says no');
    expect(await find('1')).toMatchObject({ status: { name: 'CONFIRMING_ADDRESS' }, request: { state: 'REFUSED', answer: 'The provider says no' } });
    expect(await asks(sam, '1')).toMatchObject({ result: 'asked' });
    expect(await requests('1')).toMatchObject([{ state: 'REFUSED' }, { state: 'WAITING' }]);
  });

  it('what the provider says settles it: proven, overtaken, or operations hear that it moved on', async () => {
    const { asks, sam, hears, find, told, audited } = await desk('handoff');
    await hears('2', 'Confirming Address', earlier);
    await hears('3', 'Confirming Address', earlier);
    for (const number of ['1', '2', '3']) await asks(sam, number);
    const before = (await told()).length;
    await hears('1', 'Canceled');
    await hears('2', 'Shipped');
    await hears('3', 'Order Received');
    await hears('3', 'Order Received');
    expect((await find('1')).request).toMatchObject({ state: 'PROVEN', answeredAt: NOW });
    expect((await find('2')).request?.state).toBe('OVERTAKEN');
    expect((await find('3')).request?.state).toBe('WAITING');
    expect((await told()).slice(before).toSorted()).toEqual([
      'Max outcome', 'Max outcome', 'Sam outcome', 'Sam outcome', 'operations moved', 'operations outcome', 'operations outcome',
    ]);
    expect((await audited()).slice(3)).toEqual(['cancel-done by source', 'cancel-failed by source']);
  });

  it('a canceled send that went out all the same is told to everybody at once, and once; also when the news is older than the cancel', async () => {
    const { asks, sam, hears, find, told } = await desk('tracker');
    await asks(sam, '1');
    const before = (await told()).length;
    await hears('1', 'Shipped', new Date(NOW.getTime() - HOUR));
    await hears('1', 'Shipped', new Date(NOW.getTime() + 60_000));
    expect((await told()).slice(before)).toEqual(['operations went-out', 'Sam went-out', 'Max went-out']);
    expect(await find('1')).toMatchObject({ status: { name: 'SHIPPED' }, request: { state: 'DONE', wentOutAt: NOW } });
  });

  it('news kept aside for lying in the future settles it when it falls due', async () => {
    const { asks, sam, hears, find, passes } = await desk('handoff');
    await asks(sam, '1');
    await hears('1', 'Shipped', new Date(NOW.getTime() + HOUR));
    expect((await find('1')).request?.state).toBe('WAITING');
    await db.store.recorder.applyDue(passes(HOUR), 10);
    expect((await find('1')).request?.state).toBe('OVERTAKEN');
  });

  it('approving a hold goes the same way, and cancels nothing', async () => {
    const { asks, sam, max, answers, ana, hears, find, told, audited } = await desk('handoff');
    await hears('2', 'send.insufficient_funds', earlier);
    expect(await asks(sam, '2', 'APPROVE')).toMatchObject({ result: 'not-approvable', decision: { why: 'ask-manager' }, managers: ['Max'] });
    expect(await asks(max, '2', 'APPROVE')).toMatchObject({ result: 'asked', request: { kind: 'APPROVE', state: 'WAITING' } });
    await answers(ana, '2', 'done');
    expect(await find('2')).toMatchObject({ status: { name: 'ON_HOLD' }, request: { state: 'DONE', kind: 'APPROVE' } });
    expect(await told()).toEqual(['operations asked', 'Sam asked', 'Max outcome', 'Sam outcome']);
    expect(await audited()).toEqual(['approval-requested by person', 'hold-approved by person']);
    const elsewhere = await desk('tracker');
    await elsewhere.hears('2', 'send.insufficient_funds', earlier);
    expect(await elsewhere.asks(elsewhere.max, '2', 'APPROVE')).toMatchObject({ result: 'nowhere' });
  });

  it('a role taken away between drawing and clicking wins, and so do the rules', async () => {
    const { asks, max, workspace, find } = await desk('tracker');
    await db.store.members.save(workspace, [{ email: emailOf('Max'), name: 'Max', role: 'SENDER', teams: [] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: NOW } });
    expect(max.role).toBe('MANAGER');
    expect(await asks(max, '1')).toEqual({ result: 'not-found' });
    expect((await find('1')).request).toBeUndefined();
  });

  it('switched off, it goes nowhere', async () => {
    const { asks, sam, requests } = await desk('off');
    expect(await asks(sam, '1')).toMatchObject({ result: 'nowhere' });
    expect(await requests('1')).toEqual([]);
  });

  it('another workspace’s send, or request, does not exist here', async () => {
    const [here, there] = [await desk('handoff'), await desk('handoff')];
    await there.asks(there.sam, '1');
    const theirs = await there.find('1');
    const decide = here.store.cancels.decide;
    expect(await decide(here.workspace, { send: theirs.id }, here.ana.memberId, NOW, () => ({ result: 'seen' }))).toBeUndefined();
    expect(theirs.request && (await decide(here.workspace, { request: theirs.request.id }, here.ana.memberId, NOW, () => ({ result: 'seen' })))).toBeUndefined();
    expect(theirs.request && (await here.store.cancels.get(here.workspace, theirs.request.id))).toBeUndefined();
  });

  it('a reason is forgotten with the recipient it may name', async () => {
    const { asks, sam, ana, answers, workspace, find } = await desk('handoff');
    const names = [{ scheme: 'number' as const, value: '1' }];
    await db.store.recorder.record(workspace, [{ names, senderEmail: emailOf('Sam'), recipientEmail: 'jane@acme.example', observations: [] }], { source: 'CSV', now: NOW, dryRun: false });
    await asks(sam, '1', 'CANCEL', 'Jane moved');
    await answers(ana, '1', 'refused', 'Jane has it already');
    expect((await find('1')).request).toMatchObject({ reason: 'Jane moved', answer: 'Jane has it already' });
    await db.store.forgetting.recipient(workspace, 'jane@acme.example', { actor: 'operator', door: 'CLI', at: NOW });
    expect((await find('1')).request).toMatchObject({ state: 'REFUSED', reason: undefined, answer: undefined });
  });

  it('reminds operations once, after two working hours, as long as nobody answered', async () => {
    const { asks, sam, reconciles, passes, told, answers, ana, hears } = await desk('handoff');
    await hears('2', 'Confirming Address', earlier);
    await asks(sam, '1');
    await asks(sam, '2');
    await answers(ana, '2', 'done');
    const reminders = async () => (await told()).filter((each) => each === 'operations reminder').length;
    await reconciles();
    expect(await reminders()).toBe(0);
    passes(2 * HOUR);
    await reconciles();
    await reconciles();
    expect(await reminders()).toBe(1);
  });

  describe('by webhook', () => {
    it('2xx is done, and the answer of the click', async () => {
      const { asks, sam, find, calls, told } = await desk('webhook', [{ says: 'done' }]);
      expect(await asks(sam, '1')).toMatchObject({ result: 'asked', request: { state: 'DONE' } });
      expect(await find('1')).toMatchObject({ status: { name: 'CANCELED' } });
      expect(calls).toHaveLength(1);
      expect(await told()).toEqual(['Max asked', 'Sam outcome', 'Max outcome']);
    });

    it('a refusal is told with its message, and cancels nothing', async () => {
      const { asks, sam, find } = await desk('webhook', [{ says: 'refused', message: 'x'.repeat(2000) }]);
      await asks(sam, '1');
      expect(await find('1')).toMatchObject({ status: { name: 'CONFIRMING_ADDRESS' }, request: { state: 'REFUSED', answer: 'x'.repeat(500) } });
    });

    it('asks again under the same id, ever more slowly, until it is answered', async () => {
      const nothing = { says: 'nothing', why: 'HTTP 500' } as const;
      const { asks, sam, find, calls, reconciles, passes } = await desk('webhook', [nothing, nothing, nothing, { says: 'done' }]);
      await asks(sam, '1');
      await reconciles();
      expect(calls).toHaveLength(1);
      for (const minutes of [1, 2, 5]) {
        passes(minutes * 60_000);
        await reconciles();
      }
      expect(calls).toHaveLength(4);
      expect(new Set(calls).size).toBe(1);
      expect(await find('1')).toMatchObject({ status: { name: 'CANCELED' }, request: { state: 'DONE' } });
    });

    it('gives up after a day, says so, and still takes a late answer', async () => {
      const { asks, sam, find, calls, reconciles, passes, endpointSays, told } = await desk('webhook');
      await asks(sam, '1');
      for (let hour = 0; hour < 26; hour++) {
        passes(HOUR);
        await reconciles();
      }
      expect((await find('1')).request?.state).toBe('GAVE_UP');
      expect(calls.length).toBeGreaterThan(10);
      expect((await told()).filter((each) => each.endsWith('outcome'))).toEqual(['operations outcome', 'Sam outcome', 'Max outcome']);
      expect(await endpointSays('1', 'done')).toMatchObject({ state: 'DONE' });
      expect(await find('1')).toMatchObject({ status: { name: 'CANCELED' } });
    });

    it('taken, it waits for the answer, which counts once', async () => {
      const { asks, sam, find, calls, reconciles, passes, endpointSays } = await desk('webhook', [{ says: 'taken' }]);
      await asks(sam, '1');
      passes(2 * HOUR);
      await reconciles();
      expect(calls).toHaveLength(1);
      expect((await find('1')).request?.state).toBe('TAKEN');
      expect(await endpointSays('1', 'refused', 'Too late')).toMatchObject({ state: 'REFUSED' });
      expect(await endpointSays('1', 'done')).toMatchObject({ state: 'REFUSED' });
      expect(await find('1')).toMatchObject({ status: { name: 'CONFIRMING_ADDRESS' }, request: { answer: 'Too late' } });
    });

    it('does not ask any more once the provider settled it', async () => {
      const { asks, sam, hears, calls, reconciles, passes, find } = await desk('webhook');
      await asks(sam, '1');
      await hears('1', 'Shipped');
      passes(3 * HOUR);
      await reconciles();
      expect(calls).toHaveLength(1);
      expect((await find('1')).request?.state).toBe('OVERTAKEN');
    });
  });

  /** The steps that a process takes, each of which may be its last: it dies before the step takes hold, or right after. */
  describe.each(['tracker', 'handoff', 'webhook'] as const)('a crash at any step of %s', (mode) => {
    class Crash extends Error {}
    const dying = (store: Store, at: number): Store => {
      let steps = 0;
      const mortal = <A extends unknown[], R>(step: (...given: A) => Promise<R>) => async (...given: A): Promise<R> => {
        const number = ++steps;
        if (2 * number - 1 === at) throw new Crash();
        const result = await step(...given);
        if (2 * number === at) throw new Crash();
        return result;
      };
      const { decide, takeCall } = store.cancels;
      return { ...store, cancels: { ...store.cancels, takeCall: mortal(takeCall), decide: (...given) => mortal(() => decide(...given))() } };
    };

    it.each(Array.from({ length: 10 }, (_, i) => i + 1))('ends in one right state: step %i', async (at) => {
      const opened = await openDesk(db, mode, [{ says: 'done' }], dying(db.store, at));
      const sam = await opened.member('Sam');
      const ana = await opened.member('Ana', 'ADMIN');
      await opened.hears('1', 'Confirming Address', earlier);
      const survive = async (work: () => Promise<unknown>): Promise<void> => void (await work().catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      }));
      await survive(() => opened.asks(sam, '1'));
      // Whoever got no answer clicks again.
      await survive(() => opened.asks(sam, '1'));
      if (mode === 'handoff') for (let i = 0; i < 2; i++) await survive(() => opened.answers(ana, '1', 'done'));
      for (let i = 0; i < 4; i++) {
        opened.passes(5 * 60_000);
        await survive(() => opened.reconciles());
      }
      expect(await opened.requests('1')).toMatchObject([{ state: 'DONE' }]);
      expect(await opened.observed('1', 'CANCELED')).toHaveLength(1);
      expect(new Set(opened.calls).size).toBe(mode === 'webhook' ? 1 : 0);
      expect((await opened.audited()).filter((each) => each.startsWith('cancel-done'))).toHaveLength(1);
    });
  });

  it('of 200 clicks at once by 20 people one has an effect, through two instances where the database is shared', async () => {
    const opened = await desk('handoff');
    const people = await Promise.all(Array.from({ length: 20 }, (_, i) => opened.member(`Boss${i}`, 'ADMIN')));
    const second = db.url === undefined ? undefined : await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a second instance' });
    const { id } = await opened.find('1');
    const through = (store: Store) => askCancel({ ...store, clock: () => NOW, cancelMode: 'handoff' });
    const doors = [through(db.store), through(second ?? db.store)];
    const clicks = Array.from({ length: 200 }, (_, i) => {
      const [actor, click] = [people[i % 20], doors[i % 2]];
      if (!actor || !click) throw new Error('nobody to click');
      return click(actor, { send: id, kind: 'CANCEL', reason: undefined, door: 'card', slackUser: slackUserId('UX'), timeZone: 'UTC' });
    });
    const results = (await Promise.all(clicks)).map(({ result }) => result);
    await second?.close();
    expect(results.filter((result) => result === 'asked')).toHaveLength(1);
    expect(results.filter((result) => result === 'already')).toHaveLength(199);
    expect(await opened.requests('1')).toMatchObject([{ state: 'WAITING' }]);
    expect((await opened.told()).filter((each) => each === 'operations asked')).toHaveLength(1);
    expect(await opened.audited()).toEqual(['cancel-requested by person']);
  }, 120_000);
});
