import type { WorkspaceId } from '../../domain/ids.ts';

/** A provider's tokens as they are kept: sealed; nobody reads them in the database. `version` counts the refreshes. */
export type SealedTokens = { version: number; access: string | undefined; expiresAt: Date | undefined; refresh: string };

/** `waiting`: somebody else is refreshing. `interrupted`: a refresh was begun then, and nobody ever stored what came of it. */
export type Refreshing =
  | { turn: 'yours'; refresh: string; interrupted: Date | undefined }
  | { turn: 'waiting' }
  | { turn: 'done'; tokens: SealedTokens };

/** Where a provider's tokens live. A refresh token works once: of all instances one at a time may use it. */
export type ProviderTokens = {
  /**
   * The tokens as they are. `origin`: a digest of the configured refresh token; one never seen before begins anew with `refresh`, one that was seen
   * changes nothing, for its tokens have moved on since.
   */
  read(workspaceId: WorkspaceId, provider: string, origin: { digest: string; refresh: string }): Promise<SealedTokens>;
  /** Takes the turn to refresh version `version` for `ms`; `done` when it has been refreshed already. */
  begin(workspaceId: WorkspaceId, provider: string, turn: { version: number; by: string; ms: number; now: Date }): Promise<Refreshing>;
  /** Stores what replaces version `version`, and ends the turn; compare-and-set, false when that version is no more. */
  store(workspaceId: WorkspaceId, provider: string, version: number, tokens: { access: string; expiresAt: Date; refresh: string }): Promise<boolean>;
  /** Ends a turn without a new pair. `unsure`: the provider may have made one whose answer never came. */
  giveUp(workspaceId: WorkspaceId, provider: string, by: string, outcome: { unsure: boolean }): Promise<void>;
};
