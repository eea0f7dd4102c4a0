import { AWKWARD_NAMES } from './awkward.ts';
import { slug, type Pools } from './pools.ts';
import type { Random } from './random.ts';

/** Somebody of the tracker. `team`: whose sends theirs are; `manages`: the teams assigned to them. */
export type Person = { name: string; email: string; role: 'Sender' | 'Manager' | 'Admin'; team: string; manages: 'every' | readonly string[] };

const TEAMS: readonly string[] = [
  'EMEA Sales', 'APAC Sales', 'Marketing Ops', 'Customer Success', 'Enterprise', 'Partnerships', 'Field Marketing', 'People & Culture', 'SDR East', 'SDR West',
  'Executive Office', 'Ventas LATAM', 'DACH', 'Product', 'Événements',
];
const PEOPLE_PER_TEAM = 14;

/** Fewer people per send the more sends there are: 100 sends → 12 people, a million → about 1,500. */
export const peopleFor = (sends: number): number => Math.max(6, Math.round(12 * (sends / 100) ** 0.525));

export const makeTeams = (people: number): string[] =>
  Array.from({ length: Math.max(3, Math.min(120, Math.round(people / PEOPLE_PER_TEAM))) }, (_, i) => TEAMS[i] ?? `Field Sales ${i - TEAMS.length + 1}`);

/** One manager for each team (some have two teams, one has every team), an Admin for each sixty people but at least one, and Senders. */
export const makePeople = (count: number, teams: readonly string[], pools: Pools, random: Random): Person[] => {
  const taken = new Set<string>();
  const admins = Math.max(1, Math.round(count / 60));
  return Array.from({ length: count }, (_, i): Person => {
    // The awkward ones are few, but in every world.
    const name = i % 40 === 9 ? (AWKWARD_NAMES[Math.floor(i / 40) % AWKWARD_NAMES.length] ?? '') : (pools.names[i % pools.names.length] ?? '');
    const team = teams[i % teams.length] ?? '';
    const person = { name, email: addressOf(name, taken), team };
    if (i < admins) return { ...person, role: 'Admin', manages: [] };
    const manager = i - admins;
    if (manager >= Math.min(teams.length, count / 3)) return { ...person, role: 'Sender', manages: [] };
    return { ...person, role: 'Manager', manages: managedBy(manager, i, teams, random) };
  });
};

const managedBy = (manager: number, index: number, teams: readonly string[], random: Random): Person['manages'] => {
  const own = teams[index % teams.length] ?? '';
  if (manager === 1) return 'every';
  return manager % 5 === 2 ? [...new Set([own, teams[random.int(0, teams.length - 1)] ?? own])] : [own];
};

const addressOf = (name: string, taken: Set<string>): string => {
  const mailbox = slug(name) || 'person';
  let email = `${mailbox}@corp.example`;
  for (let i = 2; taken.has(email); i++) email = `${mailbox}${i}@corp.example`;
  taken.add(email);
  return email;
};
