import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../src/store/folderLock.ts';

const now = new Date('2026-11-01T12:00:00Z');
const holder = `
  const { lockFolder } = await import(process.argv[1]);
  await lockFolder(process.argv[2], 'the bot', new Date('2026-11-01T12:00:00Z'));
  process.stdout.write('held');
  setInterval(() => {}, 1000);`;

describe('the lock on a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const module = path.resolve(import.meta.dirname, '../../src/store/folderLock.ts');
  const another = async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', holder, '--', module, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return child;
  };

  it('keeps a second process off, and names the first', async () => {
    const child = await another();
    await expect(lockFolder(folder, 'me', now)).rejects.toThrow(`in use by the bot (process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is free again when its owner was killed', async () => {
    const child = await another();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockFolder(folder, 'me', now);
    await expect(lockFolder(folder, 'somebody else', now)).rejects.toThrow('in use by me');
    await lock.release();
    await (await lockFolder(folder, 'somebody else', now)).release();
  });

  it('goes to one of many who ask at once, also over a dead owner', async () => {
    const child = await another();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const asked = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => lockFolder(folder, `asker ${i}`, now)));
    const held = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(held).toHaveLength(1);
    await Promise.all(held.map((lock) => lock.release()));
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const deep = path.join(folder, 'x'.repeat(120));
    const lock = await lockFolder(deep, 'me', now);
    await expect(lockFolder(deep, 'another', now)).rejects.toThrow('in use by me');
    await lock.release();
  });
});
