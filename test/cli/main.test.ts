import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Each makes a database: on a busy machine that takes a while.
describe('the command line as a process', { timeout: 120_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'send-tracker-main-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const call = async (words: readonly string[], input: string, env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...words], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, DATABASE_URL: '', ...env },
    });
    child.stdin.end(input);
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, out, err };
  };

  it('reads standard input into the embedded database, keeps it, and draws no progress into a pipe', async () => {
    const content = 'Send ID,Status,Sender Email\n1,Shipped,sam@corp.example\n';
    expect(await call(['import', '-'], content)).toEqual({ code: 0, out: '1 row: 1 new, 0 changed, 0 unchanged, 0 bad.\n', err: '' });
    expect(await call(['import', '-'], `${content}2,Shipped,nobody\n`)).toMatchObject({ code: 1, out: expect.stringContaining('2 rows: 0 new, 0 changed, 1 unchanged, 1 bad.') });
  });

  it('helps under any configuration, and says what is wrong with it where it matters', async () => {
    const wrong = { DATABASE_URL: 'mysql://somewhere' };
    expect(await call(['help'], '', wrong)).toMatchObject({ code: 0, err: '' });
    expect(await call(['migrate'], '', wrong)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('DATABASE_URL must begin with postgresql://') });
  });
});
