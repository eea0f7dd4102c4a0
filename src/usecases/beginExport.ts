import type { SlackUserId } from '../domain/ids.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Clock } from './ports.ts';
import type { BegunExport, Exports, NewExport } from './ports/exports.ts';

export type BeginExportDeps = { exports: Pick<Exports, 'begin'>; clock: Clock };

/** How many exports a person may begin within a day. */
export const EXPORTS_A_DAY = 10;
const DAY = 24 * 60 * 60_000;

/** Takes the order for a file of sends: it is written afterwards, of what the asker may see by then, and given to them alone. Audited. */
export const beginExport = ({ exports, clock }: BeginExportDeps) =>
  (actor: Actor, slackUser: SlackUserId, door: 'command' | 'card', asked: NewExport): Promise<BegunExport> => {
    const at = clock();
    const limit = { most: EXPORTS_A_DAY, since: new Date(at.getTime() - DAY) };
    return exports.begin(actor.workspaceId, actor.memberId, asked, limit, { at, actor: { member: actor.memberId, slackUser }, door });
  };
