import type { WorkspaceId } from '../../domain/ids.ts';
import type { Reach } from '../../domain/visibility.ts';

export const SUGGESTED = ['campaign', 'person', 'team'] as const;
export type Suggested = (typeof SUGGESTED)[number];
/** `detail` tells people of one name apart: their e-mail address. */
export type Suggestion = { id: string; name: string; detail: string | undefined };

/** The campaigns, people and teams that stand on sends within a reach: nothing else has a name here. */
export type Suggestions = {
  /**
   * Those whose name has the text in it, or nearly (a slip), best first; without a text the most useful: campaigns of the newest sends, others by
   * name. `text` is folded. Of campaigns, the reach's newest some thousand sends are looked at; everybody's are found by any text.
   */
  search(workspaceId: WorkspaceId, reach: Reach, what: Suggested, text: string, limit: number): Promise<Suggestion[]>;
  /** Those of these ids that stand on a send within the reach. */
  byIds(workspaceId: WorkspaceId, reach: Reach, what: Suggested, ids: readonly string[]): Promise<Suggestion[]>;
};
