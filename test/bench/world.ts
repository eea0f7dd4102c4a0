import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { generateWorld, type World } from '../../src/sandbox/world/world.ts';
import type { Person } from '../../src/sandbox/world/people.ts';
import { writeMembersCsv, writeSendsCsv } from '../../src/sandbox/world/writeCsv.ts';

/** Worlds end here, so that the same seed gives the same rows on any day. */
export const WORLD_ENDS = new Date('2026-06-01T00:00:00Z');
const PEOPLE = 200;

/** What the measured person has, and the rare word finds, in every world. */
export const OWN_SENDS = 1000;
export const RARE = { word: 'quokka', company: 'Quokka & Daughters', sends: 3 };

/** The people asked as: one of the crowd with exactly `OWN_SENDS`, and an Admin. */
export type Cast = { sender: Person; admin: Person };

export type BenchWorld = { world: World; cast: Cast };

/**
 * A generated world in which only the number of sends differs from one size to the next: the same people, the measured person's sends spread
 * evenly over it, and a few to a company that nothing else is called.
 */
export const benchWorld = (seed: number, sends: number): BenchWorld => {
  const world = generateWorld({ seed, sends, now: WORLD_ENDS, people: PEOPLE });
  const admin = world.people.find(({ role }) => role === 'Admin');
  const [sender, other] = world.people.filter(({ role }) => role === 'Sender');
  if (!admin || !sender || !other || sends < OWN_SENDS) throw new Error('a world too small to measure in');
  const step = Math.floor(sends / OWN_SENDS);
  const isOwn = (index: number): boolean => index % step === 0 && index / step < OWN_SENDS;
  const apart = Math.floor(sends / RARE.sends);
  const isRare = (index: number): boolean => index % apart === 1 && index / apart < RARE.sends;
  return {
    cast: { sender, admin },
    world: {
      ...world,
      sends: function* () {
        let index = 0;
        for (const send of world.sends()) {
          const from = isOwn(index) ? sender : send.sender === sender ? other : send.sender;
          const recipient = isRare(index) ? { ...send.recipient, company: RARE.company } : send.recipient;
          yield { ...send, sender: from, recipient };
          index += 1;
        }
      },
    },
  };
};

export type WorldFiles = { sends: string; members: string; rows: number };

/** Writes a world as the files people import, `start` before their names: one row a send, as the provider exports them. */
export const writeWorld = async ({ world }: BenchWorld, start: string): Promise<WorldFiles> => {
  const [members, sends] = [`${start}-members.csv`, `${start}-sends.csv`];
  await toFile(members, (out) => writeMembersCsv(world, out));
  return { members, sends, rows: await toFile(sends, (out) => writeSendsCsv(world, out, { history: false })) };
};

const toFile = async (file: string, write: (out: Writable) => Promise<number>): Promise<number> => {
  const out = createWriteStream(file);
  const rows = await write(out);
  out.end();
  await finished(out);
  return rows;
};
