import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { CampaignId, MemberId, TeamId, WorkspaceId } from '../../domain/ids.ts';
import { foldEmail, foldText } from '../../domain/text.ts';
import type { CampaignState } from '../../domain/send.ts';
import { timeOf, type ResolvedRecord } from '../../usecases/mergeRecord.ts';
import type { SendRecord } from '../../usecases/ports.ts';
import { planKept, rows, sql, texts, type Database, type Sql } from '../database.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const memberRow = z.object({ id: id<MemberId>(), email: z.string(), name: z.string() });
const teamRow = z.object({ id: id<TeamId>(), key: z.string() });
const campaignRow = z.object({ id: id<CampaignId>(), key: z.string(), name: z.string(), state: z.string(), told_at: z.coerce.date() });

/** How a campaign is told apart when all we have is its name. */
export const campaignKey = (name: string): string => `name:${foldText(name)}`;

/** Whom and what a batch names, as rows: found, or created on the way. */
export type Lookups = {
  resolve(record: SendRecord): ResolvedRecord;
  /** The records that changed the state of a campaign. */
  movedCampaign: ReadonlySet<SendRecord>;
};
type LookUpOptions = { dryRun: boolean; now: Date };

/**
 * Finds the senders, teams and campaigns that records name, and creates those not known yet; in a dry run they only get an id that
 * nobody will see again. Keys are written in one order, so that two batches at once wait for each other.
 */
export const lookUpNamed = async (
  database: Database, workspace: WorkspaceId, records: readonly SendRecord[], { dryRun, now }: LookUpOptions,
): Promise<Lookups> => {
  const members = await findMembers(database, workspace, records, dryRun);
  const teams = await findTeams(database, workspace, records, dryRun);
  const { campaigns, moved } = await findCampaigns(database, workspace, records, { dryRun, now });
  return {
    movedCampaign: moved,
    resolve: (record) => {
      const sender = record.senderEmail === undefined ? undefined : members.get(foldEmail(record.senderEmail));
      if (!sender && record.senderEmail !== undefined) throw new Error('a sender was neither found nor created');
      const campaign = record.campaign && campaigns.get(campaignKey(record.campaign.name));
      return {
        record,
        senderId: sender,
        teamId: record.team === undefined ? undefined : teams.get(foldText(record.team)),
        campaign: campaign && { id: campaign.id, name: campaign.name },
      };
    },
  };
};

/** What is there, then what is missing: inserted unless somebody else was quicker, and read again. */
const findOrCreate = async <Row>(
  keys: readonly string[], find: (keys: readonly string[]) => Promise<Map<string, Row>>, create: (missing: readonly string[]) => Promise<void>,
): Promise<Map<string, Row>> => {
  const found = keys.length > 0 ? await find(keys) : new Map<string, Row>();
  const missing = keys.filter((key) => !found.has(key)).toSorted();
  if (missing.length === 0) return found;
  await create(missing);
  return new Map([...found, ...(await find(missing))]);
};

const unique = (keys: readonly string[]): string[] => [...new Set(keys)];

const findMembers = async (database: Database, workspace: WorkspaceId, records: readonly SendRecord[], dryRun: boolean): Promise<Map<string, MemberId>> => {
  const names = new Map<string, string | undefined>();
  for (const { senderEmail, senderName } of records) {
    if (senderEmail !== undefined) names.set(foldEmail(senderEmail), senderName ?? names.get(foldEmail(senderEmail)));
  }
  const imagined = new Map<string, z.output<typeof memberRow>>();
  const find = async (emails: readonly string[]): Promise<Map<string, z.output<typeof memberRow>>> => {
    const found = await rows(database, memberRow, sql`${planKept}SELECT id, email, name FROM members WHERE workspace_id = ${workspace}::uuid AND email = ANY(${texts(emails)})`);
    return new Map([...imagined, ...found.map((row): [string, typeof row] => [row.email, row])]);
  };
  const found = await findOrCreate(unique([...names.keys()]), find, async (missing) => {
    const created = missing.map((email) => {
      const name = names.get(email) ?? email;
      return { id: newId(), email, name, search_text: foldText(`${name} ${email}`) };
    });
    if (dryRun) for (const row of created) imagined.set(row.email, memberRow.parse(row));
    else await insert(database, sql`INSERT INTO members (workspace_id, id, email, name, search_text)
      SELECT ${workspace}::uuid, id, email, name, search_text FROM jsonb_to_recordset(${JSON.stringify(created)}::jsonb)
        AS r(id uuid, email text, name text, search_text text) ON CONFLICT DO NOTHING`);
  });
  await nameTheUnnamed(database, workspace, [...found.values()], names, dryRun);
  return new Map([...found].map(([email, row]) => [email, row.id]));
};

/** A member known by address only gets the name that a record gives them. */
const nameTheUnnamed = async (
  database: Database, workspace: WorkspaceId, found: readonly z.output<typeof memberRow>[], names: ReadonlyMap<string, string | undefined>, dryRun: boolean,
): Promise<void> => {
  const named = found.flatMap((row) => {
    const name = names.get(row.email);
    return row.name === row.email && name !== undefined && name !== row.name ? [{ id: row.id, name, search_text: foldText(`${name} ${row.email}`) }] : [];
  });
  if (named.length === 0 || dryRun) return;
  await insert(database, sql`UPDATE members m SET name = r.name, search_text = r.search_text
    FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS r(id uuid, name text, search_text text)
    WHERE m.workspace_id = ${workspace}::uuid AND m.id = r.id`);
};

