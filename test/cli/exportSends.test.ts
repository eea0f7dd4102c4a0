import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliDeps } from '../../src/cli/deps.ts';
import { run } from '../../src/cli/run.ts';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { bytesOf } from '../support/bytes.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { someDeps } from './someDeps.ts';

const embedded = databases.filter(({ name }) => name === 'embedded');
const SENDS = 3000;
const CONTENT = `Send ID,Status,Status Since,Sender Name,Sender Email,Recipient Name,Recipient Address,Message,Cost
1,Shipped,2026-05-01T10:00:00Z,Sam Lee,sam@corp.example,Jane Park,1 Main St,Thank you,12.50
2,On Hold: not enough funds,2026-05-02T10:00:00Z,Sam Lee,sam@corp.example,Max,,,99
3,Order Received,2026-05-03T10:00:00Z,Eve Ng,eve@corp.example,Ann,,,5
${Array.from({ length: SENDS - 3 }, (_, n) => `${n + 100},Delivered,2026-04-01T10:00:00Z,Eve Ng,eve@corp.example,Someone,,,1`).join('\n')}
`;

describe.each(embedded)('export on the command line', ({ open }) => {
  let db: TestDatabase;
  const call = async (words: readonly string[], over: Partial<CliDeps> = {}) => {
    const complaints: string[] = [];
    const printed: string[] = [];
    const output = new PassThrough();
    const taken = buffer(output);
    const deps = someDeps(db.store, (line) => printed.push(line), { output: () => output, ...over });
    const code = await run(deps, words, (line) => complaints.push(line));
    output.end();
    return { code, file: await taken, printed, complaints: complaints.join('\n') };
  };
  const ids = (file: Buffer) => file.toString().split('\r\n').slice(1, -1).map((line) => line.split(',')[0]);

  beforeAll(async () => {
    db = await open();
    await call(['import', '-'], { open: async () => bytesOf(CONTENT) });
  });
  afterAll(() => db.drop());

  it('says so when nothing was ever imported', async () => {
    const workspaces = { ...db.store.workspaces, all: async () => [] };
    expect(await call(['export'], { store: async () => ({ ...db.store, workspaces }) })).toMatchObject({
      code: 1, complaints: 'There is no workspace yet: nothing has been imported.',
    });
  });

  it('writes every send with its address and message, and nothing else; imported again, nothing changes', async () => {
    const { code, file, printed, complaints } = await call(['export']);
    expect({ code, printed, complaints }).toEqual({ code: 0, printed: [], complaints: '' });
    expect(ids(file)).toHaveLength(SENDS);
    expect(file.toString().split('\r\n').slice(1, 3)).toEqual([
      '1,,Shipped,2026-05-01T10:00:00Z,,,,Sam Lee,sam@corp.example,,Jane Park,,,1 Main St,Thank you,,12.50,USD,,no,,,,',
      '2,,On Hold: not enough funds,2026-05-02T10:00:00Z,,,,Sam Lee,sam@corp.example,,Max,,,,,,99.00,USD,,no,,,,',
    ]);
    expect((await call(['import', '-'], { open: async () => bytesOf(file) })).printed).toEqual(['3,000 rows: 0 new, 0 changed, 3,000 unchanged, 0 bad.']);
  });

  it.each<[string[], string[]]>([
    [['--status', 'shipped,order received'], ['1', '3']],
    [['--status', 'shipped', '--status', 'on-hold'], ['1', '2']],
    [['from:Sam Lee'], ['1', '2']],
    [['from:sam', 'cost:>50'], ['2']],
    [['jane'], ['1']],
    [['Jane Park'], ['1']],
    [['status:shipped from:sam'], ['1']],
    [['from:"Sam Lee"', '--status', 'shipped', '--workspace', 'default'], ['1']],
    [['to:nobody-at-all'], []],
  ])('narrows by %j, as /sends does', async (words, wanted) => {
    const { code, file } = await call(['export', ...words]);
    expect(code).toBe(0);
    expect(ids(file)).toEqual(wanted);
  });

  it.each([
    [['from:me'], 'from:me is whoever asks in Slack'],
    [['mine'], '"mine" is a list in Slack'],
    [['stale'], '"stale" is a list in Slack'],
    [['--status', 'shiped'], 'there is no such status. Try: status:shipped'],
    [['colour:red'], 'there is no such filter'],
    [['since:someday'], 'it is not a date'],
    [['--drop'], "Unknown option '--drop'"],
  ])('answers %j with what would do, writes nothing, and exits 2', async (words, complaint) => {
    const { code, file, complaints } = await call(['export', ...words]);
    expect({ code, bytes: file.length }).toEqual({ code: 2, bytes: 0 });
    expect(complaints).toContain(complaint);
    expect(complaints).toContain('Usage: npm run tracker -- export');
  });

  it('reads the database no faster than the output is taken', async () => {
    let asked = 0;
    const { sends } = db.store;
    const watched = { ...sends, exportPage: (...request: Parameters<typeof sends.exportPage>) => { asked += 1; return sends.exportPage(...request); } };
    const output = new PassThrough({ highWaterMark: 1000 });
    const exporting = call(['export'], { store: async () => ({ ...db.store, sends: watched }), output: () => output });
    while (asked === 0) await new Promise(setImmediate);
    await sends.exportPage((await db.store.workspaces.all())[0]?.id ?? never(), { everything: true }, NO_FILTER, undefined, { size: 1, after: undefined });
    expect(asked).toBe(1);
    output.resume();
    await exporting;
    expect(asked).toBe(SENDS / 1000 + 1);
  });

  const failing = (code: string) => () =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(`write ${code}`), { code, syscall: 'write' })) });

  it('ends quietly when its reader goes away', async () => {
    expect(await call(['export'], { output: failing('EPIPE') })).toMatchObject({ code: 0, complaints: '' });
  });

  it('says plainly that a file is not whole when the disk is full', async () => {
    expect(await call(['export'], { output: failing('ENOSPC') })).toMatchObject({
      code: 1, complaints: 'The export could not be written to its end: the disk is full. What is there is not whole.',
    });
  });

  it('draws its progress on a terminal only', async () => {
    const drawn: string[] = [];
    await call(['export'], { terminal: { write: (text) => drawn.push(text) } });
    expect(drawn.join('')).toContain('\r3,000 rows\u001b[K');
  });
});

const never = (): never => {
  throw new Error('no workspace');
};
