import type { AuditDoor, AuditVerb } from '../domain/auditWords.ts';
import type { DataAge } from '../domain/dataAge.ts';
import type { SlackUserId } from '../domain/ids.ts';
import type { Send } from '../domain/send.ts';
import type { Actor } from '../domain/visibility.ts';
import { type FindSendDeps, findSend, type Found } from './findSend.ts';
import type { Audit, AuditActor, AuditEntry, AuditFacts } from './ports/audit.ts';
import type { People } from './ports/people.ts';

/** Who did something: a member by name, or a part of the machinery. `somebody`: a member who is no longer known. */
export type Doing = { name: string } | { slackUser: SlackUserId } | 'operator' | 'source' | 'tracker' | 'somebody';
export type HistoryLine = { at: Date; who: Doing; door: AuditDoor; verb: AuditVerb; before: AuditFacts | undefined; after: AuditFacts | undefined };
/** What was done to a send here, newest first; `more`: there is older. */
export type SendHistory = Exclude<Found, { found: 'one' }> | { found: 'one'; send: Send; own: boolean; lines: readonly HistoryLine[]; more: boolean; asOf: DataAge | undefined };

export type SendHistoryDeps = FindSendDeps & { audit: Pick<Audit, 'ofSend'>; people: Pick<People, 'names'> };

const SHOWN = 40;

/** Who did what to a send, for those who see it: what they may not see is not found. */
export const sendHistory = (deps: SendHistoryDeps) => async (actor: Actor, asked: string): Promise<SendHistory> => {
  const found = await findSend(deps)(actor, asked);
  if (found.found !== 'one') return found;
  const { send, own } = found.card;
  const entries = await deps.audit.ofSend(actor.workspaceId, send.id, SHOWN + 1);
  const names = await deps.people.names(actor.workspaceId, [...new Set(entries.flatMap(({ actor: by }) => (isMember(by) ? [by.member] : [])))]);
  const line = ({ at, actor: by, door, verb, before, after }: AuditEntry): HistoryLine => ({ at, who: doing(by, names), door, verb, before, after });
  return { found: 'one', send, own, lines: entries.slice(0, SHOWN).map(line), more: entries.length > SHOWN, asOf: found.asOf };
};

const isMember = (actor: AuditActor): actor is Extract<AuditActor, { member: unknown }> => typeof actor === 'object' && 'member' in actor;

const doing = (actor: AuditActor, names: Awaited<ReturnType<People['names']>>): Doing => {
  if (typeof actor === 'string') return actor;
  if (!isMember(actor)) return actor;
  const name = names.get(actor.member);
  return name === undefined ? 'somebody' : { name };
};
