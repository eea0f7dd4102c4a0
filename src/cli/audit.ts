import type { MemberId, SendId, WorkspaceId } from '../domain/ids.ts';
import { auditCsv } from '../sources/csv/audit.ts';
import { auditRows } from '../usecases/auditRows.ts';
import { UserFacingError } from '../usecases/errors.ts';
import { quoted } from '../usecases/harmless.ts';
import type { Store } from '../usecases/ports.ts';
import { readAuditArgs } from './args.ts';
import type { Verb } from './deps.ts';
import { pour } from './pour.ts';
import { findFilledWorkspace } from './workspace.ts';

/** `audit`: writes who did what as CSV to standard output. */
export const auditVerb: Verb = {
  name: 'audit',
  usage: '[--since 2026-11-01] [--until 2026-12-01] [--send 1234] [--member EMAIL] [--workspace NAME] > FILE',
  does: 'Writes as CSV who did what to which send or member, when, from where, before and after. Days are days in UTC. ' +
    '--member: what was done to them and by them. Into a pipe, say "npm run -s tracker -- audit".',
  async run(deps, words) {
    const { since, until, send, member, workspace: named } = readAuditArgs(words);
    const store = await deps.store();
    const workspace = await findFilledWorkspace(store.workspaces, named);
    const filter = {
      since: since === undefined ? undefined : moment('--since', since),
      until: until === undefined ? undefined : moment('--until', until),
      send: send === undefined ? undefined : await sendCalled(store, workspace.id, send),
      member: member === undefined ? undefined : await memberCalled(store, workspace.id, member),
    };
    await pour(auditRows(store)(workspace.id, filter), auditCsv(), deps.output());
    return 0;
  },
};

/** A day in UTC, or a time with its zone. */
const moment = (option: string, text: string): Date => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) || /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text) ? new Date(text) : undefined;
  if (!at || Number.isNaN(at.getTime())) throw new UserFacingError(`I can’t read ${option} ${quoted(text)}. Write a day like 2026-11-01, or a time like 2026-11-01T09:00:00Z.`);
  return at;
};

const sendCalled = async ({ sends }: Pick<Store, 'sends'>, workspace: WorkspaceId, text: string): Promise<SendId> => {
  const [send, other] = await sends.lookUp(workspace, { everything: true }, text, 2);
  if (!send) throw new UserFacingError(`There is no send ${quoted(text)}.`);
  if (other) throw new UserFacingError(`Several sends go by ${quoted(text)}. Use a number.`);
  return send.id;
};

const memberCalled = async ({ people }: Pick<Store, 'people'>, workspace: WorkspaceId, email: string): Promise<MemberId> => {
  const found = await people.byEmail(workspace, email);
  if (!found) throw new UserFacingError(`There is no member ${quoted(email)}.`);
  return found.id;
};
