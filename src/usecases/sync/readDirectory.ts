import type { ListPage, Person } from '../ports/provider.ts';
import type { SyncDeps, SyncInput } from './deps.ts';
import { readAhead } from './readAhead.ts';

/** More of a list than this is not read: no company has it, and a list without an end must not hold up the sends. */
const MOST_PAGES = 2000;

/**
 * People, groups and campaigns: members and teams not known yet are made, names brought up to date, and who works in which team. Never a role, and never
 * a team that somebody may look into: those come from Admins and files.
 */
export const readDirectory = async ({ provider, directory, clock }: Pick<SyncDeps, 'provider' | 'directory' | 'clock'>, { workspaceId, signal }: SyncInput): Promise<void> => {
  const all = <Entry>(fetch: (page: number, signal: AbortSignal) => Promise<ListPage<Entry>>): Promise<Entry[]> => everything(fetch, provider.pageSize, signal);
  const [everybody, groups, campaigns] = await Promise.all([all(provider.people), all(provider.groups), all(provider.campaigns)]);
  await directory.savePeople(workspaceId, everybody, clock());
  const teams: { name: string; people: Person[] }[] = [];
  for (const { id, name } of groups) teams.push({ name, people: await provider.peopleOf(id, signal) });
  await directory.savePeople(workspaceId, teams.flatMap(({ people }) => people), clock());
  await directory.saveTeams(workspaceId, teams.map(({ name, people }) => ({ name, emails: people.map(({ email }) => email) })));
  await directory.saveCampaigns(workspaceId, campaigns, clock());
};

const everything = async <Entry>(
  fetch: (page: number, signal: AbortSignal) => Promise<ListPage<Entry>>, pageSize: number, signal: AbortSignal,
): Promise<Entry[]> => {
  const found: Entry[] = [];
  for await (const group of readAhead({ fetch, from: 1, pageSize, signal })) {
    for (const { entries } of group) found.push(...entries);
    if ((group.at(-1)?.number ?? 0) >= MOST_PAGES) break;
  }
  return found;
};
