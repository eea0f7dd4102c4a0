import type { WorkspaceId } from '../../domain/ids.ts';
import type { SendName } from '../ports.ts';
import type { Campaign, Person, UnknownFields } from './provider.ts';

/** Where the reading of a provider stands. `page`: where the sweep under way goes on; undefined: none is. `total`: sends the provider said it had. */
export type SyncPosition = { page: number | undefined; sweptAt: Date | undefined; total: number | undefined };

/** Who reads, and for how long others leave it to them, in ms by the database's clock. */
export type Reader = { name: string; ms: number };

/** What could not be used, and why: a clause, "has neither id nor send_gid". No content is kept. */
export type AsideEntry = { key: string; reason: string };
export type AsideList = { count: number; latest: readonly (AsideEntry & { at: Date })[] };

/** What is kept of reading a provider, so that any instance can go on where another stopped. */
export type Syncs = {
  position(workspaceId: WorkspaceId, source: string): Promise<SyncPosition>;
  /**
   * Takes the sweep: the one under way, or with `begin` a new one from page 1 when there is none. Undefined when there is nothing to take, or
   * another reader has it.
   */
  take(workspaceId: WorkspaceId, source: string, reader: Reader, how: { begin: boolean; now: Date }): Promise<(SyncPosition & { page: number }) | undefined>;
  /** Notes where the sweep goes on, and keeps it for longer; false when the reader has lost it. */
  keep(workspaceId: WorkspaceId, source: string, reader: Reader, page: number): Promise<boolean>;
  /** Ends the sweep: all was read at `sweptAt`, or, without it, somebody else is to go on. */
  letGo(workspaceId: WorkspaceId, source: string, reader: Reader, sweptAt?: Date): Promise<void>;
  /** Has a sweep begun by whoever comes by next, where none is under way. */
  askForSweep(workspaceId: WorkspaceId, source: string, now: Date): Promise<void>;
  noteTotal(workspaceId: WorkspaceId, source: string, total: number): Promise<void>;
  /** Keeps, instead of what was kept before, what a source says about sends beyond what we know. Unchanged fields are not written again. */
  keepUnknown(workspaceId: WorkspaceId, source: string, found: readonly { name: SendName; fields: UnknownFields }[]): Promise<void>;
  /** Notes what could not be used, up to a thousand a source; one that is there already keeps its time. */
  setAside(workspaceId: WorkspaceId, source: string, entries: readonly AsideEntry[], now: Date): Promise<void>;
  /** What can be used now is no longer aside. */
  takeBack(workspaceId: WorkspaceId, source: string, keys: readonly string[]): Promise<void>;
  aside(workspaceId: WorkspaceId, source: string, limit: number): Promise<AsideList>;
};

/** Teams by name, with the e-mail addresses of those who work in them. */
export type TeamOf = { name: string; emails: readonly string[] };

/** People, teams and campaigns as a provider lists them. Nothing here gives anybody a role, or lets them see anything. What is unchanged is not written. */
export type Directory = {
  /** Members by e-mail: new ones are Senders; a name is brought up to date. Returns how many were new or changed. */
  savePeople(workspaceId: WorkspaceId, people: readonly Person[], now: Date): Promise<number>;
  /** Teams, and who works in them: for the teams named, what is said replaces what was known. */
  saveTeams(workspaceId: WorkspaceId, teams: readonly TeamOf[]): Promise<void>;
  saveCampaigns(workspaceId: WorkspaceId, campaigns: readonly Campaign[], now: Date): Promise<void>;
};
