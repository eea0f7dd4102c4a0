import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSends } from '../../src/sources/csv/read.ts';
import { importSends } from '../../src/usecases/importSends.ts';
import type { Workspace } from '../../src/usecases/ports.ts';
import type { SendRecorder } from '../../src/usecases/ports/recorder.ts';
import { bytesOf } from '../support/bytes.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const now = new Date('2026-06-01T12:00:00Z');
const everything = { everything: true } as const;
const HEADER = 'Send ID,Status,Status Since,Sender Email,Gift';

describe.each(databases)('importing sends, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: Workspace;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());

  const inNewWorkspace = async (): Promise<void> => {
    workspace = await db.store.workspaces.create(`Corp ${randomUUID()}`, undefined);
  };
  const run = (content: string, { dryRun = false, recorder = db.store.recorder }: { dryRun?: boolean; recorder?: Pick<SendRecorder, 'record'> } = {}) =>
    importSends({ recorder, workspaces: db.store.workspaces, openSheet: openSends, clock: () => now })({
      file: bytesOf(content), dryRun, workspace: async () => workspace.id,
    });
  const counts = () => db.store.sends.counts(workspace.id, everything);

  it('records each row, several rows of one send as its history, and says when the data is from', async () => {
    await inNewWorkspace();
    const report = await run(`${HEADER}
1,Order Received,2026-05-01T10:00:00Z,sam@corp.example,Mug
1,Shipped,2026-05-03T10:00:00Z,sam@corp.example,Mug
2,Sent,2026-05-02T10:00:00Z,sam@corp.example,Card`);
    expect(report).toMatchObject({ rows: 3, new: 2, changed: 1, unchanged: 0, bad: 0, problems: [] });
    const [send] = await db.store.sends.lookUp(workspace.id, everything, '1', 2);
    expect(send).toMatchObject({ status: { name: 'SHIPPED' }, since: new Date('2026-05-03T10:00:00Z') });
    expect(await db.store.workspaces.dataAsOf(workspace.id, now)).toEqual({ at: now, late: false });
  });

  it('changes nothing the second time', async () => {
    await inNewWorkspace();
    const content = `${HEADER}\n1,Order Received,2026-05-01T10:00:00Z,sam@corp.example,Mug\n1,Shipped,,sam@corp.example,Mug\n2,Teleported,,sam@corp.example,`;
    await run(content);
    expect(await run(content)).toMatchObject({ rows: 3, new: 0, changed: 0, unchanged: 3, bad: 0 });
  });

  it('reports bad rows by line and takes the good ones', async () => {
    await inNewWorkspace();
    const report = await run(`${HEADER}\n1,Shipped,yesterday,sam@corp.example,Mug\n2,Shipped,,sam@corp.example,Mug\n3,Shipped\n4,Shipped,,nobody,Mug`);
    expect(report).toMatchObject({ rows: 4, new: 1, bad: 3 });
    expect(report.problems.map(({ line, column }) => [line, column])).toEqual([[2, 'Status Since'], [4, undefined], [5, 'Sender Email']]);
    expect(await counts()).toEqual({ SHIPPED: 1 });
  });

  it('says in plain words why a row was refused by what is known', async () => {
    await inNewWorkspace();
    const header = 'Send ID,Provider ID,Status,Status Since,Sender Email';
    const report = await run(`${header}
1,a,Shipped,2026-05-01T10:00:00Z,sam@corp.example
2,b,Shipped,2026-05-01T10:00:00Z,sam@corp.example
1,b,Shipped,2026-05-01T10:00:00Z,sam@corp.example
3,c,Shipped,2026-08-01T10:00:00Z,sam@corp.example`);
    expect(report).toMatchObject({ new: 2, bad: 2 });
    expect(report.problems).toEqual([
      { line: 4, column: undefined, value: '1, b', reason: expect.stringContaining('belong to different sends') },
      { line: 5, column: undefined, value: '3, c', reason: expect.stringContaining('in the future') },
    ]);
  });

  it('lists statuses it does not know, each once with its count', async () => {
    await inNewWorkspace();
    const report = await run(`${HEADER}\n1,Teleported,,sam@corp.example,\n2,Teleported,,sam@corp.example,\n3,Melted,,sam@corp.example,`);
    expect([...report.unknownStatuses]).toEqual([['Teleported', 2], ['Melted', 1]]);
  });

  it('writes nothing of a file that is refused', async () => {
    await inNewWorkspace();
    await expect(run('Send ID,Gift\n1,Mug')).rejects.toThrow('no column for the status');
    expect(await counts()).toEqual({});
    expect(await db.store.workspaces.dataAsOf(workspace.id, now)).toBeUndefined();
  });

  it('counts in a dry run what the real run then counts, and writes nothing', async () => {
    await inNewWorkspace();
    await run(`${HEADER}\n9000,Shipped,2026-05-01T10:00:00Z,sam@corp.example,Mug`);
    const before = await counts();
    // A send's later rows lie more than a batch behind its first, so the dry run must remember it.
    const sends = Array.from({ length: 2500 }, (_, i) => `${i},Sent,2026-05-01T10:00:00Z,sam@corp.example,Mug`);
    const later = ['9000,Shipped,2026-05-01T10:00:00Z,sam@corp.example,Mug', '5,Opened,2026-05-02T10:00:00Z,sam@corp.example,Mug', sends[7], 'x'];
    const content = [HEADER, ...sends, ...later].join('\n');
    const dry = await run(content, { dryRun: true });
    expect(dry).toMatchObject({ rows: 2504, new: 2500, changed: 1, unchanged: 2, bad: 1 });
    expect(await counts()).toEqual(before);
    const { new: created, changed, unchanged, bad } = await run(content);
    expect({ created, changed, unchanged, bad }).toEqual({ created: dry.new, changed: dry.changed, unchanged: dry.unchanged, bad: dry.bad });
  });

  it('works in bounded batches that keep a send’s consecutive rows together', async () => {
    await inNewWorkspace();
    const batches: string[][] = [];
    const recorder: Pick<SendRecorder, 'record'> = {
      record: async (_, records) => {
        batches.push(records.map(({ names }) => names[0]?.value ?? ''));
        return records.map(() => ({ result: 'new' as const }));
      },
    };
    const row = (id: number) => `${id},Sent,,sam@corp.example,`;
    const rows = [...Array.from({ length: 999 }, (_, i) => row(i)), ...Array.from({ length: 5 }, () => row(5000)), ...Array.from({ length: 4000 }, () => row(6000))];
    await run([HEADER, ...rows].join('\n'), { recorder });
    expect(batches.map((batch) => batch.length)).toEqual([1004, 2000, 2000]);
    expect(batches[0]?.at(-1)).toBe('5000');
  });

  it('keeps the batches before a crash, and the same file then does the rest', async () => {
    await inNewWorkspace();
    const content = [HEADER, ...Array.from({ length: 2500 }, (_, i) => `${i},Sent,2026-05-01T10:00:00Z,sam@corp.example,`)].join('\n');
    let calls = 0;
    const recorder: Pick<SendRecorder, 'record'> = {
      record: async (...given) => {
        calls += 1;
        if (calls === 2) throw new Error('the lights went out');
        return db.store.recorder.record(...given);
      },
    };
    await expect(run(content, { recorder })).rejects.toThrow('the lights went out');
    expect(await counts()).toEqual({ SENT: 1000 });
    expect(await run(content)).toMatchObject({ new: 1500, unchanged: 1000 });
  });

  it('keeps a thousand problems and counts all', async () => {
    await inNewWorkspace();
    const report = await run([HEADER, ...Array.from({ length: 2500 }, (_, i) => `${i},Sent,,nobody,`)].join('\n'));
    expect(report.bad).toBe(2500);
    expect(report.problems).toHaveLength(1000);
    expect(report.problems.at(-1)?.line).toBe(1001);
  });
});
