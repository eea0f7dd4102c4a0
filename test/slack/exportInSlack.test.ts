import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseExportId } from '../../src/domain/ids.ts';
import type { Answer, Person } from '../../src/sandbox/slack/index.ts';
import { ACTIONS, encodeExport } from '../../src/slack/ids.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor } from './frontDoor.ts';

const DAY = 24 * 60 * 60_000;
const HEADER = '\uFEFFSend ID,Provider ID,Status,Status Since,Kind,Campaign,Campaign State,Sender Name,Sender Email,Team,Recipient Name,Recipient Email,Recipient Company,' +
  'Recipient Address,Message,Gift,Cost,Currency,Sent Via,Test,Created At,Carrier,Tracking Number,Tracking URL\r\n';
const begun = 'I put it in our direct messages';

describe.each([quickest])('an export in Slack, on $name', ({ open }) => {
  let door: FrontDoor;
  let sam: Person;
  let kim: Person;
  let ana: Person;
  /** Runs before each page of an export. */
  let beforePage = async (): Promise<void> => {};
  beforeAll(async () => {
    const database = await open();
    const { sends } = database.store;
    const hooked = { ...sends, exportPage: async (...asked: Parameters<typeof sends.exportPage>) => {
      await beforePage();
      return sends.exportPage(...asked);
    } };
    door = await openFrontDoor({ ...database, store: { ...database.store, sends: hooked } });
    ana = door.slack.user({ name: 'Ana Ruiz', email: emailOf('Ana Ruiz') });
    sam = await door.member('Sam Lee');
    kim = await door.member('Kim Cho', 'MANAGER', ['EMEA']);
    await door.member('Tom Berg');
    const by = (name: string, team: string) => ({ senderName: name, senderEmail: emailOf(name), team });
    await door.sends(
      numbered(1, by('Sam Lee', 'EMEA')), numbered(2, { ...by('Sam Lee', 'EMEA'), recipientName: '=HYPERLINK("http://evil.example")', observations: [{ status: { name: 'DELIVERED' }, at: new Date('2026-11-19T10:00:00Z'), approximate: false }] }),
      numbered(3, by('Tom Berg', 'EMEA')), numbered(4, by('Tom Berg', 'APAC')),
    );
    await ana.types('/sends whoami');
  });
  afterAll(() => door.close());
  // Ten a day: each test has a day of its own, and the file of the one before is gone.
  beforeEach(async () => {
    beforePage = async () => {};
    door.slack.behave();
    await door.forward(DAY + 60_000);
  });

  const files = (person: Person, channel?: string) => person.sees(channel).flatMap((message) => [...message.files]);
  /** The newest file in somebody's direct messages. */
  const file = async (person: Person): Promise<string> => {
    await door.delivered();
    return files(person).at(-1)?.content?.toString() ?? '';
  };
  const numbers = (csv: string): string[] => csv.split('\r\n').slice(1, -1).map((line) => line.split(',')[0] ?? '').toSorted();
  const card = async (person: Person, text: string): Promise<Answer> => {
    await door.delivered();
    const newest = person.sees().findLast(({ visible }) => visible !== '');
    expect(newest?.visible).toContain(text);
    if (!newest) throw new Error('nothing was said');
    return newest;
  };

  it('is answered at once and comes into the asker’s direct messages, also when asked for in a channel', async () => {
    const answer = await sam.types('/sends export', { in: door.slack.general });
    expect(answer.visible).toContain(begun);
    expect(answer.ephemeral).toBe(true);
    const csv = await file(sam);
    expect(csv.startsWith(HEADER)).toBe(true);
    expect(files(sam, door.slack.general.id)).toEqual([]);
    expect(files(kim)).toEqual([]);
    const said = await card(sam, 'Your export is here: 2 sends');
    expect(said.visible).toMatch(/The file leaves Slack/);
    expect(said.visible).toContain('10 a day');
  });

  it('holds what its asker may see: a Sender their own, a Manager their teams’, an Admin everything', async () => {
    await sam.types('/sends export');
    await kim.types('/sends export');
    await ana.types('/sends export all');
    expect(numbers(await file(sam))).toEqual(['1', '2']);
    expect(numbers(await file(kim))).toEqual(['1', '2', '3']);
    expect(numbers(await file(ana))).toEqual(['1', '2', '3', '4']);
    await sam.types('/sends export team from:"Tom Berg"');
    await card(sam, 'Nothing to export');
  });

  it('leaves addresses and messages out unless they are asked for, and that is on record', async () => {
    await sam.types('/sends export');
    expect(await file(sam)).not.toMatch(/Main St|Thank you, Jane/);
    expect((await sam.types('/sends export with:address status:shipped')).visible).toContain('keep it safe');
    const csv = await file(sam);
    expect(csv).toContain('"1 Main St, Springfield","Thank you, Jane"');
    expect(numbers(csv)).toEqual(['1']);
    expect(files(sam).slice(-2).map(({ name }) => /^sends-\d{8}-\d{4}(-with-addresses)?\.csv$/.exec(name)?.[1])).toEqual([undefined, '-with-addresses']);
    await card(sam, 'With addresses and gift messages');
    const entries = await door.store.audit.page(door.workspaceId, { since: door.now() }, { size: 10, after: undefined });
    expect(entries.filter(({ verb }) => verb === 'exported').map(({ after, door: where }) => [after?.['address'], where])).toEqual([[false, 'command'], [true, 'command']]);
    expect(JSON.stringify(entries)).not.toMatch(/Main St|shipped/i);
  });

  it('is narrowed like any list, and safe to open in a spreadsheet', async () => {
    await ana.types('/sends export team');
    await card(ana, 'Nothing to export');
    await ana.types('/sends export all status:delivered');
    const csv = await file(ana);
    expect(numbers(csv)).toEqual(['2']);
    expect(csv).toContain(`"'=HYPERLINK(`);
    expect((await ana.types('/sends export stale')).visible).toContain('There is no list called “stale”');
    expect((await ana.types('/sends export statos:shipped')).visible).toContain('/sends export status:shipped');
  });

  it('can be asked for under a list, with the list’s filter', async () => {
    const clicked = await kim.clicks({ action_id: ACTIONS.exportList, value: encodeExport('team from:"tom berg"') ?? '' });
    expect(clicked.visible).toContain(begun);
    expect(numbers(await file(kim))).toEqual(['3']);
    for (const junk of ['', 'x', encodeExport('whoami') ?? '', encodeExport('to:"') ?? '']) {
      expect((await kim.clicks({ action_id: ACTIONS.exportList, value: junk })).visible).toContain('older version');
    }
  });

  it('has its button under a list of more than one page', async () => {
    await door.sends(...Array.from({ length: 11 }, (_, i) => numbered(900 + i, { senderName: 'Lea May', senderEmail: emailOf('Lea May'), team: 'LATAM' })));
    const lea = await door.member('Lea May');
    const list = await lea.types('/sends mine');
    expect(list.buttons.map(({ label }) => label)).toContain('Export');
    expect((await lea.presses(list, 'Export')).visible).toContain(begun);
    expect(numbers(await file(lea))).toHaveLength(11);
  });

  it('says that there is nothing to export, and gives no file', async () => {
    const before = files(sam).length;
    await sam.types('/sends export to:nobody');
    await card(sam, 'Nothing to export');
    expect(files(sam)).toHaveLength(before);
  });

  it('is written for one person one at a time, and ten a day', async () => {
    let go = (): void => {};
    const waiting = new Promise<void>((resolve) => (go = resolve));
    beforePage = () => waiting;
    expect((await sam.types('/sends export')).visible).toContain(begun);
    expect((await sam.types('/sends export')).visible).toContain('being written already');
    expect((await kim.types('/sends export')).visible).toContain(begun);
    go();
    await door.delivered();
    for (let i = 1; i < 10; i++) {
      expect((await sam.types('/sends export')).visible).toContain(begun);
      await door.delivered();
    }
    expect((await sam.types('/sends export')).visible).toContain('the last export for today');
  });

  it('holds what its asker may see when it is given: a role that changes meanwhile begins it anew', async () => {
    const role = (to: 'SENDER' | 'MANAGER') => door.member('Kim Cho', to, to === 'MANAGER' ? ['EMEA'] : []);
    await door.sends(numbered(50, { senderName: 'Kim Cho', senderEmail: emailOf('Kim Cho'), team: 'APAC' }));
    let pages = 0;
    beforePage = async () => {
      if ((pages += 1) === 1) await role('SENDER');
    };
    await kim.types('/sends export');
    expect(numbers(await file(kim))).toEqual(['50']);
    expect(pages).toBe(2);
    await role('MANAGER');
  });

  it('is not given to whoever may not use the tracker any more', async () => {
    const before = files(sam).length;
    beforePage = async () => void (await door.store.members.untie(door.workspaceId, emailOf('Sam Lee'), { actor: 'operator', door: 'CLI', at: door.now() }));
    await sam.types('/sends export');
    await door.delivered();
    expect(files(sam)).toHaveLength(before);
    beforePage = async () => {};
    expect((await sam.types('/sends whoami')).visible).toContain('Sam Lee');
  });

  it('goes from Slack after 24 hours, and its card says so', async () => {
    await sam.types('/sends export');
    const there = await card(sam, 'Your export is here');
    const given = files(sam).at(-1);
    expect(door.slack.state.files.all).toContain(given);
    await door.forward(DAY - 1);
    expect(door.slack.state.files.all).toContain(given);
    door.slack.misbehave({ on: 'files.delete', fails: { kind: 'http', status: 503 }, times: 1 });
    await door.forward(1);
    expect(door.slack.state.files.all).toContain(given);
    await door.forward(60_000);
    expect(door.slack.state.files.all).not.toContain(given);
    expect(there.now().visible).toContain('was removed');
  });

  it('is given once, though Slack’s answer to the giving was lost', async () => {
    const before = files(sam).length;
    door.slack.misbehave({ on: 'files.completeUploadExternal', fails: { kind: 'reset', done: true }, times: 1 });
    await sam.types('/sends export');
    await card(sam, 'Writing your export');
    await door.forward(61_000);
    await card(sam, 'Your export is here: 2 sends');
    expect(files(sam)).toHaveLength(before + 1);
  });

  it.each(['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'])('waits while Slack fails at %s, and leaves nothing behind here', async (on) => {
    const before = files(sam).length;
    door.slack.misbehave({ on, fails: { kind: 'http', status: 503 }, times: 1 });
    await sam.types('/sends export');
    await door.delivered();
    expect(files(sam)).toHaveLength(before);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('send-tracker-export-'))).toEqual([]);
    await door.forward(61_000);
    expect(files(sam)).toHaveLength(before + 1);
  });

  it('that was under way in a crash is begun anew by whoever asks next, and not by two', async () => {
    const { exports } = door.store;
    const entries = await door.store.audit.page(door.workspaceId, {}, { size: 100, after: undefined });
    const who = entries.map(({ actor }) => actor).find((actor) => typeof actor === 'object' && 'member' in actor && actor.slackUser === sam.user.id);
    if (typeof who !== 'object' || !('member' in who)) throw new Error('Sam exported nothing yet');
    const now = door.now();
    const asked = { question: 'all', withAddress: false };
    expect(await exports.begin(door.workspaceId, who.member, asked, { most: 10, since: new Date(0) }, { at: now, actor: who, door: 'command' })).toBe('too-many');
    expect(await exports.begin(door.workspaceId, who.member, asked, { most: 10, since: now }, { at: now, actor: who, door: 'command' })).toBe('begun');
    const crashed = await exports.claim(now, 60_000);
    const before = files(sam).length;
    await door.forward(30_000);
    expect(files(sam)).toHaveLength(before);
    await door.forward(30_001);
    expect(files(sam)).toHaveLength(before + 1);
    // Whoever seemed dead comes back: its word counts no more.
    if (!crashed) throw new Error('nothing was claimed');
    expect(await exports.finish(crashed, { state: 'FAILED', problem: 'late' }, door.now())).toBe(false);
    expect(await exports.progress(crashed, 5, door.now(), 60_000)).toBe(false);
    expect(await exports.name(crashed, 'F1', 5, door.now(), 60_000)).toBe(false);
    expect((await exports.find(door.workspaceId, crashed.id))?.question).toBe('');
    await card(sam, 'Your export is here');
  });

  it('begins at the message of a wave, of the sends in it, for whom it was said to', async () => {
    const shipped = Array.from({ length: 6 }, (_, i) => numbered(500 + i, {
      recipientName: `Person ${i}`, createdAt: door.now(), observations: [{ status: { name: 'SHIPPED' }, at: door.now(), approximate: false }],
    }));
    await door.store.recorder.record(door.workspaceId, shipped, { source: 'webhook', now: door.now(), dryRun: false });
    await door.delivered();
    const fold = sam.sees().findLast(({ buttons }) => buttons.some(({ label }) => label === 'Export'));
    expect(fold?.visible).toContain('Q4 Thank You: 6 shipped');
    expect((await fold?.press('Export'))?.visible).toContain(begun);
    expect(numbers(await file(sam))).toEqual(['500', '501', '502', '503', '504', '505']);
    const value = fold?.buttons.find(({ label }) => label === 'Export')?.value ?? '';
    expect((await kim.clicks({ action_id: ACTIONS.foldExport, value })).visible).toContain(begun);
    await card(kim, 'Nothing to export');
    expect((await sam.clicks({ action_id: ACTIONS.foldExport, value: 'x' })).visible).toContain('older version');
  });

  it('is forgotten a month later', async () => {
    await sam.types('/sends export');
    const latest = (await door.store.audit.page(door.workspaceId, { since: door.now() }, { size: 10, after: undefined })).find(({ verb }) => verb === 'exported');
    const id = parseExportId(String(latest?.after?.['export']));
    if (id === undefined) throw new Error('nothing was exported');
    await door.delivered();
    expect(await door.store.exports.find(door.workspaceId, id)).toMatchObject({ state: 'DONE', question: '' });
    await door.forward(DAY);
    expect(await door.store.exports.find(door.workspaceId, id)).toMatchObject({ state: 'REMOVED', removeAt: undefined });
    await door.forward(30 * DAY);
    expect(await door.store.exports.find(door.workspaceId, id)).toBeUndefined();
  });
});
