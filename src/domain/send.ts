import type { CancelRequest } from './cancelRequest.ts';
import type { CampaignId, MemberId, SendId, TeamId } from './ids.ts';
import { STATUSES, type Status } from './status.ts';
import { foldKey } from './text.ts';

/** The kinds the provider documents (api `type`). Others are kept by the name they came with. */
export const KINDS = {
  'eGifts USA': { family: 'EGIFT', aliases: ['eGift USA', 'eGifts US', 'eGift', 'eGifts'] },
  'eGifts International': { family: 'EGIFT', aliases: ['eGift International', 'International eGift'] },
  'Inventoried Sends': { family: 'PHYSICAL', aliases: ['Inventoried Send', 'Inventoried', 'Inventory'] },
  Amazon: { family: 'PHYSICAL', aliases: ['Amazon Send', 'Amazon Sends'] },
  'Handwritten Notes': { family: 'PHYSICAL', aliases: ['Handwritten Note'] },
  'Sendoso Choice': { family: 'UNKNOWN', aliases: ['Choice'] },
  'Sendoso Direct': { family: 'PHYSICAL', aliases: ['Direct'] },
} as const satisfies Record<string, { family: Family; aliases: readonly string[] }>;
export type KnownKind = keyof typeof KINDS;
export const KNOWN_KINDS: readonly KnownKind[] = [
  'eGifts USA', 'eGifts International', 'Inventoried Sends', 'Amazon', 'Handwritten Notes', 'Sendoso Choice', 'Sendoso Direct',
];

/** eGift or physical; UNKNOWN for a kind that may be either, until a status of one family shows it. */
export type Family = 'EGIFT' | 'PHYSICAL' | 'UNKNOWN';

const kindByAlias: ReadonlyMap<string, KnownKind> = new Map(
  KNOWN_KINDS.flatMap((kind) => [kind, ...KINDS[kind].aliases].map((alias): [string, KnownKind] => [foldKey(alias), kind])),
);

export const knownKind = (text: string): KnownKind | undefined => kindByAlias.get(foldKey(text));

/** The documented kind for any of its spellings; an unknown kind keeps its own name. */
export const parseKind = (text: string): string => knownKind(text) ?? text.trim();

/** A send's family: its kind's, else the one that the statuses it has been in agree on. */
export const familyOf = (kind: string, seen: readonly Status[]): Family => {
  const known = knownKind(kind);
  const byKind: Family = known ? KINDS[known].family : 'UNKNOWN';
  if (byKind !== 'UNKNOWN') return byKind;
  const shown = new Set(seen.map((status) => (status.name === 'UNKNOWN' ? 'BOTH' : STATUSES[status.name].family)));
  if (shown.has('EGIFT') === shown.has('PHYSICAL')) return 'UNKNOWN';
  return shown.has('EGIFT') ? 'EGIFT' : 'PHYSICAL';
};

export type CampaignState = 'ACTIVE' | 'ARCHIVED' | 'DELETED';

/** An amount in hundredths of its currency (cents). `currency`: ISO 4217, upper case. */
export type Money = { cents: number; currency: string };

/** A parcel's tracking as the data gives it. `toWarehouse`: recorded while Amazon was shipping to the warehouse, not to the recipient. */
export type Tracking = { carrier: string | undefined; number: string | undefined; url: string | undefined; toWarehouse: boolean };

/** A send as lists and cards show it: no address, no message. */
export type Send = {
  id: SendId;
  /** What people type: the provider's id where that is a number, else `T-1`, `T-2`, …. Unique in a workspace. */
  number: string;
  kind: string;
  family: Family;
  test: boolean;
  status: Status;
  /** Start of the unbroken run of the current status. */
  since: Date;
  sinceApproximate: boolean;
  /** Until when its recipient can confirm the address, where the data says so. */
  confirmBy?: Date | undefined;
  sender: { id: MemberId; name: string; email: string };
  team: { id: TeamId; name: string } | undefined;
  campaign: { id: CampaignId; name: string; state: CampaignState } | undefined;
  recipient: { name: string | undefined; email: string | undefined; company: string | undefined };
  gift: string | undefined;
  cost: Money | undefined;
  sentVia: string | undefined;
  /** When the source says it was created; undefined when it does not. */
  createdAt: Date | undefined;
  /** What lists are ordered by: `createdAt`, else the earliest thing heard. */
  listedAt: Date;
  /** The parcel to look at: the newest to the recipient, else the newest to the warehouse. */
  tracking: Tracking | undefined;
  /** The latest thing asked to be done to it, open or over. */
  request: CancelRequest | undefined;
};

/** One line of a send's history. `source`: which door it came through, as people read it (`CSV`, `API`, …). */
export type HistoryEntry = { status: Status; at: Date; approximate: boolean; source: string };

/** Everything about a send: only for the details dialog, which is the one place for addresses and messages. */
export type SendDetails = Send & {
  address: string | undefined;
  message: string | undefined;
  trackings: readonly Tracking[];
  /** Newest first. */
  history: readonly HistoryEntry[];
  /** The names other systems know it by, with their scheme. */
  names: readonly { scheme: string; value: string }[];
};
