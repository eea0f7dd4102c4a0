import { isDeepStrictEqual } from 'node:util';
import type { SendId } from '../domain/ids.ts';
import { currentStatus, FUTURE_TOLERANCE } from '../domain/observations.ts';
import { sameStatus } from '../domain/status.ts';
import type { SendNews } from './cancels/settleByNews.ts';
import { FIELDS, type Heard, type Parcel, type SendFields, type SendState } from './mergeRecord.ts';

/**
 * All that is known of two sends that a name proved to be one, as if it had been told of one send from the start; `stays` is the one seen first, and
 * gives its id and, where it has one, its team.
 */
export const joinStates = (stays: SendState, goes: SendState): SendState => {
  const { fields, toldAt, toldBefore } = joinFields(stays, goes);
  return {
    id: stays.id,
    names: [...stays.names, ...goes.names.filter((name) => !stays.names.some((known) => isDeepStrictEqual(known, name)))],
    teamId: stays.teamId ?? goes.teamId,
    fields, toldAt, toldBefore,
    observations: joinObservations(stays.observations, goes.observations),
    parcels: joinParcels(stays, goes),
  };
};

/** Field by field the one told last. */
const joinFields = (a: SendState, b: SendState): Pick<SendState, 'fields' | 'toldAt' | 'toldBefore'> => {
  const times = new Map<keyof SendFields, Date>();
  const pick = <K extends keyof SendFields>(field: K): SendFields[K] => {
    const [ofA, ofB] = [timeIn(a, field), timeIn(b, field)];
    const [from, at] = ofB && (!ofA || ofB > ofA) ? [b, ofB] : [a, ofA];
    if (at) times.set(field, at);
    return from.fields[field];
  };
  const fields: SendFields = {
    senderId: pick('senderId'), kind: pick('kind'), campaign: pick('campaign'), recipientName: pick('recipientName'), recipientEmail: pick('recipientEmail'),
    recipientCompany: pick('recipientCompany'), recipientAddress: pick('recipientAddress'), message: pick('message'), gift: pick('gift'), cost: pick('cost'),
    sentVia: pick('sentVia'), test: pick('test'), createdAt: pick('createdAt'), confirmBy: pick('confirmBy'),
  };
  const toldAt = new Date(Math.max(...[...times.values()].map((at) => at.getTime())));
  return { fields, toldAt, toldBefore: Object.fromEntries(FIELDS.flatMap((field) => {
    const at = times.get(field);
    return at && at < toldAt ? [[field, at]] : [];
  })) };
};

const timeIn = ({ fields, toldAt, toldBefore }: SendState, field: keyof SendFields): Date | undefined =>
  (fields[field] === undefined ? undefined : toldBefore[field] ?? toldAt);

const sameHeard = (a: Heard, b: Heard): boolean => sameStatus(a.status, b.status) && a.approximate === b.approximate && (a.approximate || a.at.getTime() === b.at.getTime());

/** Each (status, second) once, each status without its time once, with the earliest. */
const joinObservations = (a: readonly Heard[], b: readonly Heard[]): readonly Heard[] => {
  const earlier = a.map((known) => b.find((each) => known.approximate && sameHeard(known, each) && each.at < known.at) ?? known);
  return [...earlier, ...b.filter((each) => !a.some((known) => sameHeard(known, each)))];
};

const joinParcels = (a: SendState, b: SendState): readonly Parcel[] => {
  const [newer, older] = b.toldAt > a.toldAt ? [b.parcels, a.parcels] : [a.parcels, b.parcels];
  const both = newer.map((parcel): Parcel => {
    const twin = older.find(({ key }) => key === parcel.key);
    return twin ? {
      key: parcel.key, number: parcel.number ?? twin.number, carrier: parcel.carrier ?? twin.carrier, url: parcel.url ?? twin.url,
      toWarehouse: parcel.toWarehouse && twin.toWarehouse, seenAt: parcel.seenAt < twin.seenAt ? parcel.seenAt : twin.seenAt,
    } : parcel;
  });
  return [...both, ...older.filter(({ key }) => !newer.some((parcel) => parcel.key === key))].toSorted((x, y) => (x.key < y.key ? -1 : 1));
};

/** One of two sends that are kept and become one: what its runs are called from then on (`from` is added), and whether its current run is the current one of both. */
export type JoinedSide = { id: SendId; run: number; from: number; leads: boolean };
/**
 * Two kept sends that become one. `run`: the number of the run that both are in; what people were told of the leading side's run is told of it. `state`: what is
 * kept of both once what hangs on the one that goes hangs on the other; its fields are still the other's.
 */
export type KeptJoin = { stays: JoinedSide; goes: JoinedSide; run: number; state: SendState; learns: readonly SendNews[] };

/**
 * Joins two sends as they are kept. Runs are numbered anew so that none of one side is taken for one of the other: those of the send that goes follow
 * those of the one that stays. Where the current status of both together is the one that a side had, that is no news.
 */
export const joinKept = (stays: SendState, goes: SendState, now: Date): KeptJoin => {
  const [a, b] = [keptOf(stays), keptOf(goes)];
  const joined = joinStates(stays, goes);
  const current = currentStatus(joined.observations, now);
  const [staysLeads, goesLeads] = [a, b].map(({ status }) => current !== undefined && sameStatus(status, current.status));
  const run = a.run + b.run + 1;
  const moved = [...(staysLeads ? [a.movedAt] : []), ...(goesLeads ? [b.movedAt] : [])].flatMap((at) => at ?? []);
  const movedAt = moved.toSorted((x, y) => x.getTime() - y.getTime())[0];
  const beside = { forgotten: a.forgotten || b.forgotten, asked: a.asked || b.asked, followers: [...new Set([...a.followers, ...b.followers])] };
  const kept = current && (staysLeads || goesLeads) ? { ...beside, status: current.status, run, movedAt } : { ...a, ...beside, run: run - 1 };
  return {
    stays: { id: stays.id, run: a.run, from: 0, leads: staysLeads === true },
    goes: { id: goes.id, run: b.run, from: a.run, leads: goesLeads === true },
    run, state: { ...stays, names: joined.names, kept, ...rowsOf(stays, goes) },
    // What each side hears from the other: a request to cancel it may be settled by that.
    learns: current ? [[stays, goes, a.status] as const, [goes, stays, b.status] as const].map(([own, other, before]) => ({
      sendId: own.id, sender: joined.fields.senderId, before, current: current.status, since: current.since, heard: heardBy(own, other, now),
    })) : [],
  };
};

const rowsOf = (stays: SendState, goes: SendState): Pick<SendState, 'observations' | 'parcels'> => ({
  observations: [...stays.observations, ...goes.observations.filter((each) => !stays.observations.some((known) => sameHeard(known, each)))],
  parcels: [...stays.parcels, ...goes.parcels.filter(({ key }) => !stays.parcels.some((known) => known.key === key))],
});

const keptOf = ({ id, kept }: SendState): NonNullable<SendState['kept']> => {
  if (!kept) throw new Error(`send ${id} is not kept, and has nothing to join`);
  return kept;
};

const heardBy = (own: SendState, other: SendState, now: Date) =>
  other.observations.filter((each) => each.at.getTime() <= now.getTime() + FUTURE_TOLERANCE && !own.observations.some((known) => sameHeard(known, each))).map(({ status }) => status);
