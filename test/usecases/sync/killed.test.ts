import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalProvider, startLocalProvider } from '../../../src/sandbox/provider/index.ts';
import { openStore } from '../../../src/store/open.ts';
import { randomOf } from '../../../src/sandbox/world/random.ts';
import { NO_FILTER } from '../../../src/domain/query/filter.ts';
import { databases } from '../../support/databases.ts';
import { bundled, prepareData, type Program } from '../../support/programs.ts';
import { NOW } from './stage.ts';

const SENDS = 600;
/** How often an instance is killed: SYNC_KILLS=30 takes a minute. */
const KILLS = Number(process.env['SYNC_KILLS'] ?? 4);

/** A life: killed so many ms after it began to read, or let live. What it said. */
const live = (file: string, args: readonly string[], killAfter: number | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      const before = said;
      said += String(chunk);
      if (killAfter !== undefined && !before.includes('begins') && said.includes('begins')) setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });

describe('an instance killed at any moment of a sweep', () => {
  let provider: LocalProvider;
  let program: Program;
  beforeAll(async () => { program = await bundled('test/usecases/sync/killedChild.ts'); });
  afterEach(() => provider.stop());
  afterAll(() => program.remove());

  it.each(databases)(`loses nothing and takes nothing twice, on $name, ${KILLS} times`, async ({ name }) => {
    provider = await startLocalProvider({ limits: 'none', clock: () => NOW, latency: 10 });
    for (let i = 0; i < SENDS; i++) provider.add.send({ shiny: i });
    const folder = await mkdtemp(path.join(os.tmpdir(), 'send-tracker-killed-'));
    const db = name === 'embedded' ? undefined : await databases.find((each) => each.name === name)?.open();
    if (!db) await prepareData(folder);
    const args = [db?.url ?? folder, provider.apiUrl, provider.oauth.grant()];
    const random = randomOf(7, 0);
    for (let life = 0; life < KILLS; life++) await live(program.file, args, Math.floor(random.next() * 600));
    expect(await live(program.file, args, undefined)).toBe('begins\ndone\n');
    const store = db?.store ?? (await openStore({ dataDir: folder, owner: 'the test' }));
    const [workspace] = await store.workspaces.all();
    if (!workspace) throw new Error('no workspace');
    const all = await store.sends.exportPage(workspace.id, { everything: true }, NO_FILTER, undefined, { size: 1000, after: undefined });
    expect(all.map(({ number }) => Number(number)).toSorted((a, b) => a - b)).toEqual(Array.from({ length: SENDS }, (_, i) => i + 1));
    const counts = await store.sends.counts(workspace.id, { everything: true });
    expect(counts).toEqual({ ORDER_RECEIVED: SENDS });
    const [first] = all;
    const details = first && (await store.sends.details(workspace.id, { everything: true }, first.id));
    expect(details?.history).toHaveLength(1);
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }, 240_000);
});
