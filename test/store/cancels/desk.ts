import type { CancelMode, RequestKind } from '../../../src/domain/cancelRequest.ts';
import type { WorkspaceId } from '../../../src/domain/ids.ts';
import { parseStatus } from '../../../src/domain/status.ts';
import { answerCancel } from '../../../src/usecases/cancels/answerCancel.ts';
import { cancelSend } from '../../../src/usecases/cancels/cancelSend.ts';
import type { CancelEndpoint, EndpointAnswer } from '../../../src/usecases/cancels/endpoint.ts';
import { endpointAnswered } from '../../../src/usecases/cancels/endpointAnswered.ts';
import { reconcileCancels } from '../../../src/usecases/cancels/reconcileCancels.ts';
import type { MemberRecord, Store } from '../../../src/usecases/ports.ts';
import { slackUserId } from '../../slack/slackUserId.ts';
import type { TestDatabase } from '../../support/databases.ts';

export const NOW = new Date('2026-11-20T12:00:00Z');
const EVERYTHING = { everything: true } as const;
export const emailOf = (name: string): string => `${name.toLowerCase()}@corp.example`;

/** A workspace of its own with people and sends, and everything that can be done about canceling them. */
export const openDesk = async (db: TestDatabase, mode: CancelMode, answers: readonly EndpointAnswer[] = [], store: Store = db.store) => {
  const workspace: WorkspaceId = (await db.store.workspaces.create('Corp', `T${Math.random()}`)).id;
  let now = NOW;
  const clock = (): Date => now;
  const calls: string[] = [];
  const endpoint: CancelEndpoint = {
    call: async (id) => {
      calls.push(id);
      return answers[Math.min(calls.length, answers.length) - 1] ?? { says: 'nothing', why: 'HTTP 500' };
    },
  };
  const deps = {
    ...store, clock, cancelMode: mode, approvers: new Set([emailOf('Olga')]), supportContact: undefined, endpoint: mode === 'webhook' ? endpoint : undefined, unanswered: () => undefined,
  };
  const member = async (name: string, role: MemberRecord['role'] = 'SENDER', teams: MemberRecord['teams'] = []) => {
    await db.store.members.save(workspace, [{ email: emailOf(name), name, role, teams }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: now } });
    const user = slackUserId(`U${name.toUpperCase()}`);
    await db.store.members.tie(workspace, emailOf(name), user, name, now);
    const tied = await db.store.members.bySlackUser(workspace, user);
    if (!tied) throw new Error('not tied');
    return tied.actor;
  };
  const find = async (number: string) => {
    const [send] = await db.store.sends.lookUp(workspace, EVERYTHING, number, 1);
    if (!send) throw new Error(`no send ${number}`);
    return send;
  };
  const told = async (): Promise<string[]> => {
    const rows = await db.query(`SELECT m.address, o.body->>'what' AS what, o.kind FROM outbox o JOIN mailboxes m ON m.workspace_id = o.workspace_id AND m.id = o.mailbox_id
      WHERE o.workspace_id = $1 AND o.kind = 'cancel' ORDER BY o.id`, [workspace]);
    const people = await db.query('SELECT id, name FROM members WHERE workspace_id = $1', [workspace]);
    const named = (address: unknown): string => String(people.find(({ id }) => address === `member:${String(id)}`)?.['name'] ?? address);
    return rows.map(({ address, what }) => `${named(address)} ${String(what)}`);
  };
  return {
    workspace, store, calls, member, find, told,
    passes: (ms: number) => (now = new Date(now.getTime() + ms)),
    hears: (number: string, status: string, at: Date = now, source = 'API') => db.store.recorder.record(workspace, [{
      names: [{ scheme: 'number', value: number }], senderEmail: emailOf('Sam'), senderName: 'Sam', team: 'EMEA', kind: 'Inventoried Sends',
      observations: [{ status: parseStatus(status), at, approximate: false }],
    }], { source, now, dryRun: false }),
    asks: async (actor: Awaited<ReturnType<typeof member>>, number: string, kind: RequestKind = 'CANCEL', reason?: string) =>
      cancelSend(deps)(actor, { send: (await find(number)).id, kind, reason, door: 'card', slackUser: slackUserId('UX'), timeZone: 'UTC' }),
    answers: async (actor: Awaited<ReturnType<typeof member>>, number: string, says: 'done' | 'refused', why?: string) => {
      const { request } = await find(number);
      if (!request) throw new Error('nothing was asked');
      return answerCancel(deps)(actor, { request: request.id, says, why, door: 'card', slackUser: slackUserId('UX') });
    },
    endpointSays: async (number: string, says: 'done' | 'refused', message?: string) => {
      const { request } = await find(number);
      return request && endpointAnswered(deps)(workspace, request.id, says, message);
    },
    reconciles: () => reconcileCancels(deps)(now),
    requests: (number: string) => db.query('SELECT q.state, q.tries FROM cancel_requests q JOIN sends s ON s.workspace_id = q.workspace_id AND s.id = q.send_id WHERE s.workspace_id = $1 AND s.number = $2 ORDER BY q.id', [workspace, number]),
    audited: async () => (await db.query('SELECT verb, actor FROM audit WHERE workspace_id = $1 AND send_id IS NOT NULL ORDER BY at, id', [workspace])).map(({ verb, actor }) => `${String(verb)} by ${String(actor)}`),
    observed: (number: string, status: string) => db.query(`SELECT o.source FROM observations o JOIN sends s ON s.workspace_id = o.workspace_id AND s.id = o.send_id
      WHERE s.workspace_id = $1 AND s.number = $2 AND o.status = $3`, [workspace, number, status]),
  };
};
export type Desk = Awaited<ReturnType<typeof openDesk>>;
