import { RespondError, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recognised } from '../../src/slack/actor.ts';
import { explainFailure, type Log } from '../../src/slack/failures.ts';
import { answer, answerSubmission, type Request } from '../../src/slack/listener.ts';
import type { ListenerDeps, Outcome } from '../../src/slack/settle.ts';
import { inMessage, inPlace, type Plan } from '../../src/slack/plan.ts';
import { message, modal, section } from '../../src/slack/views/blocks.ts';
import { md } from '../../src/slack/views/mrkdwn.ts';
import { UserFacingError } from '../../src/usecases/errors.ts';
import { anActor } from '../support/builders.ts';
import { slackUserId } from './slackUserId.ts';

const USER = slackUserId('U0SAM');
const hello = message(md`hello`, [section([md`hello`])]);
const dialog = (text: string) => modal({ title: 'Dialog', blocks: [section([md`${text}`])] });
const secretive = new Error('jane@acme.example lives at 1 Main St');

let said: { text: string; replace: unknown }[];
let called: { method: string; body: string }[];
let logged: { fields: object; text: string }[];
let recorded: Outcome[];
let recognised: Recognised;
let slackAnswers: (method: string) => object | Promise<object>;
let databaseAnswers: boolean;
let waited: number[];
let deps: ListenerDeps;
let request: Request;

beforeEach(() => {
  [said, called, logged, recorded, waited] = [[], [], [], [], []];
  recognised = { ok: true, asker: { actor: anActor(), slackUser: USER, timeZone: 'UTC' } };
  slackAnswers = () => ({ ok: true, view: { id: 'V1', hash: 'h1' } });
  databaseAnswers = true;
  const note = (fields: object, text: string): void => void logged.push({ fields, text });
  const log: Log = { error: note, warn: note, info: note, debug: note };
  const silent = (): void => undefined;
  const web = new webApi.WebClient('xoxb-test', {
    retryConfig: { retries: 0 },
    logger: { debug: silent, info: silent, warn: silent, error: silent, setLevel: silent, getLevel: () => webApi.LogLevel.ERROR, setName: silent },
    fetch: async (url, init) => {
      const method = String(url).split('/').at(-1) ?? '';
      called.push({ method, body: decodeURIComponent(String(init?.body)) });
      return Response.json(await slackAnswers(method));
    },
  });
  const explain = explainFailure({ log, pingStore: async () => (databaseAnswers ? undefined : Promise.reject(new Error('gone'))) });
  deps = {
    actorOf: async () => recognised, explain, web, log, charts: { wanted: () => false, refused: silent }, replaceAt: async () => true, firstTime: async () => true,
    record: (_route, outcome) => void recorded.push(outcome), wait: async (ms) => void waited.push(ms),
  };
  request = {
    route: '/send', claim: { user: USER, team: 'T1' }, trigger: 't1', dialog: undefined,
    respond: async (answered) => {
      if (typeof answered !== 'string') said.push({ text: answered.text ?? '', replace: answered.replace_original });
      return new Response();
    },
  };
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an answer in a message', () => {
  it('goes to the asker, in place of the old one where that is meant', async () => {
    await answer(deps)(request, inMessage(async () => hello));
    await answer(deps)(request, inPlace(async () => hello));
    expect(said).toEqual([{ text: 'hello', replace: false }, { text: 'hello', replace: true }]);
    expect(recorded).toEqual(['answered', 'answered']);
  });

  it('to somebody refused is the refusal, and nothing is done and nothing replaced', async () => {
    recognised = { ok: false, refusal: { why: 'guest' } };
    let done = false;
    await answer(deps)(request, inPlace(async () => {
      done = true;
      return hello;
    }));
    expect(said).toEqual([{ text: 'Guests see no sends here', replace: false }]);
    expect([done, recorded]).toEqual([false, ['refused']]);
  });

  it('carries an error’s own sentence, unlogged', async () => {
    await answer(deps)(request, inMessage(async () => Promise.reject(new UserFacingError('That <send> is gone.'))));
    expect(said.map(({ text }) => text)).toEqual(['That &lt;send&gt; is gone.']);
    expect(logged).toEqual([]);
  });

  it('to any other error is a ref, which the log has once, without a word of the error', async () => {
    await answer(deps)(request, inMessage(async () => Promise.reject(secretive)));
    const ref = /ref ([0-9a-f]{6})/.exec(said[0]?.text ?? '')?.[1];
    expect(said[0]?.text).toContain('Something broke');
    expect(logged).toMatchObject([{ fields: { ref, route: '/send' } }]);
    expect(JSON.stringify(logged)).not.toMatch(/jane|Main St/);
    expect(recorded).toEqual(['failed']);
  });

  it('says which of the two is away: the database or Slack', async () => {
    databaseAnswers = false;
    await answer(deps)(request, inMessage(async () => Promise.reject(secretive)));
    await answer(deps)(request, inMessage(async () => Promise.reject(new webApi.WebAPIRequestError(new Error('reset')))));
    expect(said.map(({ text }) => text.replace(/\w{6}\)/, '…)'))).toEqual(['I can’t reach my data right now (ref …)', 'Slack did not answer me (ref …)']);
  });

  it('that cannot be delivered is logged and counted, and rejects nothing', async () => {
    await answer(deps)({ ...request, respond: async () => Promise.reject(new Error('410 jane@acme.example')) }, inMessage(async () => hello));
    expect(recorded).toEqual(['failed']);
    expect(JSON.stringify(logged)).not.toContain('jane');
    expect(logged).toMatchObject([{ fields: { ref: expect.stringMatching(/^[0-9a-f]{6}$/), route: '/send' } }]);
  });

  it.each([
    [1, ['hello'], 0, 'answered'],
    [2, [], 1, 'failed'],
    [3, [], 1, 'failed'],
  ])('that Slack is too busy for %i times is tried a second time, a second later, and no more', async (times, shown, failures, outcome) => {
    const { respond } = request;
    let tries = 0;
    await answer(deps)({
      ...request,
      respond: async (answered) => {
        tries += 1;
        if (tries <= times) throw new RespondError('Too Many Requests', 429);
        return respond?.(answered) ?? new Response();
      },
    }, inMessage(async () => hello));
    expect([said.map(({ text }) => text), logged.length, recorded]).toEqual([shown, failures, [outcome]]);
    expect([tries, waited]).toEqual([2, [1000]]);
  });

  it('is shown in a dialog where there is no conversation to answer in', async () => {
    await answer(deps)({ ...request, dialog: 'V0', respond: undefined }, inMessage(async () => hello));
    expect(called).toMatchObject([{ method: 'views.push', body: expect.stringContaining('hello') }]);
  });
});

