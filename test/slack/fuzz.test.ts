import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange, Person } from '../../src/sandbox/slack/index.ts';
import { encodeFilter, encodeSaved, SAVED_FILTER } from '../../src/slack/filterIds.ts';
import { ACTIONS, encodePage, encodeSend, SHORTCUTS } from '../../src/slack/ids.ts';
import { SEARCH_INPUT } from '../../src/slack/views/searchModal.ts';
import { openSends } from '../../src/sources/csv/read.ts';
import { importSends } from '../../src/usecases/importSends.ts';
import { SheetRefused } from '../../src/usecases/sheet.ts';
import { bytesOf } from '../support/bytes.ts';
import { sendId } from '../support/builders.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { SEED } from '../support/seed.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, { numRuns: count, seed: SEED });
const SECRET = 'Zebediah';

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('<', '>', '&', '*', '_', '`', '"', '“', '”', "'", ':', ',', '\n', ' ', '\u202E', '\u0000', '@', 'U', '1', 'é', '😀'), maxLength: 40 }),
  fc.constantFrom('<!channel>', '<@U0SAM|sam>', '<#C1|x>', '<mailto:a@b.c|a@b.c>', '<http://x.y|x.y>', '&lt;', 'x'.repeat(600), '', SECRET, '7001', '-1', '1e309', '__proto__', 'constructor'),
);
const token = fc.tuple(
  fc.constantFrom('status', 'statsu', 'to', 'from', 'kind', 'campaign', 'team', 'since', 'until', 'on', 'cost', 'test', 'nonsense', ''),
  fc.constantFrom(':', ': ', '', '::', ':"', ':<'),
  fc.oneof(anything, fc.constantFrom('shipped', '30d', '2026-02-31', '03/04/2026', '>50', '20..5', 'only', 'me', 'Zebediah', 'egift', '"Sam Lee"', 'yesterday')),
).map((parts) => parts.join(''));
const commandText = fc.tuple(
  fc.constantFrom('', 'mine ', 'team ', 'all ', 'stale ', 'whoami ', 'help ', 'stats ', 'export ', 'subscribe ', 'subscriptions ', 'mien '), fc.array(fc.oneof(token, anything), { maxLength: 5 }),
).map(([view, words]) => `${view}${words.join(' ')}`);

/** Runs everything, sixteen at a time, as impatient people do. */
const atOnce = async (count: number, run: (i: number) => Promise<Exchange>): Promise<Exchange[]> => {
  const exchanges: Exchange[] = [];
  for (let next = 0; next < count; next += 16) {
    exchanges.push(...(await Promise.all(Array.from({ length: Math.min(16, count - next) }, (_, i) => run(next + i)))));
  }
  return exchanges;
};

