import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { foldEmail } from '../../../src/domain/text.ts';
import { STATUSES } from '../../../src/domain/status.ts';
import { openMembers, openSends } from '../../../src/sources/csv/read.ts';
import { generateWorld, type WorldOptions } from '../../../src/sandbox/world/world.ts';
import { writeMembersCsv, writeSendsCsv } from '../../../src/sandbox/world/writeCsv.ts';
import { all, bytesOf } from '../../support/bytes.ts';

const now = new Date('2026-06-01T12:00:00Z');
const options: WorldOptions = { seed: 7, sends: 3000, now };

const written = async (write: (out: Writable) => Promise<number>): Promise<string> => {
  const chunks: string[] = [];
  const out = new Writable({ decodeStrings: false, write: (chunk, _, done) => { chunks.push(String(chunk)); done(); } });
  await write(out);
  return chunks.join('');
};
const sendsCsv = (over: Partial<WorldOptions> = {}, history = true) => written((out) => writeSendsCsv(generateWorld({ ...options, ...over }), out, { history }));

describe('a generated world', () => {
  const world = generateWorld(options);
  const sends = [...world.sends()];

  it('is the same for the same seed, byte by byte, and another for another', async () => {
    const once = await sendsCsv({ sends: 300 });
    expect(await sendsCsv({ sends: 300 })).toBe(once);
    expect(await sendsCsv({ sends: 300, seed: 8 })).not.toBe(once);
  });

  it('has people of every role, whose number grows slower than the sends’', () => {
    expect(new Set(world.people.map(({ role }) => role))).toEqual(new Set(['Admin', 'Manager', 'Sender']));
    expect(world.people.some(({ manages }) => manages === 'every')).toBe(true);
    expect(world.people.some(({ manages }) => manages !== 'every' && manages.length > 1)).toBe(true);
    expect(new Set(world.people.map(({ email }) => foldEmail(email))).size).toBe(world.people.length);
    expect(generateWorld({ ...options, sends: 100 }).people).toHaveLength(12);
    expect(generateWorld({ ...options, sends: 1_000_000 }).people.length).toBeCloseTo(1500, -2);
    expect(generateWorld({ ...options, people: 33 }).people).toHaveLength(33);
  });

  it('tells histories that lie in the past, in order, and fit the family of their kind', () => {
    for (const { history, createdAt, kind } of sends) {
      const times = history.map(({ at }) => at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBeGreaterThanOrEqual(createdAt.getTime());
      expect(times.at(-1)).toBeLessThanOrEqual(now.getTime());
      const families = new Set(history.flatMap(({ status }) => (status.name === 'UNKNOWN' ? [] : [STATUSES[status.name].family])));
      expect(families.has('EGIFT') && families.has('PHYSICAL')).toBe(false);
      expect(kind.startsWith('eGifts') && families.has('PHYSICAL')).toBe(false);
    }
  });

  it('has every known status, kind and state somewhere, and most sends well finished', () => {
    const seen = new Set(sends.flatMap(({ history }) => history.map(({ status }) => status.name)));
    expect(Object.keys(STATUSES).filter((name) => ![...seen].some((each) => each === name))).toEqual([]);
    expect(new Set(sends.map(({ kind }) => kind)).size).toBe(8);
    expect(new Set(world.campaigns.map(({ state }) => state))).toEqual(new Set(['active', 'archived', 'deleted']));
    const last = sends.map(({ history }) => history.at(-1)?.status.name ?? 'UNKNOWN');
    const share = (...names: string[]): number => last.filter((name) => names.includes(name)).length / last.length;
    expect(share('DELIVERED', 'REDEEMED')).toBeGreaterThan(0.6);
    expect(share('FULFILLMENT_ISSUE', 'ON_HOLD', 'UNDELIVERABLE', 'BOUNCED', 'FAILED', 'CONFIRMATION_CANCELED')).toBeGreaterThan(0.03);
    expect(share('FULFILLMENT_ISSUE', 'ON_HOLD', 'UNDELIVERABLE', 'BOUNCED', 'FAILED', 'CONFIRMATION_CANCELED')).toBeLessThan(0.12);
    expect(share('ORDER_RECEIVED')).toBeGreaterThan(0.003);
  });

  it.each([[true], [false]])('is understood whole by the import (history: %s)', async (history) => {
    const sheet = await openSends(bytesOf(await sendsCsv({}, history)), now);
    const rows = await all(sheet.rows);
    expect(sheet.ignored).toEqual([]);
    expect(rows.filter((each) => 'problem' in each)).toEqual([]);
    expect(rows).toHaveLength(history ? sends.reduce((sum, send) => sum + send.history.length, 0) : sends.length);
    const names = rows.map((each) => ('row' in each ? each.row.recipientName : undefined)).filter((name) => name !== undefined);
    const told = sends.map(({ recipient }) => recipient.name.trim()).filter((name) => name !== '');
    expect(names).toEqual(told);
  });

  it('has members that the import understands', async () => {
    const rows = await all((await openMembers(bytesOf(await written((out) => writeMembersCsv(world, out))), now)).rows);
    expect(rows.filter((each) => 'problem' in each)).toEqual([]);
    expect(rows).toHaveLength(world.people.length);
  });
});
