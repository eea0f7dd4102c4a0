import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Doer } from './audit.ts';

/**
 * Erases who sends went to (name, e-mail, company, address, message, and what searches find them by), for good: what is told of the same sends
 * later comes in without it. Each send has its entry in the audit, and messages that show it are brought up to date.
 */
export type Forgetting = {
  /**
   * Everything that went to this address. The address is remembered as a hash only: sends from before that come in later come without the
   * recipient, too. A new send to them, of later, is a new matter. Returns how many sends; asked again it finds none.
   */
  recipient(workspaceId: WorkspaceId, email: string, by: Doer): Promise<number>;
  /**
   * Sends of which nothing was heard, and that were made, before that moment; looks at up to `size` sends after `after`, by id. `next` undefined: that was all.
   */
  old(workspaceId: WorkspaceId, before: Date, page: { size: number; after: SendId | undefined }, by: Doer): Promise<{ sends: number; next: SendId | undefined }>;
};
