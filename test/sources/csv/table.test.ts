import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../src/sources/csv/table.ts';
import { all, bytesOf } from '../../support/bytes.ts';

const read = async (content: string | Uint8Array, chunk?: number) => {
  const table = await openTable(bytesOf(content, chunk));
  return { ...table, rows: await all(table.rows) };
};
const cells = async (content: string) => (await read(content)).rows.map((row) => ('cells' in row ? row.cells : row.reason));

describe('a CSV file', () => {
  it.each([[','], [';'], ['\t']])('has its delimiter found in the header, outside quotes: %j', async (delimiter) => {
    const table = await read(`"a,;\t,;\tb"${delimiter}c${delimiter}d${delimiter}e${delimiter}f${delimiter}g${delimiter}h\n1${delimiter}2${delimiter}3${delimiter}4${delimiter}5${delimiter}6${delimiter}7`);
    expect(table.delimiter).toBe(delimiter);
    expect(table.header).toEqual(['a,;\t,;\tb', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(table.rows).toEqual([{ line: 2, cells: ['1', '2', '3', '4', '5', '6', '7'] }]);
  });

  it.each([['\n'], ['\r\n'], ['\r']])('may end its lines with %j, with or without one at the end', async (end) => {
    const expected = [{ line: 2, cells: ['1', '2'] }, { line: 3, cells: ['3', '4'] }];
    expect((await read(['a,b', '1,2', '3,4'].join(end))).rows).toEqual(expected);
    expect((await read(['a,b', '1,2', '3,4', ''].join(end))).rows).toEqual(expected);
  });

  it('may begin with a byte order mark, which is remembered and is no part of the header', async () => {
    expect(await read('\uFEFFa,b\n1,2')).toMatchObject({ marked: true, header: ['a', 'b'] });
    expect(await read('a,b\n1,2')).toMatchObject({ marked: false });
  });

  it('numbers rows by the physical line they begin on, counting lines inside quotes and blank ones', async () => {
    const { rows } = await read('a,b\r\n1,"two\r\nlines\nthree"\r\n\r\n  \r\n,\r\n2,x\r\n');
    expect(rows).toEqual([{ line: 2, cells: ['1', 'two\r\nlines\nthree'] }, { line: 8, cells: ['2', 'x'] }]);
  });

  it('may have blank lines above its header', async () => {
    expect(await read('\n\n  \na,b\n1,2')).toMatchObject({ header: ['a', 'b'], rows: [{ line: 5 }] });
  });

  it('keeps quotes inside a bare cell, and doubled ones inside quotes', async () => {
    expect(await cells('a,b\n5" screen,"say ""hi"", now"\n')).toEqual([['5" screen', 'say "hi", now']]);
  });

  it('reports a row with too many or too few cells and goes on', async () => {
    expect(await cells('a,b\n1\n1,2,3\n1,2\n')).toEqual(['has 1 cells, the header has 2', 'has 3 cells, the header has 2', ['1', '2']]);
  });

  it('reports a row with a misplaced quote and goes on', async () => {
    const { rows } = await read('a,b\n1,"x"y\n2,z\n');
    expect(rows).toEqual([{ line: 2, reason: expect.stringContaining('quotation mark in the wrong place') }, { line: 3, cells: ['2', 'z'] }]);
  });

  it('reports the row whose quote is never closed, after the good ones before it', async () => {
    const { rows } = await read('a,b\n1,x\n2,"never closed\n3,y\n4,z\n');
    expect(rows).toEqual([{ line: 2, cells: ['1', 'x'] }, { line: 3, reason: expect.stringContaining('never closed') }]);
  });

  it('passes over a row longer than a megabyte, without holding it, and goes on', async () => {
    const { rows } = await read(`a,b\n1,${'x'.repeat(1_200_000)}\n2,"${'y\n'.repeat(600_000)}"\n3,z\n`);
    expect(rows).toEqual([
      { line: 2, reason: expect.stringContaining('longer than 1 MB') },
      { line: 3, reason: expect.stringContaining('longer than 1 MB') },
      { line: 600_004, cells: ['3', 'z'] },
    ]);
  });

  it('reports a row that is not UTF-8 and goes on', async () => {
    const content = Buffer.concat([Buffer.from('a,b\n1,'), Buffer.from([0xe9]), Buffer.from('\n2,é\n')]);
    const { rows } = await read(content, 3);
    expect(rows).toEqual([{ line: 2, reason: expect.stringContaining('not valid UTF-8') }, { line: 3, cells: ['2', 'é'] }]);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['blank lines only', '\n \n', 'empty'],
    ['an Excel workbook', 'PK\u0003\u0004rest', 'spreadsheet'],
    ['UTF-16', Buffer.from('\uFEFFa,b', 'utf16le'), 'UTF-16'],
    ['binary content', 'a\0b', 'binary'],
    ['a quote in the header that is never closed', '"a,b\n1,2\n', 'never closed'],
    ['a header of two megabytes', 'a'.repeat(2_000_000), '1 MB'],
    ['a header that is not UTF-8', Buffer.from([0x61, 0xe9, 0x2c, 0x62, 0x0a]), 'UTF-8'],
    ['two thousand columns', ','.repeat(2000) + 'x', '1000'],
  ])('is refused as a whole: %s', async (_, content, reason) => {
    await expect(read(content)).rejects.toThrow(expect.objectContaining({ name: 'SheetRefused', message: expect.stringContaining(reason) }));
  });

  it('reads the same however its bytes are cut into chunks', async () => {
    const cell = fc.oneof(fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', '\t', 'é', '😀', '\u00a0', '\uFEFF') }), fc.string());
    const row = fc.tuple(cell, cell).map((pair) => pair.join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), async (rows, chunk) => {
        const content = `a,b\n${rows.join('\n')}`.replaceAll('\0', '');
        expect((await read(content, chunk)).rows).toEqual((await read(content)).rows);
      }),
      { numRuns: 200 },
    );
  });

  it('comes out as it was written, when it was written right', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '😀', '\u00a0') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 10 }), async (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const content = `a,b,c\n${rows.map((row) => ['1', ...row].map(quote).join(',')).join('\n')}`;
        expect(await cells(content)).toEqual(rows.map((row) => ['1', ...row]));
      }),
      { numRuns: 200 },
    );
  });
});
