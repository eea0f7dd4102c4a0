import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { statusOf } from '../../src/domain/status.ts';
import type { Answer, Channel, Person } from '../../src/sandbox/slack/index.ts';
import { encodeRequest, encodeSend } from '../../src/slack/ids.ts';
import { reconcileCancels } from '../../src/usecases/cancels/reconcileCancels.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { requestId, sendId } from '../support/builders.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { dialogOf, emailOf, type Environment, type FrontDoor, openFrontDoor, TODAY } from './frontDoor.ts';

const HOUR = 3600_000;
const SECRET = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const waiting = (said: Partial<SendRecord> = {}): Partial<SendRecord> => ({
  observations: [{ status: { name: 'CONFIRMING_ADDRESS' }, at: new Date(TODAY.getTime() - 48 * HOUR), approximate: false }], cost: { cents: 2500, currency: 'USD' }, tracking: {}, ...said,
});
const egift = waiting({ kind: 'eGifts USA', observations: [{ status: { name: 'SENT' }, at: new Date(TODAY.getTime() - 48 * HOUR), approximate: false }] });
const labels = (answer: Answer | undefined): string[] => answer?.buttons.map(({ label }) => label) ?? [];
const said = (person: Person): string[] => person.sees().map(({ visible }) => visible);

