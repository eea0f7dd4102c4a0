import { describe, expect, it } from 'vitest';
import { foldKey } from '../../../src/domain/text.ts';
import { READ_COLUMNS, SEND_HEADER } from '../../../src/sources/csv/columns.ts';
import { openSends } from '../../../src/sources/csv/read.ts';
import { all, bytesOf } from '../../support/bytes.ts';

const now = new Date('2026-06-01T12:00:00.500Z');
const open = (content: string) => openSends(bytesOf(content), now);
const rowsOf = async (content: string) => all((await open(content)).rows);

/** One row with the required cells and what is given; the record it makes, or the problem. */
const read = async (cells: Record<string, string>, delimiter = ',') => {
  const row = { 'Send ID': '7', Status: 'Shipped', 'Sender Email': 'sam@corp.example', ...cells };
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const [first] = await rowsOf(`${Object.keys(row).join(delimiter)}\n${Object.values(row).map(quote).join(delimiter)}`);
  if (!first) throw new Error('no row came out');
  return 'row' in first ? first.row : first.problem;
};
const reason = (text: string) => ({ line: 2, reason: expect.stringContaining(text) });

describe('a column that exports have not', () => {
  it('says until when an address can be confirmed', async () => {
    expect(await read({ 'Confirmation Expires': '2026-06-09T12:00:00Z' })).toMatchObject({ confirmBy: new Date('2026-06-09T12:00:00Z') });
    expect(await read({ 'Confirm address by': '2026-06-09T12:00:00Z' })).toMatchObject({ confirmBy: new Date('2026-06-09T12:00:00Z') });
  });
});

