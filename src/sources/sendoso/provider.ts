import { createHash } from 'node:crypto';
import { z } from 'zod';
import { foldKey } from '../../domain/text.ts';
import type { CampaignState } from '../../domain/send.ts';
import type { Campaign, Group, ListPage, Person, Provider, SendEntry } from '../../usecases/ports/provider.ts';
import type { Client } from './client.ts';
import { idText, objectSchema, senderEmail, shortText } from './schemas.ts';
import { toRecord } from './toRecord.ts';
import { unknownFields } from './unknownFields.ts';

/** The name that everything from the API goes by, in histories too. */
export const API = 'API';
const PAGE_SIZE = 100;

const count = z.number().int().nonnegative().optional().catch(undefined);
const entries = z.array(z.unknown());
const pageShape = z.looseObject({ per_page: count, total_count: count, total_users: count, total_groups: count, total_posts: count });
const sendsShape = pageShape.extend({ sends: entries });
const usersShape = pageShape.extend({ users: entries });
const groupsShape = pageShape.extend({ groups: entries });
const touchesShape = pageShape.extend({ touches: entries });

/** The lists of the provider's API v3, read tolerantly: one entry that makes no sense costs nobody else their page. */
export const sendosoProvider = (client: Client): Provider => {
  const page = (number: number): Record<string, string> => ({ page: String(number), per_page: String(PAGE_SIZE) });
  return {
    name: API,
    pageSize: PAGE_SIZE,
    whoAmI: async (signal) => {
      const me = await client.get('/me', {}, objectSchema, signal);
      return typeof me['role'] === 'string' ? me['role'] : 'unknown role';
    },
    sends: async (number, now, signal) => {
      const found = await client.get('/send', page(number), sendsShape, signal);
      return paged(found.sends.map((each) => readEntry(each, now)), found.sends.length, number, found.total_count, found.per_page);
    },
    people: async (number, signal) => {
      const found = await client.get('/users', page(number), usersShape, signal);
      return paged(found.users.flatMap(readPerson), found.users.length, number, found.total_users, found.per_page);
    },
    groups: async (number, signal) => {
      const found = await client.get('/groups', page(number), groupsShape, signal);
      return paged(found.groups.flatMap(readGroup), found.groups.length, number, found.total_groups, found.per_page);
    },
    peopleOf: async (group, signal) => {
      const found = await client.get(`/groups/${encodeURIComponent(group)}/members`, {}, z.union([entries, usersShape.transform(({ users }) => users)]), signal);
      return found.flatMap(readPerson);
    },
    campaigns: async (number, signal) => {
      const found = await client.get('/touches', page(number), touchesShape, signal);
      return paged(found.touches.flatMap(readCampaign), found.touches.length, number, found.total_posts, found.per_page);
    },
  };
};

/** Nothing follows an empty page, nor one with which the named total is reached; what a page holds is the provider's to say. */
const paged = <Entry>(read: Entry[], listed: number, number: number, total: number | undefined, perPage: number | undefined): ListPage<Entry> => ({
  entries: read, total, last: listed === 0 || (total !== undefined && number * (perPage || PAGE_SIZE) >= total),
});

const keyShape = z.looseObject({ send_gid: idText.optional().catch(undefined), id: idText.optional().catch(undefined) });

/** What the provider calls it; where it has no name, what it looks like. */
const keyOf = (value: unknown): string => {
  const parsed = keyShape.safeParse(value);
  const named = parsed.success ? (parsed.data.send_gid ?? parsed.data.id) : undefined;
  return named ?? `unnamed ${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)}`;
};

export const readEntry = (value: unknown, now: Date): SendEntry => {
  const key = keyOf(value);
  const reading = toRecord(value, now);
  if (!reading.ok) return { key, reason: reading.reason };
  const { record, unread } = reading.value;
  return { key, record, unknown: unknownFields(value, unread) };
};

const personShape = z.looseObject({ email: senderEmail, first_name: shortText.nullish().catch(undefined), last_name: shortText.nullish().catch(undefined) });

const readPerson = (value: unknown): Person[] => {
  const parsed = personShape.safeParse(value);
  if (!parsed.success) return [];
  const { email, first_name: first, last_name: last } = parsed.data;
  const name = [first, last].filter(Boolean).join(' ');
  return [{ email, name: name === '' ? undefined : name }];
};

const groupShape = z.looseObject({ id: idText, name: shortText.refine((name) => name !== '') });
const readGroup = (value: unknown): Group[] => {
  const parsed = groupShape.safeParse(value);
  return parsed.success ? [{ id: parsed.data.id, name: parsed.data.name }] : [];
};

const STATES: ReadonlyMap<string, CampaignState> = new Map([
  ['active', 'ACTIVE'], ['archived', 'ARCHIVED'], ['archive', 'ARCHIVED'], ['deleted', 'DELETED'],
]);
const campaignShape = z.looseObject({ name: shortText.refine((name) => name !== ''), status: shortText.nullish().catch(undefined) });
const readCampaign = (value: unknown): Campaign[] => {
  const parsed = campaignShape.safeParse(value);
  return parsed.success ? [{ name: parsed.data.name, state: STATES.get(foldKey(parsed.data.status ?? '')) }] : [];
};
