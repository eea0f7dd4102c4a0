import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Fault, Person } from '../../src/sandbox/slack/index.ts';
import { SEARCH_INPUT } from '../../src/slack/views/searchModal.ts';
import { quickest } from '../support/databases.ts';
import { type FrontDoor, openFrontDoor, record } from './frontDoor.ts';
import { keptLog, type Line } from './logged.ts';

/** Long enough for a busy machine, short enough for a test. */
const TIMEOUT = 1000;
const AWAY = /Slack did not answer me \(ref ([0-9a-f]{6})\)/;
/** Every way of Slack's to fail that tells us nothing. */
const FAULTS: [string, Fault][] = [
  ['429', { kind: 'rate limited', retryAfter: 30 }],
  ['503', { kind: 'http', status: 503 }],
  ['no answer', { kind: 'silence' }],
  ['a reset', { kind: 'reset' }],
  ['internal_error', { kind: 'refused', error: 'internal_error' }],
  ['half of the JSON', { kind: 'half the json' }],
  ['half of the body', { kind: 'half the body' }],
];

describe('while Slack fails', () => {
  const { log, lines } = keptLog();
  const everLogged: Line[] = [];
  let door: FrontDoor;
  let person: Person;
  let count = 0;
  beforeAll(async () => {
    door = await openFrontDoor(await quickest.open(), {}, { log, slackTimeout: TIMEOUT, pause: async () => undefined });
    await door.sends(record());
    // The first questions to a database take longer than these tests have time for.
    const first = await door.member('First', 'ADMIN');
    while (!(await first.types('/send 1234')).visible.includes('Jane Park'));
    while (!(await first.types('/sends all')).visible.includes('Jane Park'));
    lines.length = 0;
  });
  afterAll(() => door.close());
  beforeEach(async () => {
    // Somebody new each time: what Slack says of a person is remembered for minutes.
    count += 1;
    person = await door.member(`Person ${count}`, 'ADMIN');
  });
  afterEach(() => {
    door.slack.behave();
    everLogged.push(...lines.splice(0));
  });

  /** The log's refs, and the one that was told. */
  const logged = (): (string | undefined)[] => lines.map(({ ref }) => ref);
  const toldIn = (told: string | undefined): (string | undefined)[] => [AWAY.exec(told ?? '')?.[1]];
  const seen = (): string[] => person.sees('general').map(({ visible }) => visible);
  const known = async (): Promise<Answer> => {
    const card = await person.types('/send 1234');
    expect(card.visible).toContain('Jane Park');
    return card;
  };

  describe('to say who asks', () => {
    it.each(FAULTS)('with %s, one plain sentence answers, and the next try works', async (_name, fails) => {
      door.slack.misbehave({ on: 'users.info', fails, times: 1 });
      const started = performance.now();
      const { visible } = await person.types('/send 1234');
      expect(visible).toMatch(AWAY);
      expect(performance.now() - started).toBeLessThan(3000);
      expect(seen()).toHaveLength(1);
      expect(logged()).toEqual(toldIn(visible));
      expect((await person.types('/sends all')).visible).toContain('Jane Park');
    });

    it('the search dialog says so', async () => {
      door.slack.misbehave({ on: 'users.info', fails: { kind: 'http', status: 503 } });
      await person.types('/send');
      const { visible } = await person.modalFilled('Slack did not answer me');
      expect(logged()).toEqual(toldIn(visible));
      expect(seen()).toEqual([]);
    });

    it('an error that no waiting changes is not blamed on Slack', async () => {
      door.slack.misbehave({ on: 'users.info', fails: { kind: 'refused', error: 'missing_scope' } });
      expect((await person.types('/sends')).visible).toMatch(/Something broke \(ref [0-9a-f]{6}\)/);
      expect(lines).toMatchObject([{ error: { slack: 'missing_scope' } }]);
    });
  });

  describe('to take the answer', () => {
    const lost: [string, Fault, number][] = [
      ...FAULTS.filter(([, { kind }]) => kind !== 'refused' && kind !== 'half the json' && kind !== 'rate limited').map(([name, fails]): [string, Fault, number] =>
        [name, fails, fails.kind === 'half the body' ? 1 : 0]),
      ['a response URL that is gone', { kind: 'http', status: 404 }, 0],
      ['500 after it was shown', { kind: 'http', status: 500, done: true }, 1],
      ['a reset after it was shown', { kind: 'reset', done: true }, 1],
      ['no answer after it was shown', { kind: 'silence', done: true }, 1],
    ];
    it.each(lost)('with %s, nothing is said twice and it is logged once', async (_name, fails, shown) => {
      door.slack.misbehave({ on: 'response_url', fails, times: 1 });
      expect((await person.typesRaw('/send 1234')).status).toBe(200);
      await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 3 * TIMEOUT });
      await door.slack.idle({ quietMs: 60 });
      expect(lines).toMatchObject([{ ref: expect.stringMatching(/^[0-9a-f]{6}$/), route: '/send' }]);
      expect(seen()).toHaveLength(shown);
    });

    it('because it is too busy, it is tried once more', async () => {
      door.slack.misbehave({ on: 'response_url', fails: { kind: 'rate limited', retryAfter: 1 }, times: 1 });
      expect((await person.types('/send 1234')).visible).toContain('Jane Park');
      await door.slack.idle({ quietMs: 60 });
      expect([seen().length, lines.length]).toEqual([1, 0]);
    });

    it('because it is too busy twice, it is given up and logged once', async () => {
      door.slack.misbehave({ on: 'response_url', fails: { kind: 'rate limited', retryAfter: 30 }, times: 2 });
      await person.typesRaw('/send 1234');
      await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 3 * TIMEOUT });
      await door.slack.idle({ quietMs: 60 });
      expect([seen().length, lines.length]).toEqual([0, 1]);
    });

    it('because it finds it ill-formed, something is said after all', async () => {
      door.slack.misbehave({ on: 'response_url', fails: { kind: 'http', status: 400 }, times: 1 });
      expect((await person.types('/send 1234')).visible).toMatch(/Something broke \(ref/);
      expect([seen().length, lines.length]).toEqual([1, 1]);
    });
  });

  describe('to open a dialog', () => {
    it.each(FAULTS)('with %s, a message says so', async (_name, fails) => {
      const card = await known();
      door.slack.misbehave({ on: 'views.open', fails, times: 1 });
      await person.clicksRaw({ on: card, action_id: 'send_details', value: card.buttons[0]?.value ?? '' });
      await vi.waitFor(() => expect(seen()).toHaveLength(2), { timeout: 3 * TIMEOUT });
      expect(logged()).toEqual(toldIn(seen()[1]));
    });

    it('a second one on top, the first says so', async () => {
      await person.types('/send');
      const { modal } = await person.submits({ [SEARCH_INPUT.block]: { [SEARCH_INPUT.action]: '1234' } });
      door.slack.misbehave({ on: 'views.push', fails: { kind: 'http', status: 503 } });
      await modal?.press('Details');
      const { visible } = await person.modalFilled('Slack did not answer me');
      expect(logged()).toEqual(toldIn(visible));
    });
  });

  describe('to fill a dialog', () => {
    const details = async (): Promise<void> => {
      const card = await known();
      await person.clicksRaw({ on: card, action_id: 'send_details', value: card.buttons[0]?.value ?? '' });
    };

    const undone = FAULTS.filter(([, { kind }]) => kind !== 'half the json' && kind !== 'half the body');
    it.each(undone)('with %s, the dialog says so', async (_name, fails) => {
      door.slack.misbehave({ on: 'views.update', fails, times: 1 });
      await details();
      const { visible } = await person.modalFilled('Slack did not answer me');
      expect(logged()).toEqual(toldIn(visible));
      expect(seen()).toHaveLength(1);
    });

    it.each<[string, Fault]>([
      ['500', { kind: 'http', status: 500, done: true }],
      ['no answer', { kind: 'silence', done: true }],
      ['half of the JSON', { kind: 'half the json' }],
    ])('with %s after it was filled, it stays filled', async (_name, fails) => {
      door.slack.misbehave({ on: 'views.update', fails, times: 1 });
      const before = door.slack.calls.length;
      await details();
      await vi.waitFor(() => expect(door.slack.calls.slice(before).at(-1)?.error).toBe('hash_conflict'), { timeout: 3 * TIMEOUT });
      await door.slack.idle();
      expect(person.modal?.visible).toContain('1 Main St, Springfield');
      expect([seen().length, lines.length]).toEqual([1, 1]);
    });

    it('again and again, a message says so', async () => {
      door.slack.misbehave({ on: 'views.update', fails: { kind: 'rate limited', retryAfter: 30 } });
      await details();
      await vi.waitFor(() => expect(seen()).toHaveLength(2));
      expect(logged()).toEqual(toldIn(seen()[1]));
    });
  });

  it('in any order and mixture, nobody gets two answers to one question, and no failure goes unlogged', async () => {
    const QUESTIONS = 40;
    for (const [i, [, fails]] of FAULTS.entries()) {
      door.slack.misbehave({ on: '*', fails, chance: fails.kind === 'silence' ? 0.02 : 0.07, seed: 100 + i });
    }
    for (let i = 0; i < QUESTIONS; i += 1) {
      const [answers, failures] = [seen().length, lines.length];
      await person.typesRaw(i % 2 === 0 ? '/send 1234' : '/sends all');
      await vi.waitFor(() => expect(seen().length - answers + lines.length - failures).toBeGreaterThan(0), { timeout: 3 * TIMEOUT });
      await door.slack.idle();
      expect(seen().length - answers).toBeLessThanOrEqual(1);
    }
    expect(lines.length).toBeGreaterThan(QUESTIONS / 10);
    expect(lines.length).toBeGreaterThanOrEqual(QUESTIONS - seen().length);
    expect(lines.every(({ ref }) => ref !== undefined)).toBe(true);
    expect(seen().filter((each) => each.includes('Jane Park')).length).toBeGreaterThan(QUESTIONS / 4);
  });

  it('an event that comes again and again does no harm', async () => {
    const exchanges = await door.slack.sendsUntilTaken({ type: 'user_change', user: { id: person.id } });
    expect(exchanges.map(({ status }) => status)).toEqual([200]);
    expect(lines).toEqual([]);
  });

  it('the log names nobody and says nothing of what was sent', () => {
    expect(everLogged.length).toBeGreaterThan(30);
    expect(JSON.stringify(everLogged)).not.toMatch(/person\.\d|@corp|Person \d|Jane|Springfield/);
  });
});
