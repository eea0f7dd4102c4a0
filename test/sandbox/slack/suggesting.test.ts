import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalSlack, NoAnswer, type Person, startLocalSlack } from '../../../src/sandbox/slack/index.ts';

const menu = (action_id: string, over: object = {}) => ({
  type: 'input', block_id: action_id, optional: true, label: { type: 'plain_text', text: action_id },
  element: { type: 'multi_external_select', action_id, placeholder: { type: 'plain_text', text: 'Any' }, ...over },
});
const option = (value: string, text = value) => ({ text: { type: 'plain_text', text }, value });
const VIEW = {
  type: 'modal', title: { type: 'plain_text', text: 'Filter' }, submit: { type: 'plain_text', text: 'Show' },
  blocks: [menu('open', { min_query_length: 0 }), menu('usual'), menu('full', { min_query_length: 0, initial_options: [option('was', 'Was there')] })],
};

describe('a menu whose choices the app looks up', () => {
  let slack: LocalSlack;
  let ana: Person;
  let answer: unknown;
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk)).on('end', () => {
      received.push(JSON.parse(new URLSearchParams(Buffer.concat(chunks).toString()).get('payload') ?? '{}'));
      response.end(JSON.stringify(answer));
    });
  });

  beforeAll(async () => {
    slack = await startLocalSlack();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
    const address = server.address();
    slack.connect(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`, 'a secret');
    ana = slack.user({ name: 'Ana Ruiz' });
  });
  beforeEach(() => void slack.state.views.open(ana.id, VIEW));
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await slack.stop();
  });

  it('asks for them as block_suggestion, and offers what comes', async () => {
    answer = { options: [option('a', 'Apple'), option('b', 'Berry')] };
    expect(await ana.searches('open', '')).toEqual([{ label: 'Apple', value: 'a' }, { label: 'Berry', value: 'b' }]);
    expect(received.at(-1)).toMatchObject({ type: 'block_suggestion', action_id: 'open', block_id: 'open', value: '', user: { id: ana.id }, view: { type: 'modal' }, container: { type: 'view' } });
    answer = { option_groups: [{ label: { type: 'plain_text', text: 'Fruit' }, options: [option('c', 'Cherry')] }] };
    expect(await ana.searches('open', 'ch')).toEqual([{ label: 'Cherry', value: 'c' }]);
  });

  it('can be submitted with what was offered, and with what stood there, and with nothing else', async () => {
    answer = { options: [option('a'), option('b'), option('c')] };
    await ana.searches('open', '');
    await expect(ana.submitsRaw({ open: { open: ['never offered'] } })).rejects.toThrow('no option');
    answer = {};
    await ana.submitsRaw({ open: { open: ['a', 'c'] }, full: { full: ['was'] } });
    expect(received.at(-1)).toMatchObject({ type: 'view_submission', view: { state: { values: {
      open: { open: { selected_options: [{ value: 'a' }, { value: 'c' }] } }, full: { full: { selected_options: [{ value: 'was' }] } }, usual: { usual: { selected_options: [] } },
    } } } });
  });

  it('asks from three characters on, unless it says otherwise', async () => {
    answer = { options: [] };
    await expect(ana.searches('usual', 'ab')).rejects.toThrow('from 3 characters');
    expect(await ana.searches('usual', 'abc')).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['more than 100', { options: Array.from({ length: 101 }, (_, i) => option(String(i))) }], ['a text over 75', { options: [option('a', 'x'.repeat(76))] }],
    ['mrkdwn', { options: [{ text: { type: 'mrkdwn', text: 'a' }, value: 'a' }] }], ['neither options nor groups', {}], ['nothing at all', ''],
  ])('is refused %s', async (_, wrong) => {
    answer = wrong;
    await expect(ana.searches('open', 'x')).rejects.toThrow(NoAnswer);
    expect(slack.invalid.at(-1)?.where).toBe('suggestion');
  });
});
