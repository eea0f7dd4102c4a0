import type { CampaignState } from '../../domain/send.ts';
import { UserFacingError } from '../errors.ts';
import type { SendRecord } from '../ports.ts';

/** Waits so many ms, or until the signal; never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Fields that say something nobody here understands, as they came; bounded in size. */
export type UnknownFields = Readonly<Record<string, unknown>>;

/** One entry of a provider's list of sends. `key`: its own name of it, for telling operators which one. `reason`: a clause, "has neither id nor send_gid". */
export type SendEntry = { key: string } & ({ record: SendRecord; unknown: UnknownFields | undefined } | { reason: string });

/** A page of a list. `total`: entries in the whole list at that moment, where the provider says so; `last`: nothing follows. */
export type ListPage<Entry> = { entries: readonly Entry[]; total: number | undefined; last: boolean };

export type Person = { email: string; name: string | undefined };
export type Group = { id: string; name: string };
/** `state`: undefined where the provider's word for it is not known. */
export type Campaign = { name: string; state: CampaignState | undefined };

/** Somebody else's service that sends are read from. Pages count from 1. Throws `ProviderRefused` or `ProviderUnavailable`, and when the signal asks it to stop. */
export type Provider = {
  /** What it is called in the database, and by operators. */
  name: string;
  /** Who we are there: one cheap question that shows whether the access works. */
  whoAmI(signal: AbortSignal): Promise<string>;
  /** Sends a page holds at most. */
  pageSize: number;
  sends(page: number, now: Date, signal: AbortSignal): Promise<ListPage<SendEntry>>;
  people(page: number, signal: AbortSignal): Promise<ListPage<Person>>;
  groups(page: number, signal: AbortSignal): Promise<ListPage<Group>>;
  peopleOf(group: string, signal: AbortSignal): Promise<Person[]>;
  campaigns(page: number, signal: AbortSignal): Promise<ListPage<Campaign>>;
};

/** The provider will not answer us until somebody does something: the message says what. */
export class ProviderRefused extends UserFacingError {
  override name = 'ProviderRefused';
}

/** The provider did not answer as promised, however often it was asked; later it may. */
export class ProviderUnavailable extends UserFacingError {
  override name = 'ProviderUnavailable';
}
