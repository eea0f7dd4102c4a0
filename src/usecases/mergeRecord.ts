import { isDeepStrictEqual } from 'node:util';
import type { CampaignId, MemberId, SendId, TeamId } from '../domain/ids.ts';
import { currentStatus, FUTURE_TOLERANCE, toSecond, type Observation } from '../domain/observations.ts';
import type { Money, Tracking } from '../domain/send.ts';
import { sameStatus, type Status } from '../domain/status.ts';
import { foldTracking } from '../domain/text.ts';
import type { SendName, SendRecord } from './ports.ts';

/** An observation as it is kept: with the door it came through. */
export type Heard = Observation & { source: string };
/** A parcel as it is kept: under its folded number, with the time of the news that brought it. */
export type Parcel = Tracking & { key: string; seenAt: Date };

/** What sources may say, and correct, about a send. */
export type SendFields = {
  senderId: MemberId;
  kind: string | undefined;
  campaign: { id: CampaignId; name: string } | undefined;
  recipientName: string | undefined;
  recipientEmail: string | undefined;
  recipientCompany: string | undefined;
  recipientAddress: string | undefined;
  message: string | undefined;
  gift: string | undefined;
  cost: Money | undefined;
  sentVia: string | undefined;
  test: boolean | undefined;
  createdAt: Date | undefined;
  confirmBy: Date | undefined;
};

/** When fields were last told. */
export type FieldTimes = Readonly<Partial<Record<keyof SendFields, Date>>>;

/** All that is known of a send, from which everything that is kept about it follows. */
export type SendState = {
  id: SendId;
  names: readonly SendName[];
  /** The one it had when first seen. */
  teamId: TeamId | undefined;
  fields: SendFields;
  /** How recent what is said in `fields` is; of those that were last told earlier, how recent they are. */
  toldAt: Date;
  toldBefore: FieldTimes;
  observations: readonly Heard[];
  parcels: readonly Parcel[];
  /** The current status as it is kept, of a send as it was read; what is made of it has none. */
  kept?: KeptStatus;
};
/** `run` counts the statuses; `movedAt`: when this one became news. `forgotten`: its recipient was erased. `asked`: there was a request to cancel or approve it. `followers`: who else hears of it. */
export type KeptStatus = { status: Status; run: number; movedAt: Date | undefined; forgotten: boolean; asked: boolean; followers: readonly MemberId[] };

/** A record whose people, team and campaign have been looked up. */
export type ResolvedRecord = {
  record: SendRecord;
  senderId: MemberId | undefined;
  teamId: TeamId | undefined;
  campaign: { id: CampaignId; name: string } | undefined;
};

/** How recent a record is: the time of its newest update; one without any time speaks of now. */
export const timeOf = (record: SendRecord, now: Date): Date => {
  const times = record.observations.filter((each) => !each.approximate).map((each) => each.at.getTime());
  return times.length > 0 ? new Date(Math.min(now.getTime(), Math.max(...times))) : now;
};

/** A send seen for the first time. Its record must name its sender. */
export const newState = (id: SendId, resolved: ResolvedRecord, source: string, now: Date): SendState => {
  if (resolved.senderId === undefined) throw new Error('a send cannot be made without its sender');
  const at = timeOf(resolved.record, now);
  const blank: SendState = {
    id, names: [], teamId: undefined, toldAt: at, toldBefore: {}, observations: [], parcels: [],
    fields: {
      senderId: resolved.senderId, kind: undefined, campaign: undefined, recipientName: undefined, recipientEmail: undefined,
      recipientCompany: undefined, recipientAddress: undefined, message: undefined, gift: undefined, cost: undefined, sentVia: undefined,
      test: undefined, createdAt: undefined, confirmBy: undefined,
    },
  };
  return mergeRecord(blank, resolved, { source, now, first: true }).state;
};

/**
 * What is known of a send after a source told something. What is absent says nothing; what is older than what is known, field by field, fills gaps
 * and overwrites nothing, so that the order in which sources are heard makes no difference. What is as old corrects it, but only as the `first`
 * of a batch to speak of this send: of two rows that contradict each other the first counts, however often they are told. Telling the same
 * twice changes nothing. `changed`: it says something else; `aged`: at least it is known to hold longer, which must be kept too.
 */
export const mergeRecord = (
  before: SendState, resolved: ResolvedRecord, { source, now, first }: { source: string; now: Date; first: boolean },
): { state: SendState; changed: boolean; aged: boolean } => {
  const { record } = resolved;
  const at = timeOf(record, now);
  const { fields, ...times } = mergeFields(before, resolved, at, first);
  const observations = record.observations.reduce((known, each) => mergeObservation(known, { ...each, at: toSecond(each.at), source }, now), before.observations);
  const said = {
    names: [...before.names, ...record.names.filter((name) => !before.names.some((known) => isDeepStrictEqual(known, name)))],
    teamId: before.teamId ?? resolved.teamId,
    fields,
    observations,
    parcels: mergeParcel(before.parcels, record, { at, now, news: observations !== before.observations }),
  };
  const { id, toldAt, toldBefore, kept: _kept, ...knownBefore } = before;
  const changed = !isDeepStrictEqual(shown(said), shown(knownBefore));
  // What comes without a time is told anew whenever it is read: that alone is not worth writing.
  const aged = record.observations.some(({ approximate }) => !approximate) && !isDeepStrictEqual(times, { toldAt, toldBefore });
  return { state: { ...said, ...times, id }, changed, aged };
};