describe(`whatever comes in (seed ${SEED})`, () => {
  let db: TestDatabase;
  let door: FrontDoor;
  let sam: Person;
  let secret: string;
  let told = '';

  beforeAll(async () => {
    db = await quickest.open();
    door = await openFrontDoor(db, { TRACKER_URL: 'https://gifts.corp.example/sends/{id}' });
    const hostile = samples(anything, 12).map((text, i) => numbered(7100 + i, { recipientName: text.replaceAll('\u0000', ''), gift: text.replaceAll('\u0000', '') }));
    await door.sends(numbered(7001, { senderEmail: emailOf('Other'), recipientName: `${SECRET} Secret`, message: SECRET }), ...hostile.filter(({ recipientName }) => !recipientName?.includes(SECRET)));
    sam = await door.member('Sam Lee');
    const [found] = await door.store.sends.lookUp(door.workspaceId, { everything: true }, '7001', 1);
    secret = found?.id ?? '';
    door.slack.state.subscribe((change) => (told += JSON.stringify(change.kind === 'message' ? change.message : change.view)));
    await sam.types('/sends');
  });
  afterAll(() => door.close());

  /** A crash, something Slack would refuse, something that is another's. What Sam typed himself may come back to him. */
  const troublesAfter = async (exchanges: readonly Exchange[]): Promise<unknown[]> => {
    await door.slack.idle({ limitMs: 60_000 });
    const leaks = [...told.matchAll(/.{60}(?:Zebediah Secret|other@corp|omething broke).{60}/g)].map(([text]) => text);
    told = '';
    return [...exchanges.filter(({ status }) => status !== 200), ...door.slack.invalid, ...leaks];
  };

  it('5,000 command texts are answered', async () => {
    const texts = samples(commandText, 5000);
    // Drawing them takes so long that connections grew too old meanwhile: these are closed first.
    await door.slack.idle();
    const exchanges = await atOnce(texts.length, (i) => sam.typesRaw(`/${i % 3 === 0 ? 'send' : 'sends'} ${texts[i] ?? ''}`));
    expect(await troublesAfter(exchanges)).toEqual([]);
  }, 300_000);

  it('2,000 clicks are answered', async () => {
    const value = fc.oneof(
      anything, fc.json(), commandText.map((text) => encodeFilter(text) ?? ''), anything.map((text) => encodeSaved('change', text)), fc.constant(secret).map((id) => encodeSend('details', sendId(id))), fc.constant(secret).map((id) => encodeSend('card', sendId(id))),
      fc.record({ question: commandText, to: fc.constantFrom('next' as const, 'previous' as const), number: fc.integer({ min: 1, max: 99 }), at: fc.date({ noInvalidDate: true }) })
        .map(({ at, ...turn }) => encodePage({ ...turn, cursor: { at, id: sendId(secret) } }) ?? ''),
    );
    const clicks = samples(fc.record({ action_id: fc.oneof(fc.constantFrom(...Object.values(ACTIONS), SAVED_FILTER), anything), value }), 2000);
    await door.slack.idle();
    const exchanges = await atOnce(clicks.length, (i) => sam.clicksRaw({ action_id: '', ...clicks[i] }));
    expect(await troublesAfter(exchanges)).toEqual([]);
  }, 300_000);

  it('500 texts in menus whose choices are looked up, and 100 filter dialogs, are answered', async () => {
    await sam.types('/sends filter');
    await sam.modalFilled('Save as');
    const labels: string[] = [];
    for (const text of samples(anything, 500)) labels.push(...(await sam.searches(['filter_campaign', 'filter_from', 'filter_team'][labels.length % 3] ?? '', text)).map(({ label }) => label));
    // What was typed itself may come back as a choice.
    expect(labels.filter((label) => /Other\b.*@corp|Secret/.test(label))).toEqual([]);
    const short = anything.filter((each) => each.length <= 60);
    const exchanges: Exchange[] = [];
    for (const [name, text, cost] of samples(fc.tuple(short, short, short), 100)) {
      await sam.types('/sends filter');
      await sam.modalFilled('Save as');
      exchanges.push(await sam.submitsRaw({ filter_name_0: { filter_name: name }, filter_text_0: { filter_text: text }, filter_to_0: { filter_to: text }, filter_cost_0: { filter_cost: cost } }));
      if (sam.modal) await sam.closes();
    }
    expect(await troublesAfter(exchanges)).toEqual([]);
  }, 300_000);

  it('200 messages are looked through for sends', async () => {
    const exchanges: Exchange[] = [];
    for (const text of samples(fc.array(fc.oneof(anything, token, fc.constantFrom('#7001', 'Jane Park', 'a@b.example', '1Z999AA10123456784')), { maxLength: 8 }), 200)) {
      const message = await sam.says(text.join(' '), { in: door.slack.general });
      exchanges.push(await sam.runsShortcut(SHORTCUTS.findInMessage, message));
      await door.slack.idle();
      if (sam.modal) await sam.closes();
    }
    // What was asked for stands in the answer.
    told = told.replaceAll(/I looked for[^"]*/g, '');
    expect(await troublesAfter(exchanges)).toEqual([]);
  }, 300_000);

  it('200 searches in a dialog are answered', async () => {
    const exchanges: Exchange[] = [];
    // Slack itself refuses nothing, and more than the input's 200 characters.
    for (const text of samples(anything.filter((each) => each.length <= 200 && each.trim() !== ''), 200)) {
      await sam.types('/send');
      exchanges.push(await sam.submitsRaw({ [SEARCH_INPUT.block]: { [SEARCH_INPUT.action]: text } }));
    }
    expect(await troublesAfter(exchanges)).toEqual([]);
  }, 300_000);

  it('300 messages and 500 links are answered, or not, and shown nowhere', async () => {
    const channel = door.slack.state.directMessages(sam.id, door.slack.app.botUserId).id;
    const said = samples(fc.oneof(anything, commandText, fc.array(anything, { maxLength: 30 }).map((words) => words.join(' '))), 300);
    const told = samples(fc.record({
      type: fc.constant('link_shared'), channel: fc.oneof(fc.constant(channel), fc.constant(door.slack.general.id), anything), user: fc.oneof(fc.constant(sam.id), anything), message_ts: anything,
      source: fc.oneof(fc.constantFrom('composer', 'conversations_history'), anything),
      links: fc.oneof(anything, fc.array(fc.record({ url: fc.oneof(anything, anything.map((each) => `https://gifts.corp.example/sends/${each}`), fc.constant('https://gifts.corp.example/sends/7001')) }), { maxLength: 8 })),
    }), 500);
    await door.slack.idle();
    const exchanges = [
      // No more at a time than wait for their answers.
      ...(await atOnce(said.length, (i) => door.slack.sends({ type: 'message', channel_type: 'im', channel, user: sam.id, text: said[i] ?? '' }))),
      ...(await atOnce(told.length, (i) => door.slack.sends({ type: 'link_shared', ...told[i] }))),
    ];
    expect(await troublesAfter(exchanges)).toEqual([]);
    expect(door.slack.calls.filter(({ method }) => method === 'chat.unfurl')).toEqual([]);
  }, 300_000);

  describe('a CSV', () => {
    const cell = fc.oneof(anything, fc.constantFrom('Shipped', 'T-1', '42', 'sam@corp.example', '2026-10-01T00:00:00Z', '~2026-10-01T00:00:00Z', '12.50', '"', '=1+1', 'yes', '2026-13-01', '-5', 'UPS'));
    const header = 'Send ID,Status,Status Since,Sender Email,Cost,Recipient Name,Test,Message';
    const take = (file: string) =>
      importSends({ recorder: door.store.recorder, workspaces: door.store.workspaces, openSheet: openSends, clock: () => TODAY })({
        file: bytesOf(file, 4096), dryRun: false, workspace: async () => door.workspaceId,
      });
    const count = async () => (await db.query('SELECT count(*)::int AS sends FROM sends'))[0]?.['sends'];

    it('of 10,000 lines is taken line by line, each good, bad or unchanged', async () => {
      const lines = samples(fc.array(cell, { minLength: 6, maxLength: 9 }).map((cells) => cells.join(',')), 10_000);
      const before = await count();
      const report = await take(`${header}\n${lines.join('\n')}\n`);
      expect(report.rows).toBe(report.new + report.changed + report.unchanged + report.bad);
      expect(await count()).toBe(Number(before) + report.new);
    }, 300_000);

    it('that is not understood leaves nothing behind', async () => {
      for (const file of samples(fc.array(cell, { maxLength: 30 }).map((cells) => cells.join(',')), 200)) {
        const before = await count();
        await expect(take(file)).rejects.toThrow(SheetRefused);
        expect(await count()).toBe(before);
      }
    }, 300_000);

    it('leaves lists that can still be shown', async () => {
      const ana = door.slack.user({ name: 'Ana Ruiz', email: emailOf('Ana Ruiz') });
      let page = await ana.types('/sends all');
      for (let n = 0; n < 20 && page.buttons.some(({ label }) => label === 'Next'); n++) page = await page.press('Next');
      expect(page.visible).not.toContain('omething broke');
      expect(door.slack.invalid).toEqual([]);
    });
  });
});