describe('the header of a CSV of sends', () => {
  it('is the contract’s for exports', () => {
    expect(SEND_HEADER.join(', ')).toBe(
      'Send ID, Provider ID, Status, Status Since, Kind, Campaign, Campaign State, Sender Name, Sender Email, Team, Recipient Name, ' +
      'Recipient Email, Recipient Company, Recipient Address, Message, Gift, Cost, Currency, Sent Via, Test, Created At, Carrier, Tracking Number, Tracking URL',
    );
  });

  it('has no name that could mean two columns', () => {
    const keys = READ_COLUMNS.flatMap(({ header, aliases }) => [header, ...aliases].map(foldKey));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('is understood in any order, case and punctuation, and says what was understood and what not', async () => {
    const sheet = await open('sent_by,CURRENT-STATUS,Loyalty,sender e-mail,Order #,touch\nSam,Shipped,x,sam@corp.example,12,Q4');
    expect(sheet.ignored).toEqual(['Loyalty']);
    expect(sheet.mapping).toEqual([
      { from: 'sent_by', to: 'Sender Name' }, { from: 'CURRENT-STATUS', to: 'Status' }, { from: 'sender e-mail', to: 'Sender Email' },
      { from: 'Order #', to: 'Send ID' }, { from: 'touch', to: 'Campaign' },
    ]);
    expect(await all(sheet.rows)).toMatchObject([{ row: { names: [{ scheme: 'number', value: '12' }], senderName: 'Sam', campaign: { name: 'Q4' } } }]);
  });

  it('is refused with two columns of one meaning, naming both', async () => {
    await expect(open('ID,Status,Sender Email,Send #\n')).rejects.toThrow('Two columns mean the same (Send ID): "ID" and "Send #". Remove one of them.');
  });

  it('is refused without a required column, naming it and what there was', async () => {
    await expect(open('Send ID,Whatever\n')).rejects.toThrow(
      'The file has no column for the status ("Status"), the sender’s e-mail address ("Sender Email"). Its columns are: "Send ID", "Whatever".',
    );
  });

  it('lets go of the file when it is refused', async () => {
    for (const content of ['', 'Send ID,Whatever\n']) {
      let closed = false;
      const input = async function* () {
        try {
          while (true) yield Buffer.from(content || 'PK\u0003\u0004…');
        } finally {
          closed = true;
        }
      };
      await expect(openSends(input(), now)).rejects.toThrow('file');
      expect(closed).toBe(true);
    }
  });

  it('may give the provider’s id instead of a send id', async () => {
    expect(await rowsOf('Send GID,Status,Sender Email\nZ2lk,Sent,sam@corp.example')).toMatchObject([{ row: { names: [{ scheme: 'provider', value: 'Z2lk' }] } }]);
  });
});

describe('a row of a CSV of sends', () => {
  it('says everything its cells say', async () => {
    expect(await read({
      'Send ID': '1234', 'Provider ID': 'Z2lk', Status: 'send.shipped', 'Status Since': '2026-05-01T10:00:00.7-08:00', Kind: 'inventoried',
      Campaign: 'Q4', 'Campaign State': 'Archived', 'Sender Name': 'Sam Lee', 'Sender Email': ' Sam@Corp.Example ', Team: 'EMEA', 'Recipient Name': 'Jane',
      'Recipient Email': 'Jane@X.example', 'Recipient Company': 'X', 'Recipient Address': '1 Main St\nTown', Message: 'Hi', Gift: 'Mug', Cost: '$1,234.5',
      'Sent Via': 'Salesforce', Test: 'Yes', 'Created At': '2026-04-01 09:00:00 UTC', Carrier: 'UPS', 'Tracking Number': '1Z', 'Tracking URL': 'https://ups.com/1Z',
    })).toEqual({
      names: [{ scheme: 'number', value: '1234' }, { scheme: 'provider', value: 'Z2lk' }],
      senderEmail: 'sam@corp.example', senderName: 'Sam Lee',
      observations: [{ status: { name: 'SHIPPED' }, at: new Date('2026-05-01T18:00:00Z'), approximate: false }],
      kind: 'Inventoried Sends', campaign: { name: 'Q4', state: 'ARCHIVED' }, team: 'EMEA', recipientName: 'Jane', recipientEmail: 'jane@x.example',
      recipientCompany: 'X', recipientAddress: '1 Main St\nTown', message: 'Hi', gift: 'Mug', cost: { cents: 123450, currency: 'USD' }, sentVia: 'Salesforce',
      test: true, createdAt: new Date('2026-04-01T09:00:00Z'), tracking: { carrier: 'UPS', number: '1Z', url: 'https://ups.com/1Z' },
    });
  });

  it('says nothing where a cell is empty', async () => {
    expect(await read({ Gift: '', Message: '   ', Cost: '', Test: '', Carrier: '', Currency: 'EUR', 'Campaign State': 'deleted' })).toEqual({
      names: [{ scheme: 'number', value: '7' }], senderEmail: 'sam@corp.example',
      observations: [{ status: { name: 'SHIPPED' }, at: new Date('2026-06-01T12:00:00Z'), approximate: true }],
    });
  });

  it.each([
    ['12', { scheme: 'number', value: '12' }], ['#12', { scheme: 'number', value: '12' }], ['t-12', { scheme: 'tracker', value: 'T-12' }],
    ['T-0', { scheme: 'id', value: 'T-0' }], ['ab-12', { scheme: 'id', value: 'ab-12' }],
  ])('has the send id %s read as %j', async (id, name) => {
    expect(await read({ 'Send ID': id })).toMatchObject({ names: [name] });
  });

  it('keeps a status it does not know as it came', async () => {
    expect(await read({ Status: ' Teleported ' })).toMatchObject({ observations: [{ status: { name: 'UNKNOWN', raw: 'Teleported' } }] });
  });

  it.each([
    ['2026-03-01T10:20:30Z', '2026-03-01T10:20:30Z', false], ['2026-03-01T10:20Z', '2026-03-01T10:20:00Z', false],
    ['2026-03-01 10:20:30+0200', '2026-03-01T08:20:30Z', false], ['2026-03-01 10:20:30 +02:00', '2026-03-01T08:20:30Z', false],
    ['2026-03-01 10:20:30 UTC', '2026-03-01T10:20:30Z', false], ['2026-03-01 10:20:30 PST', '2026-03-01T18:20:30Z', false],
    ['Sun, 01 Mar 2026 10:20:30 -0800', '2026-03-01T18:20:30Z', false], ['~2026-03-01T10:20:30Z', '2026-03-01T10:20:30Z', true],
    ['2026-06-09T00:00:00Z', '2026-06-09T00:00:00Z', false],
  ])('has the time %s read as %s', async (text, at, approximate) => {
    expect(await read({ 'Status Since': text })).toMatchObject({ observations: [{ at: new Date(at), approximate }] });
  });

  it.each([
    ['2026-03-01T10:20:30', 'no time zone'], ['2026-03-01', 'not a time with its zone'], ['03/01/2026 10:20 AM', 'not a time with its zone'],
    ['yesterday', 'not a time with its zone'], ['2026-02-30T10:00:00Z', 'does not exist'], ['2026-03-01T25:00:00Z', 'does not exist'],
    ['1999-12-31T00:00:00Z', '2000 to 2100'], ['2026-03-01T10:20:30 XYZ', 'time zone I don’t know'], ['2026-03-01T10:20:30+99:00', 'zone'],
  ])('is bad with the time %s', async (text, why) => {
    expect(await read({ 'Status Since': text })).toMatchObject({ ...reason(why.replace('’', "'")), column: 'Status Since', value: text });
  });

  it.each([
    ['12', ',', 1200], ['12.5', ',', 1250], ['5.0', ',', 500], ['1,234', ',', 123400], ['1,234,567.89', ',', 123456789], ['0.05', '\t', 5],
    ['12,50', ';', 1250], ['1.234,50', ';', 123450], ['12.50', ';', 1250], ['1,234.50', ';', 123450],
  ])('has the cost %s in a file with "%s" read as %i cents', async (text, delimiter, cents) => {
    expect(await read({ Cost: text }, delimiter)).toMatchObject({ cost: { cents, currency: 'USD' } });
  });

  it.each([
    ['-5', ','], ['12,50', ','], ['1.234', ','], ['1,23,456', ','], ['12.505', ','], ['twelve', ','], ['.', ','], ['1e3', ','], ['99999999', ','],
    ['1,234', ';'], ['1.234', ';'], ['1.2.3', ';'],
  ])('is bad with the cost %s in a file with "%s"', async (text, delimiter) => {
    expect(await read({ Cost: text }, delimiter)).toMatchObject({ line: 2, column: 'Cost', value: text });
  });

  it('takes the currency from its cell or from the sign, and is bad when they differ', async () => {
    expect(await read({ Cost: '12', Currency: 'eur' })).toMatchObject({ cost: { currency: 'EUR' } });
    expect(await read({ Cost: '£12' })).toMatchObject({ cost: { currency: 'GBP' } });
    expect(await read({ Cost: '$12', Currency: 'CAD' })).toMatchObject({ cost: { currency: 'CAD' } });
    expect(await read({ Cost: '£12', Currency: 'EUR' })).toMatchObject(reason('in GBP and the currency EUR'));
    expect(await read({ Cost: '12', Currency: 'Euro' })).toMatchObject(reason('three letters'));
  });

  it.each([['yes', true], ['TRUE', true], ['1', true], ['test', true], ['No', false], ['false', false], ['0', false]])('has test read: %s', async (text, test) => {
    expect(await read({ Test: text })).toMatchObject({ test });
  });

  it.each([
    [{ 'Send ID': '' }, 'no send id'], [{ 'Send ID': '1.23457E+12' }, 'cut short'], [{ Status: '' }, 'no status'], [{ 'Sender Email': '' }, 'no sender e-mail'],
    [{ 'Sender Email': 'sam at corp' }, 'not an e-mail address'], [{ Test: 'perhaps' }, 'neither yes nor no'], [{ 'Campaign State': 'paused' }, 'archived'],
    [{ Gift: 'x'.repeat(501) }, '500 are the most'], [{ Gift: 'a\0b' }, 'NUL'], [{ Status: 'x'.repeat(201) }, '200 are the most'],
  ])('is bad: %j', async (cells, why) => {
    expect(await read(cells)).toMatchObject(reason(why));
  });

  it('keeps a recipient’s wrong e-mail address: sends are held for it', async () => {
    expect(await read({ Status: 'send.invalid_email_format', 'Recipient Email': 'Jane at home' })).toMatchObject({ recipientEmail: 'jane at home' });
  });

  it('has its bad value shown short and harmless, and never an address or a message', async () => {
    expect(await read({ Test: `\u001b[31m\u202E${'long '.repeat(50)}` })).toMatchObject({ value: expect.stringMatching(/^\[31m long[ a-z]+…$/) });
    expect(await read({ Message: 'secret '.repeat(2000) })).toMatchObject({ column: 'Message', value: undefined });
  });
});
