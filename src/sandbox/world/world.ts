import { makePeople, makeTeams, peopleFor, type Person } from './people.ts';
import { buildPools } from './pools.ts';
import { randomOf } from './random.ts';
import { makeSend, type Campaign, type Stage, type WorldSend } from './sends.ts';

export type WorldOptions = {
  seed: number;
  sends: number;
  /** Everything has happened before this; the sends lie in the two years before it. */
  now: Date;
  /** Absent: as many as that many sends have (`peopleFor`). */
  people?: number;
};

export type World = {
  teams: readonly string[];
  people: readonly Person[];
  campaigns: readonly Campaign[];
  /** Oldest first, made one by one as they are asked for: a million take no more memory than a hundred. */
  sends(): Iterable<WorldSend>;
};

/** A believable world. The same options make the same world, byte by byte. */
export const generateWorld = ({ seed, sends, now, people: wanted }: WorldOptions): World => {
  // Sends draw from the streams 0, 1, 2, …; the stage from one of its own.
  const random = randomOf(seed, -1);
  const pools = buildPools(seed, random);
  const count = wanted ?? peopleFor(sends);
  const teams = makeTeams(count);
  const people = makePeople(count, teams, pools, random);
  const campaigns = makeCampaigns(Math.max(4, Math.round(sends ** 0.5 / 2)), now, random);
  const stage: Stage = { seed, sends, now, people, campaigns, pools };
  return {
    teams,
    people,
    campaigns,
    sends: function* () {
      for (let i = 0; i < sends; i++) yield makeSend(stage, i);
    },
  };
};

const THEMES = [
  'Thank You', 'Welcome Kits', 'Event Follow-up', 'Holiday', 'ABM Wave', 'Renewals', 'Webinar No-Shows', 'Door Opener', 'Employee Birthdays', 'Beta Testers & <Friends>',
];

/** Oldest first; most old ones are archived, some deleted, the recent ones active. */
const makeCampaigns = (count: number, now: Date, random: ReturnType<typeof randomOf>): Campaign[] =>
  Array.from({ length: count }, (_, i) => {
    const quarters = Math.floor(((count - 1 - i) * 9) / count);
    const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - quarters * 3, 1));
    const name = `Q${Math.floor(at.getUTCMonth() / 3) + 1} ${at.getUTCFullYear()} ${THEMES[i % THEMES.length] ?? ''}${count > 60 ? ` ${i + 1}` : ''}`;
    const old = quarters >= 3;
    return { name, state: old && random.chance(0.6) ? 'archived' : random.chance(old ? 0.2 : 0.04) ? 'deleted' : 'active' };
  });
