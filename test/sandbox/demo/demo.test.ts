import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readOptions } from '../../../src/sandbox/demo/options.ts';
import { type RunningDemo, startDemo } from '../../../src/sandbox/demo/start.ts';
import type { Person } from '../../../src/sandbox/slack/index.ts';

// Each starts processes of its own: on a busy machine that takes a while.
describe('the demo', { timeout: 180_000 }, () => {
  let folder: string;
  const running: RunningDemo[] = [];
  const start = async (...words: string[]): Promise<RunningDemo> => {
    const started = await startDemo(readOptions(['--folder', folder, '--port', '0', ...words]));
    running.push(started);
    return started;
  };
  const personOf = ({ roles }: RunningDemo, name: string): Person => {
    const found = roles.find(({ person }) => person.user.realName === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.person;
  };
  const play = async ({ url }: RunningDemo, id: string, values: Record<string, string> = {}): Promise<unknown> =>
    (await fetch(`${url}api/play`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id, values }) })).json();
  let demo: RunningDemo;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'demo-'));
    demo = await start();
  }, 180_000);
  afterAll(async () => {
    for (const each of running) await each.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('starts the real bot on a sample company, survives its restart, and lets days pass', async () => {
    expect(demo.seeded).toBe('brought in 11 people and 400 sends');
    const [sam, ben, gail, olga, nina] = ['Sam Lee', 'Ben Carter', 'Gail Moore', 'Olga Petrov', 'Nina Vogel'].map((name) => personOf(demo, name));
    // On a busy machine the first question may find the bot still warming up.
    const mine = await vi.waitFor(() => sam?.types('/sends mine'), { timeout: 60_000 });
    expect(mine?.visible).toContain('Your sends');
    expect((await sam?.types('/send 1234'))?.visible).toContain('Jane Park');
    expect((await ben?.types('/sends team'))?.visible).toContain('Lena Fischer');
    for (const outsider of [gail, olga, nina]) expect((await outsider?.types('/sends mine', { in: 'gifting' }))?.visible).not.toContain('Your sends');

    expect(await play(demo, 'forge', { how: 'unsigned' })).toMatchObject({ said: expect.stringContaining('401') });
    expect(await play(demo, 'restart')).toMatchObject({ failed: false });
    expect((await mine?.press('Next'))?.visible).toContain('Your sends');
    expect(sam?.sees(demo.slack.general).length).toBeGreaterThan(1);

    expect((await sam?.types('/send 2003'))?.visible).toContain('Day 6');
    expect(await play(demo, 'days', { days: '3' })).toMatchObject({ failed: false });
    expect((await sam?.types('/send 2003'))?.visible).toContain('Day 9');
  });

  it('plays the gifting platform: a gift moves on, and its sender hears of it', async () => {
    const sam = personOf(demo, 'Sam Lee');
    const advance = (values: Record<string, string>) => play(demo, 'advance', { send: '2002', number: '', status: 'SHIPPED', how: 'once', ...values });
    expect(await advance({ how: 'forged' })).toEqual({ said: 'The bot answered 401.', failed: false });
    expect(await advance({ how: 'old' })).toEqual({ said: 'The bot answered 401.', failed: false });
    expect(await advance({ number: '99999999' })).toEqual({ said: 'The platform has no send 99999999.', failed: true });
    expect(await advance({})).toEqual({ said: 'The bot answered 200.', failed: false });
    const card = await sam.types('/send 2002');
    expect(card.visible).toContain('Your gift to Olivia Haas is on its way');
    expect(card.visible).toMatch(/1Z999AA1\d+/);
    await vi.waitFor(() => expect(sam.sees().map(({ visible }) => visible).join('\n')).toContain('Olivia Haas'), { timeout: 60_000 });

    expect(await advance({ status: 'DELIVERED', how: 'thrice' })).toEqual({ said: 'The bot answered 200, 200, 200.', failed: false });
    expect(await play(demo, 'campaign', { count: '12', whose: 'team' })).toMatchObject({ said: '12 gifts of a team have shipped.' });
    // On a busy machine the bot still has those twelve in hand.
    const listed = await vi.waitFor(() => personOf(demo, 'Ana Ruiz').types('/sends all campaign:"Holiday 2026"'), { timeout: 60_000 });
    expect(listed.visible).toContain('12 match');
    expect(await play(demo, 'cancel')).toMatchObject({ go: { as: personOf(demo, 'Ana Ruiz').id } });
  });

  it('keeps the data for the next time, over Socket Mode too, says who holds the folder, and takes the next port when one is busy', async () => {
    const held = await start('--reset').then(() => '', String);
    expect(held).toContain('in use by the bot');
    await demo.stop();
    const second = await start('--socket');
    expect(second.seeded).toBe('kept');
    expect((await personOf(second, 'Sam Lee').types('/send 1234'))?.visible).toContain('Jane Park');
    await second.stop();

    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', () => resolve()));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const third = await start('--reset', '--port', String(port));
    expect(third.seeded).toBe('brought in 11 people and 400 sends');
    expect(Number(new URL(third.url).port)).toBeGreaterThan(port);
    other.close();
    expect(await readFile(path.join(folder, 'bot.log'), 'utf8')).toContain('ready');
  });

  it('understands its words, and says when it does not', () => {
    expect(readOptions([])).toMatchObject({ reset: false, socket: false, folder: 'data/demo', port: 3100 });
    expect(readOptions(['--keep', '--reset', '--port', '4000'])).toMatchObject({ reset: true, port: 4000 });
    expect(() => readOptions(['--nonsense'])).toThrow("Unknown option '--nonsense'");
  });
});