describe('an answer in a dialog', () => {
  const plan = (of: (Plan & { show: 'dialog' })['of']): Plan => ({ show: 'dialog', opening: dialog('opening'), of });

  it('opens at once, before it is known who asks, and is filled afterwards', async () => {
    let identify: (known: Recognised) => void = () => undefined;
    deps.actorOf = () => new Promise((resolve) => (identify = resolve));
    const answering = answer(deps)(request, plan(async () => dialog('filled')));
    await vi.waitFor(() => expect(called.map(({ method }) => method)).toEqual(['views.open']));
    identify(recognised);
    await answering;
    expect(called).toMatchObject([{ body: expect.stringContaining('opening') }, { method: 'views.update', body: expect.stringMatching(/filled.*h1/) }]);
  });

  it('tells a refusal and a failure in the dialog', async () => {
    await answer(deps)(request, plan(async () => Promise.reject(secretive)));
    recognised = { ok: false, refusal: { why: 'guest' } };
    await answer(deps)(request, plan(async () => dialog('filled')));
    expect(called.filter(({ method }) => method === 'views.update').map(({ body }) => /Something broke|Guests see no sends/.exec(body.replaceAll('+', ' '))?.[0]))
      .toEqual(['Something broke', 'Guests see no sends']);
  });

  it('that could not be opened is told in a message', async () => {
    slackAnswers = () => ({ ok: false, error: 'expired_trigger_id' });
    await answer(deps)(request, plan(async () => dialog('filled')));
    expect(said[0]?.text).toContain('Slack did not answer me');
    expect(recorded).toEqual(['failed']);
  });

  it('that somebody has closed meanwhile is nobody’s failure', async () => {
    slackAnswers = (method) => (method === 'views.update' ? { ok: false, error: 'not_found' } : { ok: true, view: { id: 'V1', hash: 'h1' } });
    await answer(deps)(request, plan(async () => dialog('filled')));
    expect([logged, recorded]).toEqual([[], ['answered']]);
  });
});

describe('a submitted dialog', () => {
  const submitted = (work: () => Promise<ReturnType<typeof dialog>>) => answerSubmission(deps)('send_search', request.claim, 'V1', { waiting: dialog('waiting'), of: work });

  it('turns into the result', async () => {
    expect(await submitted(async () => dialog('result'))).toEqual({ now: dialog('result'), later: undefined });
  });

  it('that takes too long for Slack waits, and is filled when the result comes', async () => {
    vi.useFakeTimers();
    let finish: (view: ReturnType<typeof dialog>) => void = () => undefined;
    const answering = submitted(() => new Promise((resolve) => (finish = resolve)));
    await vi.advanceTimersByTimeAsync(2000);
    const { now, later } = await answering;
    vi.useRealTimers();
    expect(now).toEqual(dialog('waiting'));
    finish(dialog('result'));
    await later;
    expect(called).toMatchObject([{ method: 'views.update', body: expect.stringContaining('result') }]);
  });
});
