import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeCell, unescapeCell } from '../../../src/sources/csv/escape.ts';
import { openSends } from '../../../src/sources/csv/read.ts';
import { sendsCsv, type ExportRow } from '../../../src/sources/csv/write.ts';
import { KNOWN_STATUSES, type Status } from '../../../src/domain/status.ts';
import { anExportRow } from '../../support/exportRow.ts';
import { all, bytesOf } from '../../support/bytes.ts';

const now = new Date('2026-06-01T12:00:00Z');

const written = async (rows: readonly ExportRow[]): Promise<string> => {
  const csv = sendsCsv();
  const chunks = all<Buffer | string>(csv);
  for (const row of rows) csv.write(row);
  csv.end();
  return (await chunks).join('');
};
const readBack = async (content: string) => {
  const rows = await all((await openSends(bytesOf(content), now)).rows);
  return rows.map((each) => ('row' in each ? each.row : each.problem));
};

const nasty = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ';', ' ', 'a', '1', '＝', '\u202E', '😀', 'é', '~', '\uFEFF') });

describe('the escape against formulas', () => {
  it('is undone exactly, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => { expect(unescapeCell(escapeCell(text))).toBe(text); }));
  });

  it('leaves no cell that a spreadsheet program would run', () => {
    fc.assert(fc.property(nasty, (text) => { expect(escapeCell(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/); }));
  });

  it('leaves ordinary text alone', () => {
    for (const text of ['', 'Jane', "O'Neil", "'quoted'", '12.50', '~2026-01-01T00:00:00Z', '#1']) expect(escapeCell(text)).toBe(text);
  });
});

describe('an export', () => {
  it('has a byte order mark, the contract’s header, CRLF, and cells as people read them', async () => {
    const content = await written([anExportRow({ number: 'T-3', names: [{ scheme: 'provider', value: 'Z2lk' }, { scheme: 'tracker', value: 'T-3' }], sinceApproximate: true, cost: { cents: 1205, currency: 'EUR' }, gift: '=1+1' })]);
    const [header, row, rest] = content.split('\r\n');
    expect(header).toMatch(/^\uFEFFSend ID,Provider ID,Status,.*,Tracking URL$/);
    expect(row).toBe("T-3,Z2lk,Shipped,~2026-05-01T10:00:00Z,Amazon,Q4,archived,Sam Lee,sam@corp.example,EMEA,Jane Park,jane@x.example,X Ltd,,,'=1+1,12.05,EUR,API,no,2026-04-01T09:00:00Z,UPS,1Z999,https://www.ups.com/track?tracknum=1Z999");
    expect(rest).toBe('');
  });

  it('names a send by what proves it is that one: the provider’s number, else its source’s id, else the number given here', async () => {
    const named = async (...schemes: ExportRow['names'][number]['scheme'][]) => {
      const [, row] = (await written([anExportRow({ number: 'T-3', names: schemes.map((scheme) => ({ scheme, value: `a-${scheme}` })) })])).split('\r\n');
      return row?.split(',').slice(0, 2);
    };
    expect(await named('tracker', 'id', 'number')).toEqual(['a-number', '']);
    expect(await named('tracker', 'id', 'provider')).toEqual(['a-id', 'a-provider']);
    expect(await named('tracker', 'provider')).toEqual(['T-3', 'a-provider']);
  });

  it('has its header also when no send is in it', async () => {
    expect(await written([])).toMatch(/^\uFEFFSend ID,.*Tracking URL\r\n$/);
    expect(await readBack(await written([]))).toEqual([]);
  });

  it('keeps approximate times, every status and every hold on the way back', async () => {
    const statuses: Status[] = KNOWN_STATUSES.flatMap((name): Status[] =>
      name === 'ON_HOLD' ? [{ name, hold: 'blocked' }, { name, hold: 'unspecified' }, { name, hold: 'pending_sendoso_approval' }] : [{ name }]);
    const rows = [...statuses, { name: 'UNKNOWN' as const, raw: '=Teleported' }].map((status) => anExportRow({ status, sinceApproximate: true }));
    const back = await readBack(await written(rows));
    expect(back).toMatchObject(rows.map(({ status, since }) => ({ observations: [{ status, at: since, approximate: true }] })));
  });

  it('comes back as it went, whatever people wrote', async () => {
    const text = nasty.map((each) => (each.trim() === '' ? 'x' : each));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ name: text, company: text, gift: text, message: text, campaign: text, sender: text }), { maxLength: 5 }), async (texts) => {
        const rows = texts.map(({ name, company, gift, message, campaign, sender }) => {
          const base = anExportRow({ gift, message, recipient: { name, email: 'jane@x.example', company } });
          return { ...base, sender: { ...base.sender, name: sender }, ...(base.campaign && { campaign: { ...base.campaign, name: campaign } }) };
        });
        expect(await readBack(await written(rows))).toMatchObject(texts.map(({ name, company, gift, message, campaign, sender }) => ({
          recipientName: name, recipientCompany: company, gift, message, campaign: { name: campaign, state: 'ARCHIVED' }, senderName: sender,
        })));
      }),
      { numRuns: 200 },
    );
  });

  it('is undone only where it is certainly ours: another header order or no mark leaves an apostrophe in place', async () => {
    const content = await written([anExportRow({ gift: '=1+1' })]);
    expect(await readBack(content)).toMatchObject([{ gift: '=1+1' }]);
    expect(await readBack(content.slice(1))).toMatchObject([{ gift: "'=1+1" }]);
    expect(await readBack(content.replace('Gift,', 'Item,'))).toMatchObject([{ gift: "'=1+1" }]);
  });
});
