import type { Role } from '../page/stage.ts';
import type { LocalSlack, NewUser, Person } from '../slack/index.ts';
import { SAMPLE_PEOPLE } from '../world/sample.ts';

const ZONES: Readonly<Record<string, Partial<NewUser>>> = {
  'Lena Fischer': { tz: 'Europe/Berlin', tzLabel: 'Central European Time', tzOffset: 3600 },
  'Kenji Sato 佐藤': { tz: 'Asia/Tokyo', tzLabel: 'Japan Standard Time', tzOffset: 32_400 },
};

const aboutOf = (name: string): string => {
  const found = SAMPLE_PEOPLE.find((each) => each.name === name);
  if (!found) return '';
  const { role, team, manages } = found;
  if (role === 'Admin') return 'Admin';
  return `${role}, ${role === 'Sender' || manages.length === 1 ? team : 'two teams'}`;
};

/** Those of the company that one can be, in this order. */
const PLAYED = ['Sam Lee', 'Priya Nair', 'Ben Carter', 'Mia Chen', 'Ana Ruiz'];

export type Cast = { roles: Role[]; ops: string; admin: string };

/** Everybody in the workspace and where they are. Always in the same order: so everybody has the same id in every demo, as the kept data knows them. */
export const seatCast = (slack: LocalSlack): Cast => {
  const staff = new Map(SAMPLE_PEOPLE.map(({ name, email }) => [name, slack.user({ name, email, ...ZONES[name] })]));
  const nina = slack.user({ name: 'Nina Vogel', email: 'nina.vogel@corp.example' });
  const gail = slack.user({ name: 'Gail Moore', email: 'gail.moore@corp.example', restricted: true });
  const olga = slack.user({ name: 'Olga Petrov', email: 'olga@acme.example', teamId: 'T0ACME00001' });
  for (const outsider of [gail, olga]) slack.general.members.delete(outsider.id);
  const all: Person[] = [...staff.values(), nina];
  const named = (...names: readonly string[]): Person[] => names.flatMap((name) => staff.get(name) ?? []);
  slack.channel({ name: 'gifting', members: [...all, gail], withBot: true });
  const ops = slack.channel({ name: 'gift-ops', private: true, members: named('Ana Ruiz', 'Ben Carter', 'Mia Chen'), withBot: true });
  slack.channel({ name: 'acme-and-corp', members: [...named('Sam Lee', 'Ana Ruiz'), olga], withBot: true, shared: true });
  const roles = [
    ...PLAYED.flatMap((name) => named(name).map((person) => ({ person, about: aboutOf(name) }))),
    { person: nina, about: 'not in the tracker' }, { person: gail, about: 'guest' }, { person: olga, about: 'from Acme' },
  ];
  return { roles, ops: ops.id, admin: named('Ana Ruiz')[0]?.id ?? '' };
};
