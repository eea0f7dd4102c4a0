import type { MemberId, WorkspaceId } from '../domain/ids.ts';
import type { Audit, AuditActor, AuditCursor, AuditEntry, AuditFilter } from './ports/audit.ts';
import type { People } from './ports/people.ts';

export type AuditRowsDeps = { audit: Pick<Audit, 'page' | 'numbers'>; people: Pick<People, 'emails'> };
/** An entry with what its ids stand for now; the id itself where that is known no more. */
export type AuditRow = Pick<AuditEntry, 'id' | 'at' | 'door' | 'verb' | 'before' | 'after'> & { actor: string; send: string | undefined; member: string | undefined };

const PAGE_SIZE = 1000;

/** The audit for the operator, oldest first, read page by page as it is taken. */
export const auditRows = ({ audit, people }: AuditRowsDeps) =>
  async function* (workspaceId: WorkspaceId, filter: AuditFilter): AsyncGenerator<AuditRow> {
    for (let after: AuditCursor | undefined; ; ) {
      const entries = await audit.page(workspaceId, filter, { size: PAGE_SIZE, after });
      const [numbers, emails] = await Promise.all([
        audit.numbers(workspaceId, unique(entries.map(({ send }) => send))),
        people.emails(workspaceId, unique(entries.flatMap(({ member, actor }) => [member, memberOf(actor)]))),
      ]);
      for (const { id, at, actor, door, verb, send, member, before, after: then } of entries) {
        yield {
          id, at, door, verb, before, after: then, actor: actorName(actor, emails),
          send: send && (numbers.get(send) ?? send), member: member && (emails.get(member) ?? member),
        };
      }
      after = entries.at(-1);
      if (entries.length < PAGE_SIZE) return;
    }
  };

const unique = <Id>(ids: readonly (Id | undefined)[]): Id[] => [...new Set(ids.filter((id) => id !== undefined))];
const memberOf = (actor: AuditActor): MemberId | undefined => (typeof actor === 'object' && 'member' in actor ? actor.member : undefined);

const actorName = (actor: AuditActor, emails: ReadonlyMap<MemberId, string>): string => {
  if (typeof actor === 'string') return actor;
  return 'member' in actor ? (emails.get(actor.member) ?? actor.member) : actor.slackUser;
};
