import type { WorkspaceId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import type { Reach } from '../../domain/visibility.ts';

/** Words that belong together. Folded, as texts are kept. */
export type Words = readonly string[];

/** Finding sends by what somebody remembers of them. Bounded by a reach, as all reading is: what lies outside changes no answer. */
export type Search = {
  /** For each of these names (numbers, other systems' ids, tracking numbers) the sends that go by it: as `SendReader.lookUp`, in one query. At most `limit` a name. */
  each(workspaceId: WorkspaceId, reach: Reach, names: readonly string[], limit: number): Promise<{ name: string; sends: Send[] }[]>;
  /** The newest sends that have all words of any of these somewhere in recipient, company, campaign, gift or names; `limit` at most, and perhaps not all of the old ones where there are plenty of new. */
  having(workspaceId: WorkspaceId, reach: Reach, any: readonly Words[], limit: number): Promise<Send[]>;
  /** The newest sends sent by people whose name or e-mail has all words of any of these. */
  sentBy(workspaceId: WorkspaceId, reach: Reach, any: readonly Words[], limit: number): Promise<Send[]>;
  /**
   * Words that look like these, with more among them than a person would call alike, of those in use within the reach: in its sends' texts and in the names of who sent them; some may
   * be of sends that say something else by now. `slips`: further words to be given where they are in use there.
   */
  alike(workspaceId: WorkspaceId, reach: Reach, words: readonly string[], slips: readonly string[]): Promise<string[]>;
};