/** One more thing heard of a send, and nothing else said of it. */
export const hear = (before: SendState, heard: Heard): SendState => ({ ...before, observations: mergeObservation(before.observations, { ...heard, at: toSecond(heard.at) }, heard.at) });

/** Never told to be a test is shown as told to be none. */
const shown = <Said extends { fields: SendFields }>(said: Said) => ({ ...said, fields: { ...said.fields, test: said.fields.test ?? false } });

type Told = Pick<SendState, 'fields' | 'toldAt' | 'toldBefore'>;

const mergeFields = (before: Told, { record, senderId, campaign }: ResolvedRecord, at: Date, first: boolean): Told => {
  const times = new Map(FIELDS.filter((field) => before.fields[field] !== undefined).map((field) => [field, before.toldBefore[field] ?? before.toldAt]));
  const pick = <T>(field: keyof SendFields, known: T, told: T | undefined): T => {
    const since = times.get(field);
    if (told === undefined || (since && (first ? at < since : at <= since))) return known;
    times.set(field, at);
    return told;
  };
  const known = before.fields;
  const fields: SendFields = {
    senderId: pick('senderId', known.senderId, senderId),
    kind: pick('kind', known.kind, record.kind),
    campaign: pick('campaign', known.campaign, campaign),
    recipientName: pick('recipientName', known.recipientName, record.recipientName),
    recipientEmail: pick('recipientEmail', known.recipientEmail, record.recipientEmail),
    recipientCompany: pick('recipientCompany', known.recipientCompany, record.recipientCompany),
    recipientAddress: pick('recipientAddress', known.recipientAddress, record.recipientAddress),
    message: pick('message', known.message, record.message),
    gift: pick('gift', known.gift, record.gift),
    cost: pick('cost', known.cost, record.cost),
    sentVia: pick('sentVia', known.sentVia, record.sentVia),
    test: pick('test', known.test, record.test),
    createdAt: pick('createdAt', known.createdAt, record.createdAt),
    confirmBy: pick('confirmBy', known.confirmBy, record.confirmBy),
  };
  const toldAt = new Date(Math.max(...[...times.values()].map((time) => time.getTime())));
  return { fields, toldAt, toldBefore: Object.fromEntries([...times].filter(([, time]) => time < toldAt)) };
};

export const FIELDS = [
  'senderId', 'kind', 'campaign', 'recipientName', 'recipientEmail', 'recipientCompany', 'recipientAddress', 'message', 'gift', 'cost', 'sentVia', 'test', 'createdAt', 'confirmBy',
] as const satisfies readonly (keyof SendFields)[];

/** Whether the same is said, field by field, and by the same news. */
export const sameTold = (one: SendFields, other: SendFields): boolean => FIELDS.every((field) => one[field] === other[field]);

/** Each (status, second) once; one without its time once per status with the earliest time, and not at all beside a dated one that is due. */
const mergeObservation = (known: readonly Heard[], told: Heard, now: Date): readonly Heard[] => {
  const twins = known.filter((each) => sameStatus(each.status, told.status));
  if (!told.approximate) return twins.some((each) => !each.approximate && each.at.getTime() === told.at.getTime()) ? known : [...known, told];
  if (twins.some((each) => !each.approximate && each.at.getTime() <= now.getTime() + FUTURE_TOLERANCE)) return known;
  const twin = twins.find((each) => each.approximate);
  if (!twin) return [...known, told];
  return told.at < twin.at ? [...known.filter((each) => each !== twin), told] : known;
};

/**
 * A parcel counts as one to the warehouse only as long as every record that named it spoke of Amazon's way there. A record without a new
 * update (an export read again: its time is the start of the run) does not say that a known parcel was seen earlier.
 */
const mergeParcel = (known: readonly Parcel[], { tracking, observations }: SendRecord, { at, now, news }: { at: Date; now: Date; news: boolean }): readonly Parcel[] => {
  if (!tracking) return known;
  const key = foldTracking(tracking.number ?? '');
  const status = currentStatus(observations, now)?.status.name;
  const toWarehouse = status === 'AMAZON_FULFILLING' || status === 'AMAZON_SHIPPED';
  const before = known.find((each) => each.key === key);
  const told: Parcel = {
    key,
    number: tracking.number ?? before?.number,
    carrier: tracking.carrier ?? before?.carrier,
    url: tracking.url ?? before?.url,
    toWarehouse: toWarehouse && (before?.toWarehouse ?? true),
    seenAt: before && (before.seenAt < at || !news) ? before.seenAt : at,
  };
  return [...known.filter((each) => each !== before), told].toSorted((a, b) => (a.key < b.key ? -1 : 1));
};
