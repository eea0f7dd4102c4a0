import { faker as en } from '@faker-js/faker/locale/en';
import { faker as de } from '@faker-js/faker/locale/de';
import { faker as es } from '@faker-js/faker/locale/es';
import { faker as fr } from '@faker-js/faker/locale/fr';
import { faker as ja } from '@faker-js/faker/locale/ja';
import type { Random } from './random.ts';

/** A person outside: name, latin spelling for an address, where parcels go. */
export type Contact = { name: string; mailbox: string; address: string };

/** The stuff a world is made of: bounded however many sends there are. */
export type Pools = { names: readonly string[]; contacts: readonly Contact[]; companies: readonly { name: string; domain: string }[] };

/** Locales with their share of a pool. */
const LOCALES = [[en, 6], [de, 2], [es, 1], [fr, 1], [ja, 1]] as const;
const UNIT = 150;

/** Letters, digits and single dots: what may stand before or after the @ of an address. */
export const slug = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '.').replace(/^\.+|\.+$/g, '').slice(0, 40).replace(/\.+$/, '');

/** Builds the pools with faker, which is far too slow to ask for each send. Same seed, same pools. */
export const buildPools = (seed: number, random: Random): Pools => {
  const contacts: Contact[] = [];
  const companies: { name: string; domain: string }[] = [];
  const names: string[] = [];
  for (const [faker, share] of LOCALES) {
    faker.seed(seed);
    for (let i = 0; i < UNIT * share; i++) {
      const name = faker.person.fullName();
      const address = [faker.location.streetAddress(), `${faker.location.zipCode()} ${faker.location.city()}`].join('\n');
      contacts.push({ name, mailbox: slug(name) || `contact.${contacts.length}`, address });
      names.push(faker.person.fullName());
    }
    for (let i = 0; i < 40 * share; i++) {
      const name = faker.company.name();
      companies.push({ name, domain: `${slug(name).replaceAll('.', '-') || `company-${companies.length}`}.example` });
    }
  }
  return { names: shuffled(names, random), contacts: shuffled(contacts, random), companies: shuffled(companies, random) };
};

const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items.map((item) => ({ item, at: random.next() })).toSorted((a, b) => a.at - b.at).map(({ item }) => item);
