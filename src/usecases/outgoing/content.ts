import type { DataAge } from '../../domain/dataAge.ts';
import type { ImportJob } from '../ports/imports.ts';
import type { SendCard } from '../sendCard.ts';

/** What a message shows, as data: `slack/views/outgoing.ts` has the words for each kind. */
export type Content =
  /** A send's card for one person, who may see it. */
  | { kind: 'card'; card: SendCard; asOf: DataAge | undefined }
  /** What was shown may not be seen by its reader any more. */
  | { kind: 'withheld' }
  | { kind: 'source-health'; source: string; well: boolean; since: Date; reason: string }
  | { kind: 'import'; job: ImportJob };
