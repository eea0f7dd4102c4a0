import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoAnswer, startLocalSlack, type LocalSlack, type LocalSlackOptions } from '../../../src/sandbox/slack/index.ts';
import { startEchoBot } from './echo-bot.ts';

describe.each(['HTTP', 'sockets'] as const)('a real Bolt app behind the local Slack, over %s', (over) => {
  let slack: LocalSlack;
  let bot: Awaited<ReturnType<typeof startEchoBot>>;
  const start = (options: LocalSlackOptions) => startLocalSlack({ socketMode: over === 'sockets', ...options });
  beforeAll(async () => {
    slack = await start({
      commands: {
        '/echo': { shouldEscape: true }, '/quick': { shouldEscape: false }, '/say': { shouldEscape: false },
      },
    });
    bot = await startEchoBot(slack, over);
  });
  afterAll(async () => {
    await bot.stop();
    await slack.stop();
  });
  const ana = () => slack.user({ name: 'Ana Ruiz', email: 'ana@corp.example' });

  it('answers a signed command through the response URL, for the asker only', async () => {
    const asker = ana();
    const answer = await asker.types('/echo mine & more');
    expect(answer).toMatchObject({ text: 'Echo: mine &amp; more', ephemeral: true, surface: 'message' });
    expect(answer.visible).toBe('Page 1\n*mine &amp; more*\n[Details | Track]\n[Next]\n[Form]\n[Drop]');
    expect(answer.buttons.map(({ label, action_id, value }) => [label, action_id, value])).toEqual([
      ['Next', 'page_next', '2'], ['Form', 'open_form', 'mine &amp; more'], ['Drop', 'drop', 'it'],
    ]);
    expect(asker.sees(slack.general)).toHaveLength(1);
    expect(slack.user({ name: 'Ben' }).sees('general')).toHaveLength(0);
  });

  it('turns mentions into ids where the command says should_escape', async () => {
    const jane = slack.user({ name: 'Jane Park' });
    expect((await ana().types('/echo from:@Jane Park in #general')).text).toBe(
      `Echo: from:<@${jane.id}|jane.park> in <#${slack.general.id}|general>`,
    );
  });

  it('takes an answer in the acknowledgement', async () => {
    const answer = await ana().types('/quick one');
    expect([answer.text, answer.visible, answer.ephemeral]).toEqual(['quick one', 'quick one', true]);
  });

  it('replaces a message when a button says so, and an old card can be pressed again', async () => {
    const first = await ana().types('/echo a');
    const second = await first.press('Next');
    expect(second.visible).toContain('Page 2');
    expect((await second.press('page_next')).visible).toContain('Page 3');
    expect((await first.press('Next')).visible).toContain('Page 2');
    expect(first.visible).toContain('Page 1');
    expect(first.now().visible).toContain('Page 2');
    expect((await first.press('Drop')).gone).toBe(true);
  });

  it('chooses in the menu of a row, by place or by text beside it', async () => {
    const person = ana();
    const card = await person.types('/echo gift');
    expect((await card.choose(0, 'Details')).text).toBe(`${person.id} chose Details:gift`);
    expect((await card.choose('gift', 'Track')).text).toBe(`${person.id} chose Track:gift`);
    await expect(card.choose('gift', 'Cancel')).rejects.toThrow('no option "Cancel" among: Details, Track');
  });

  it('lets somebody else press a button of a message in a channel', async () => {
    const asker = ana();
    const ben = slack.user({ name: 'Ben Ode' });
    const team = slack.channel({ name: 'team', members: [asker, ben], withBot: true });
    await asker.typesRaw('/say hello', { in: team });
    await slack.idle();
    const [card] = ben.sees(team);
    expect(card?.text).toBe('Echo: hello');
    expect((await card?.choose(0, 'Track'))?.text).toBe(`${ben.id} chose Track:hello`);
  });

  it('clicks with any forged value', async () => {
    const asker = ana();
    const card = await asker.types('/echo a');
    expect((await asker.clicks({ on: card, action_id: 'page_next', value: '99' })).visible).toContain('Page 99');
    expect(await asker.clicksRaw({ action_id: 'page_next', value: '<!channel>' })).toMatchObject({ status: 200, body: '' });
  });

  it('opens a dialog, fills it later, refuses, then updates it', async () => {
    const asker = ana();
    const card = await asker.types('/echo a');
    const loading = await card.press('Form');
    expect([loading.surface, loading.text]).toEqual(['modal', 'Echo']);
    expect((await asker.modalFilled('Reason')).visible).toBe('Reason\nSize\n[S | L]');
    await expect(asker.submits({})).rejects.toThrow('"Reason" is required');
    await expect(asker.submits({ reasons: { text: 'x' } })).rejects.toThrow('no field reasons/text');
    expect((await asker.submits({ reason: { text: 'no' } })).errors).toEqual({ reason: 'Say more' });
    const { errors, modal } = await asker.submits({ reason: { text: 'fine' }, size: { pick: 'L' } });
    expect([errors, modal?.visible]).toEqual([{}, 'Got fine, size size-L']);
    await asker.closes();
    expect(asker.modal).toBeUndefined();
  });

  it('tells the bot when a dialog is closed and the view asked for it', async () => {
    const asker = ana();
    await (await asker.types('/echo a')).press('Form');
    await asker.modalFilled('Reason');
    await asker.closes();
    await slack.idle();
    expect(asker.sees().map(({ text }) => text)).toEqual(['You closed the form']);
  });

  it('closes a dialog whose submission is just acknowledged', async () => {
    const asker = ana();
    await (await asker.types('/echo a')).press('Form');
    await asker.modalFilled('Reason');
    expect(await asker.submits({ reason: { text: 'close' } })).toEqual({ errors: {}, modal: undefined });
  });

  it('publishes the Home tab', async () => {
    expect((await ana().opensHome()).visible).toBe('Welcome home');
  });

  it('delivers events, and delivers them again with their retry headers', async () => {
    const event = { type: 'user_change', user: { id: 'U1' } };
    expect((await slack.sends(event, { number: 0, eventId: 'EvSame' })).status).toBe(200);
    expect((await slack.sends(event, { number: 1, reason: 'http_timeout', eventId: 'EvSame' })).status).toBe(200);
    await slack.idle();
    expect(bot.events).toEqual([{ id: 'EvSame', retry: 0 }, { id: 'EvSame', retry: 1 }]);
  });

  it.runIf(over === 'HTTP')('is refused with a bad, missing or old signature', async () => {
    const body = 'command=%2Fecho&text=x';
    const statuses = [];
    for (const raw of [{ signature: 'v0=00' }, { signature: null }, { secret: 'other' }, { timestamp: Math.floor(Date.now() / 1000) - 301 }, { timestamp: null }]) {
      statuses.push((await slack.deliver({ body, ...raw })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
  });

  it('says what was received when no answer comes', async () => {
    const impatient = await start({ answerLimitMs: 300, commands: { '/bad': { shouldEscape: false }, '/silent': { shouldEscape: false } } });
    const other = await startEchoBot(impatient, over);
    const asker = impatient.user({ name: 'Ana Ruiz' });
    const refusal = await asker.types('/bad').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NoAnswer);
    expect(String(refusal)).toContain('must be less than 3001 characters [json-pointer:/blocks/0/text/text]');
    expect(impatient.invalid).toMatchObject([{ where: 'response_url' }]);
    await expect(asker.types('/silent')).rejects.toThrow(/nothing was shown within 300 ms; acknowledged with 200/);
    await expect(asker.types('/unknown')).rejects.toThrow('"/unknown" is not a command of this app');
    await other.stop();
    await impatient.stop();
  });

  it('was sent nothing that Slack would refuse, but for what a test provoked', () => {
    expect(slack.invalid).toEqual([]);
  });
});