const findTeams = async (database: Database, workspace: WorkspaceId, records: readonly SendRecord[], dryRun: boolean): Promise<Map<string, TeamId>> => {
  const names = new Map(records.flatMap(({ team }): [string, string][] => (team === undefined ? [] : [[foldText(team), team]])));
  const found = await ensureTeams(database, workspace, names, dryRun);
  return new Map([...found].map(([key, row]) => [key, row.id]));
};

/** Teams by folded name; those not known yet are created under the name as written. */
export const ensureTeams = (
  database: Database, workspace: WorkspaceId, names: ReadonlyMap<string, string>, dryRun: boolean,
): Promise<Map<string, z.output<typeof teamRow>>> => {
  const imagined = new Map<string, z.output<typeof teamRow>>();
  const find = async (keys: readonly string[]): Promise<Map<string, z.output<typeof teamRow>>> => {
    const found = await rows(database, teamRow, sql`${planKept}SELECT id, key FROM teams WHERE workspace_id = ${workspace}::uuid AND key = ANY(${texts(keys)})`);
    return new Map([...imagined, ...found.map((row): [string, typeof row] => [row.key, row])]);
  };
  return findOrCreate([...names.keys()], find, async (missing) => {
    const created = missing.map((key) => ({ id: newId(), key, name: names.get(key) ?? key }));
    if (dryRun) for (const row of created) imagined.set(row.key, teamRow.parse(row));
    else await insert(database, sql`INSERT INTO teams (workspace_id, id, key, name) SELECT ${workspace}::uuid, id, key, name
      FROM jsonb_to_recordset(${JSON.stringify(created)}::jsonb) AS r(id uuid, key text, name text) ON CONFLICT DO NOTHING`);
  });
};

type FoundCampaigns = { campaigns: Map<string, z.output<typeof campaignRow>>; moved: Set<SendRecord> };
type ToldState = { record: SendRecord; key: string; state: CampaignState; at: Date };

const findCampaigns = async (
  database: Database, workspace: WorkspaceId, records: readonly SendRecord[], { dryRun, now }: LookUpOptions,
): Promise<FoundCampaigns> => {
  const names = new Map(records.flatMap(({ campaign }): [string, string][] => (campaign ? [[campaignKey(campaign.name), campaign.name]] : [])));
  const told = newestStates(records, now);
  const imagined = new Map<string, z.output<typeof campaignRow>>();
  const find = async (keys: readonly string[]): Promise<Map<string, z.output<typeof campaignRow>>> => {
    const found = await rows(
      database, campaignRow, sql`${planKept}SELECT id, key, name, state, told_at FROM campaigns WHERE workspace_id = ${workspace}::uuid AND key = ANY(${texts(keys)})`,
    );
    return new Map([...imagined, ...found.map((row): [string, typeof row] => [row.key, row])]);
  };
  const campaigns = await findOrCreate([...names.keys()], find, async (missing) => {
    const created = missing.map((key) => {
      const name = names.get(key) ?? key;
      const first = told.get(key);
      return { id: newId(), key, name, search_text: foldText(name), state: first?.state ?? 'ACTIVE', told_at: first?.at ?? NEVER_TOLD };
    });
    if (dryRun) for (const row of created) imagined.set(row.key, campaignRow.parse(row));
    else await insert(database, sql`INSERT INTO campaigns (workspace_id, id, key, name, search_text, state, told_at)
      SELECT ${workspace}::uuid, id, key, name, search_text, state, told_at FROM jsonb_to_recordset(${JSON.stringify(created)}::jsonb)
        AS r(id uuid, key text, name text, search_text text, state text, told_at timestamptz) ON CONFLICT DO NOTHING`);
  });
  const newer = [...told.values()].filter(({ key, at }) => at >= (campaigns.get(key)?.told_at ?? NEVER_TOLD));
  const moved = newer.filter(({ key, state }) => campaigns.get(key)?.state !== state);
  if (moved.length > 0 && !dryRun) await saveStates(database, workspace, newer);
  return { campaigns, moved: new Set(moved.map(({ record }) => record)) };
};

const NEVER_TOLD = new Date(0);

/** What the newest record of each campaign says of its state; of two as new as each other the first counts. */
const newestStates = (records: readonly SendRecord[], now: Date): Map<string, ToldState> => {
  const newest = new Map<string, ToldState>();
  for (const record of records) {
    const { campaign } = record;
    if (campaign?.state === undefined) continue;
    const told = { record, key: campaignKey(campaign.name), state: campaign.state, at: timeOf(record, now) };
    const before = newest.get(told.key);
    if (!before || told.at > before.at) newest.set(told.key, told);
  }
  return newest;
};

const saveStates = (database: Database, workspace: WorkspaceId, told: readonly ToldState[]): Promise<void> => {
  const states = told.map(({ key, state, at }) => ({ key, state, told_at: at }));
  return insert(database, sql`UPDATE campaigns c SET state = r.state, told_at = r.told_at
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS r(key text, state text, told_at timestamptz)
    WHERE c.workspace_id = ${workspace}::uuid AND c.key = r.key AND c.told_at <= r.told_at`);
};

const insert = async (database: Database, statement: Sql): Promise<void> => {
  await database.$executeRaw(statement);
};