describe.each([quickest])('canceling from Slack, on $name', ({ open }) => {
  let db: TestDatabase;
  let door: FrontDoor;
  let ops: Channel;
  let sam: Person;
  let max: Person;
  let ana: Person;
  let olga: Person;
  const start = async (settings: Environment = {}, how: Parameters<typeof openFrontDoor>[2] = {}): Promise<void> => {
    db = await open();
    door = await openFrontDoor(db, (slack) => {
      ops = slack.channel({ name: 'operations', withBot: true });
      return { OPS_CHANNEL: ops.id, CANCEL_APPROVERS: emailOf('Olga Ops'), ...settings };
    }, how);
    [sam, max, ana, olga] = [await door.member('Sam Lee'), await door.member('Max Boss', 'MANAGER', ['EMEA']), await door.member('Ana Ruiz', 'ADMIN'), await door.member('Olga Ops')];
    await door.sends(waiting());
  };
  afterEach(async () => {
    const { invalid } = door.slack;
    await door.close();
    if (invalid.length > 0) throw new Error(`Slack would refuse: ${JSON.stringify(invalid)}`);
  });
  const inOps = (): Answer[] => olga.sees(ops);
  const find = async (number = '1234') => {
    const [send] = await door.store.sends.lookUp(door.workspaceId, { everything: true }, number, 1);
    if (!send) throw new Error('no such send');
    return send;
  };
  /** Opens the dialog from a card and submits it. */
  const cancels = async (person: Person, card: Answer, reason = ''): Promise<string> => {
    await person.presses(card, 'Cancel…');
    const dialog = await person.modalFilled((modal) => !modal.visible.includes('Looking it up'));
    if (!dialog.visible.includes('How much comes back')) return dialog.visible;
    const { modal } = await person.submits({ reason: { send_cancel_reason: reason } });
    await door.slack.idle();
    return modal?.visible ?? '';
  };

  it('goes to operations, who answer; nothing says canceled before it is, and nothing personal stands in their channel', async () => {
    await start();
    const card = await sam.types('/send 1234');
    const theirs = await max.types('/send 1234');
    expect(labels(card)).toContain('Cancel…');
    expect(labels(theirs)).toContain('Cancel…');
    expect(await cancels(sam, card, 'She moved')).toMatch(/Cancel requested by Sam Lee.*not canceled yet/s);
    expect(card.now().visible).toContain('Cancel requested by Sam Lee');
    for (const each of [card, theirs]) {
      expect(each.now().visible).toContain('Cancel requested by Sam Lee');
      expect(labels(each.now())).not.toContain('Cancel…');
    }
    await door.delivered();
    const [asked] = inOps();
    expect(asked?.visible).toMatch(/Please cancel send #1234.*Inventoried Sends.*Confirming Address.*25\.00 USD/s);
    expect(asked?.visible).toContain(sam.mention);
    expect(JSON.stringify(inOps().map(({ text, blocks }) => [text, blocks]))).not.toMatch(/Jane|Park|Acme|She moved|Springfield/);
    expect(said(max).join('\n')).toMatch(/Sam Lee’s gift to Jane Park.*to be canceled.*Cancel requested by Sam Lee/s);
    expect(JSON.stringify([card.now().visible, said(max), inOps().map(({ visible }) => visible)])).not.toMatch(/is canceled|Canceled by|was canceled/);

    if (!asked) throw new Error('operations were not asked');
    expect((await max.presses(asked, 'Done')).visible).toContain('This is for operations to answer');
    expect((await olga.presses(asked, 'Done')).visible).toMatch(/Noted for #1234.*Canceled by Olga Ops/s);
    await door.delivered();
    expect((await ana.presses(asked, 'Done')).visible).toMatch(/answered already.*Canceled by Olga Ops/s);
    await door.delivered();
    expect(await find()).toMatchObject({ status: { name: 'CANCELED' } });
    expect(theirs.now().visible).toContain('Canceled by Olga Ops');
    expect(labels(inOps()[0]?.now())).toEqual(['Details']);
    expect(said(sam).join('\n')).toMatch(/Your gift to Jane Park is canceled/);
    expect(said(max).at(-1)).toMatch(/Sam Lee’s gift to Jane Park is canceled/);
    expect(await cancels(sam, card)).toMatch(/Not canceled.*Canceled by Olga Ops.*It is over/s);
  });

  it('a refusal needs its reason and reaches the requester with it', async () => {
    await start();
    await cancels(sam, await sam.types('/send 1234'));
    await door.delivered();
    const [asked] = inOps();
    if (!asked) throw new Error('operations were not asked');
    await ana.presses(asked, 'Refuse…');
    await ana.modalFilled('Why can’t it be done?');
    expect((await ana.submits({ why: { cancel_refuse_why: 'The <!channel> label is printed' } })).modal?.visible).toContain('Noted for #1234');
    await door.delivered();
    expect(said(sam).at(-1)).toMatch(/will not be canceled.*Ana Ruiz refused.*label is printed/s);
    expect(said(sam).at(-1)).not.toContain('<!channel>');
    expect(inOps().map(({ visible }) => visible).join('\n')).not.toContain('label is printed');
    expect(labels(await sam.types('/send 1234'))).toContain('Cancel…');
  });

  it('operations are reminded after two working hours, and told at once when it moves on or settles by itself', async () => {
    await start();
    await cancels(sam, await sam.types('/send 1234'));
    await door.delivered();
    // Two hours of the requester's working day.
    await door.forward(10 * HOUR);
    const reconcile = reconcileCancels({ cancels: door.store.cancels, clock: door.now, endpoint: undefined, unanswered: () => undefined });
    await reconcile(door.now());
    await door.delivered();
    expect(inOps().at(-1)?.visible).toContain('Send #1234 still waits for your answer');
    const at = (): Date => door.now();
    await door.sends(waiting({ observations: [{ status: { name: 'ORDER_RECEIVED' }, at: at(), approximate: false }] }));
    await door.delivered();
    expect(inOps().at(-1)?.visible).toMatch(/Send #1234 moved on meanwhile.*Order Received/s);
    await door.forward(1000);
    await door.sends(waiting({ observations: [{ status: { name: 'SHIPPED' }, at: at(), approximate: false }] }));
    await door.delivered();
    expect(inOps().at(-1)?.visible).toMatch(/could not be canceled any more/);
    expect(labels(inOps()[0]?.now())).toEqual(['Details']);
    expect(said(sam).join('\n')).toMatch(/could not be canceled any more/);
  });

  it('a canceled send that ships all the same is told to requester, managers and operations at once', async () => {
    await start({ CANCEL_MODE: 'tracker' });
    expect(await cancels(sam, await sam.types('/send 1234'))).toMatch(/Canceled by Sam Lee/);
    await door.forward(60_000);
    await door.sends(waiting({ observations: [{ status: { name: 'SHIPPED' }, at: door.now(), approximate: false }] }));
    await door.delivered();
    for (const person of [sam, max]) expect(said(person).join('\n')).toMatch(/gift to Jane Park went out all the same/);
    expect(inOps().at(-1)?.visible).toMatch(/Send #1234 went out all the same/);
  });

  it('works by command, in either order, and from the details', async () => {
    await start({ CANCEL_MODE: 'tracker' });
    await sam.types('/send cancel #1234');
    expect((await sam.modalFilled('How much comes back')).visible).toContain('Your gift to Jane Park');
    await sam.closes();
    await sam.types('/send 999 cancel');
    expect((await sam.modalFilled('I found no send')).visible).toContain('999');
    await sam.closes();
    await sam.presses(await sam.types('/send 1234'), 'Details');
    expect(labels(await sam.modalFilled('Recent updates'))).toContain('Cancel…');
    await sam.closes();
    await sam.types('/send 1234 cancel');
    await sam.modalFilled('How much comes back');
    expect((await sam.submits({})).modal?.visible).toContain('Canceled by Sam Lee');
    const audited = await door.store.audit.ofSend(door.workspaceId, (await find()).id, 5);
    expect(audited).toMatchObject([{ verb: 'cancel-done', door: 'command' }]);
  });

  it('a role taken away between drawing and clicking wins, and one between the dialog and submitting it', async () => {
    await start({ CANCEL_MODE: 'tracker' });
    const card = await max.types('/send 1234');
    expect(labels(card)).toContain('Cancel…');
    await max.presses(card, 'Cancel…');
    await max.modalFilled('How much comes back');
    await door.store.members.save(door.workspaceId, [{ email: emailOf('Max Boss'), name: 'Max Boss', role: 'SENDER', teams: [] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });
    expect((await max.submits({})).modal?.visible).toContain('I don’t find this send');
    await max.closes();
    expect(await cancels(max, card)).toContain('I don’t find this send');
    expect(await find()).toMatchObject({ status: { name: 'CONFIRMING_ADDRESS' }, request: undefined });
  });

  it('asks Slack anew who clicks: what it said five minutes ago does not count', async () => {
    await start({ CANCEL_MODE: 'tracker' });
    const card = await sam.types('/send 1234');
    sam.user.restricted = true;
    expect((await sam.types('/send 1234')).visible).toContain('Jane Park');
    expect(await cancels(sam, card)).toContain('Guests see no sends here');
    expect((await find()).request).toBeUndefined();
  });

  it('a value of one’s own making has no effect and tells nothing', async () => {
    await start({ CANCEL_MODE: 'tracker' });
    await door.sends(waiting({ names: [{ scheme: 'number', value: '77' }], senderEmail: emailOf('Kim Roe'), senderName: 'Kim Roe', team: 'APAC', recipientName: 'Secret Recipient' }));
    const elsewhere = await door.store.workspaces.create('Elsewhere', 'T0ELSEWHERE');
    await door.store.recorder.record(elsewhere.id, [{
      names: [{ scheme: 'number', value: '88' }], senderEmail: emailOf('Sam Lee'), senderName: 'Sam Lee', recipientName: 'Foreign Recipient', kind: 'Amazon',
      observations: [{ status: { name: 'CONFIRMING_ADDRESS' }, at: TODAY, approximate: false }],
    }], { source: 'CSV', now: TODAY, dryRun: false });
    const [foreign] = await door.store.sends.lookUp(elsewhere.id, { everything: true }, '88', 1);
    const card = await sam.types('/send 1234');
    const absent = sendId('0198a000-0000-7000-8000-00000000dead');
    const values = [
      encodeSend('cancel', (await find('77')).id), encodeSend('cancel', foreign?.id ?? absent), encodeSend('cancel', absent),
      'junk', '', '{}', JSON.stringify({ v: 0, do: 'cancel', id: absent }), JSON.stringify({ v: 1, do: 'cancel', id: "' OR 1=1" }), 'x'.repeat(1999),
    ];
    const answers: string[] = [];
    for (const value of values) {
      const answer = await sam.clicks({ on: card, action_id: 'send_cancel', value: value || ' ' });
      await door.slack.idle();
      answers.push(`${answer.visible}\n${await dialogOf(sam)}`);
      if (sam.modal) await sam.closes();
    }
    expect(answers.join('\n')).not.toMatch(/Secret|Foreign|Kim/);
    for (const answer of answers) expect(answer).toMatch(/I don’t find this send|from an older version/);
    const forged = await sam.clicks({ on: card, action_id: 'cancel_done', value: encodeRequest('done', requestId('0198a000-0000-7000-8000-00000000dead')) });
    expect(forged.visible).toMatch(/for operations to answer|no longer find/);
    for (const number of ['1234', '77']) expect((await find(number)).request).toBeUndefined();
    expect(await db.query('SELECT 1 FROM cancel_requests')).toEqual([]);
  });

  it('an eGift’s sender asks the manager, who gets the card with the request and can cancel it', async () => {
    await start({ CANCEL_MODE: 'tracker' });
    await door.sends({ ...egift, names: [{ scheme: 'number', value: '5' }] });
    const card = await sam.types('/send 5');
    expect(labels(card)).toEqual(expect.arrayContaining(['Ask Max Boss to cancel']));
    expect(labels(card)).not.toContain('Cancel…');
    expect((await sam.presses(card, 'Ask Max Boss to cancel')).visible).toContain('I asked Max Boss');
    await door.delivered();
    const asked = max.sees().at(-1);
    expect(asked?.visible).toMatch(/Sam Lee asks you to cancel.*Sam Lee’s gift to Jane Park/s);
    if (!asked) throw new Error('the manager was not asked');
    expect(await cancels(max, asked)).toContain('Canceled by Max Boss');
    await door.delivered();
    expect(labels(asked.now())).not.toContain('Cancel…');
    expect(said(sam).join('\n')).toMatch(/Your gift to Jane Park is canceled.*Canceled by Max Boss/s);
  });

  it('what is with the warehouse is for Support: the message is written, names no recipient, and can be posted to operations', async () => {
    await start({ SUPPORT_CONTACT: 'support@provider.example' });
    await door.sends(waiting({
      names: [{ scheme: 'number', value: '6' }, { scheme: 'provider', value: 'gid-6' }], tracking: { carrier: 'UPS', number: '1Z999AA10123456784' },
      observations: [{ status: { name: 'ORDER_RECEIVED' }, at: new Date(TODAY.getTime() - 9 * 24 * HOUR), approximate: false }],
    }));
    await sam.presses(await sam.types('/send 6'), 'Contact Support…');
    const dialog = await sam.modalFilled('The message is written');
    expect(dialog.visible).toMatch(/Order #6, id gid-6, tracking number 1Z999AA10123456784, Inventoried Sends, Order Received for 9 days/);
    expect(dialog.visible).toContain('mailto:support@provider.example?subject=Order%206');
    expect(dialog.visible).not.toMatch(/Jane|Acme/);
    expect((await sam.submits({})).modal?.visible).toContain('Your operations team has it');
    await door.delivered();
    expect(inOps().at(-1)?.visible).toMatch(/Please ask Support about send #6.*9 days/s);
  });

  it('holds: which, who decides, Approve with its warning, and the sender hears the outcome', async () => {
    await start();
    await door.sends(waiting({ names: [{ scheme: 'number', value: '7' }], observations: [{ status: statusOf('ON_HOLD', 'insufficient_funds'), at: TODAY, approximate: false }] }));
    await door.delivered();
    const told = sam.sees().find(({ visible }) => visible.includes('#7'));
    expect(labels(told)).toContain('Cancel…');
    expect(labels(await sam.types('/send 7'))).toContain('Cancel…');
    expect(labels(await sam.types('/send 7'))).not.toContain('Approve…');
    const card = await max.types('/send 7');
    await max.presses(card, 'Approve…');
    expect((await max.modalFilled('may go negative')).visible).toContain('it stays on hold');
    expect((await max.submits({})).modal?.visible).toMatch(/Approval requested by Max Boss/);
    await door.delivered();
    expect(told?.now().visible).toContain('Approval requested by Max Boss');
    expect(labels(told?.now())).not.toContain('Cancel…');
    const asked = inOps().at(-1);
    if (!asked) throw new Error('operations were not asked');
    expect(asked.visible).toContain('Please approve send #7');
    await ana.presses(asked, 'Done');
    await door.delivered();
    expect(said(sam).join('\n')).toMatch(/Your gift to Jane Park is approved.*Approved by Ana Ruiz/s);
  });

  it('by webhook: a signed POST decides, and a later answer comes signed, too', async () => {
    const asked: { id: string; body: string; signed: boolean }[] = [];
    let status = 202;
    const key = Buffer.from('a secret of twenty-four b');
    const sign = (id: string, timestamp: string, body: string): string => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    await start({ CANCEL_MODE: 'webhook', CANCEL_WEBHOOK_URL: 'https://corp.example/cancel', CANCEL_WEBHOOK_SECRET: SECRET }, {
      post: async (url, headers, bytes) => {
        const body = Buffer.from(bytes).toString('utf8');
        const [id = '', timestamp = ''] = [headers['webhook-id'], headers['webhook-timestamp']];
        asked.push({ id, body, signed: url === 'https://corp.example/cancel' && headers['webhook-signature'] === sign(id, timestamp, body) });
        return { status, body: '{"message":"No"}' };
      },
    });
    expect(await cancels(sam, await sam.types('/send 1234'), 'Moved')).toContain('Your cancel system has it');
    const { request } = await find();
    expect(asked).toMatchObject([{ id: request?.id, signed: true }]);
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ type: 'send.cancel_requested', data: { request: request?.id, send: { number: '1234' }, reason: 'Moved' } });
    expect(asked[0]?.body).not.toMatch(/Jane|Springfield|acme/);

    const answers = async (body: string, signature?: string): Promise<number> => {
      const timestamp = String(Math.floor(door.now().getTime() / 1000));
      const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': signature ?? sign('msg_1', timestamp, body) };
      return (await fetch(`http://127.0.0.1:${door.app.port}/webhooks/cancel`, { method: 'POST', headers, body })).status;
    };
    const done = JSON.stringify({ request: request?.id, answer: 'done' });
    expect(await answers(done, 'v1,bm8=')).toBe(401);
    expect(await answers('{"request":"junk","answer":"done"}')).toBe(400);
    expect(await answers(JSON.stringify({ request: '0198a000-0000-7000-8000-00000000dead', answer: 'done' }))).toBe(404);
    expect((await find()).status.name).toBe('CONFIRMING_ADDRESS');
    expect(await answers(done)).toBe(200);
    expect(await answers(done)).toBe(200);
    expect(await answers(JSON.stringify({ request: request?.id, answer: 'refused' }))).toBe(409);
    expect((await find()).status.name).toBe('CANCELED');

    await door.sends(waiting({ names: [{ scheme: 'number', value: '8' }] }));
    status = 409;
    expect(await cancels(sam, await sam.types('/send 8'))).toMatch(/Not canceled.*your cancel system refused.*No/s);
  });

  it('switched off, it says so', async () => {
    await start({ CANCEL_MODE: 'off' });
    const card = await sam.types('/send 1234');
    expect(labels(card)).not.toContain('Cancel…');
    expect(card.visible).toContain('Canceling is switched off here');
    await sam.clicks({ on: card, action_id: 'send_cancel', value: encodeSend('cancel', (await find()).id) });
    expect((await sam.modalFilled('switched off')).visible).toContain('Canceling is switched off here');
  });
});
