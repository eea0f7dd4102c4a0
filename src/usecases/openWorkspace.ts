import type { Clock, Members, Workspace, Workspaces } from './ports.ts';

type Deps = { workspaces: Workspaces; members: Pick<Members, 'save'>; clock: Clock };
type Input = { slackId: string; name: string; adminEmails: ReadonlySet<string>; approverEmails?: ReadonlySet<string> };

/**
 * The tracker's workspace for a Slack one: the one already bound to it; else the only one there is, if no Slack was ever bound to it
 * (what was imported before Slack was reached); else a new one. The addresses in `ADMIN_EMAILS` are Admins in it from then on; those in
 * `CANCEL_APPROVERS` are known, with whatever role they have.
 */
export const openWorkspace = ({ workspaces, members, clock }: Deps) => async ({ slackId, name, adminEmails, approverEmails = new Set() }: Input): Promise<Workspace> => {
  const workspace = (await workspaces.bySlackId(slackId)) ?? (await adopted(workspaces, slackId, name)) ?? (await workspaces.create(name, slackId));
  const admins = [...adminEmails].map((email) => ({ email, name: undefined, role: 'ADMIN' as const, teams: undefined }));
  const approvers = [...approverEmails].filter((email) => !adminEmails.has(email)).map((email) => ({ email, name: undefined, role: undefined, teams: undefined }));
  // Nearly every start finds them so: nobody's turn is taken for that.
  const found = await members.save(workspace.id, [...admins, ...approvers], { dryRun: true });
  if (found.every(({ result }) => result === 'unchanged')) return workspace;
  await members.save(workspace.id, [...admins, ...approvers], { dryRun: false, by: { actor: 'tracker', door: 'start', at: clock() } });
  return workspace;
};

const adopted = async (workspaces: Workspaces, slackId: string, name: string): Promise<Workspace | undefined> => {
  const [only, ...others] = await workspaces.all();
  if (!only || others.length > 0 || only.slackId !== undefined) return undefined;
  return (await workspaces.bind(only.id, slackId, name)) ? { ...only, slackId, name } : workspaces.bySlackId(slackId);
};
