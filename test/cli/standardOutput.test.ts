import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundled, prepareData, type Program } from '../support/programs.ts';

const NPM = '\n> send-tracker-slack@0.1.0 tracker\n> node --import tsx src/cli/main.ts export\n\n';
const HEADER = /^\uFEFFSend ID,.*\r\n1,,Shipped,.*\r\n$/;

describe('an export into a file, as a process', { timeout: 120_000 }, () => {
  let folder: string;
  let program: Program;
  const call = async (words: readonly string[], { stdin = '', into = 'out', env = {} }: { stdin?: string; into?: string; env?: Record<string, string> }) => {
    const file = await open(path.join(folder, into), 'r+');
    // The shell's place in the file is behind what npm wrote.
    await file.read(Buffer.alloc(10_000), 0, 10_000, null);
    const child = spawn(process.execPath, [program.file, ...words], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: path.join(folder, 'data'), DATABASE_URL: '', ...env }, stdio: ['pipe', file.fd, 'inherit'],
    });
    child.stdin?.end(stdin);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    await file.close();
    return { code, content: await readFile(path.join(folder, into), 'utf8') };
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'send-tracker-output-'));
    program = await bundled('src/cli/main.ts');
    await prepareData(path.join(folder, 'data'));
    await writeFile(path.join(folder, 'imported'), '');
    await call(['import', '-'], { stdin: 'Send ID,Status,Sender Email\n1,Shipped,sam@corp.example\n', into: 'imported' });
  });
  afterAll(() => Promise.all([program.remove(), rm(folder, { recursive: true })]));

  it.skipIf(process.platform !== 'linux')('puts itself in the place of the lines that npm wrote', async () => {
    await writeFile(path.join(folder, 'out'), NPM);
    const { code, content } = await call(['export'], { env: { npm_lifecycle_event: 'tracker' } });
    expect(code).toBe(0);
    expect(content).toMatch(HEADER);
  });

  it('leaves alone whatever else is in a file', async () => {
    await writeFile(path.join(folder, 'out'), `mine\n${NPM}`);
    const { content } = await call(['export'], { env: { npm_lifecycle_event: 'tracker' } });
    expect(content.startsWith(`mine\n${NPM}\uFEFFSend ID,`)).toBe(true);
  });
});
