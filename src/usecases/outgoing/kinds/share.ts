import type { SendId } from '../../../domain/ids.ts';
import { reachOf } from '../../../domain/visibility.ts';
import { bareSend } from '../bare.ts';
import type { Content } from '../content.ts';
import type { Context, Handler, HandlerDeps, Step } from '../steps.ts';

/** A send as it stands in a channel: nothing of people. Undefined: it is gone. */
export const sharedContent = async (deps: HandlerDeps, send: SendId | undefined, { workspaceId }: Context): Promise<Content | undefined> => {
  const found = send && (await deps.sends.details(workspaceId, { everything: true }, send));
  return found && { kind: 'shared-card', send: bareSend(found) };
};

/** A card that somebody shares in a channel, if they may see the send by now; each lives on its own. */
export const share: Handler<'share'> = async (deps, items, context) => {
  const steps: Step[] = [];
  for (const { id, body: { by }, sendId } of items) {
    const content = (await maySee(deps, by, sendId, context)) ? await sharedContent(deps, sendId, context) : undefined;
    if (!content || context.reader.is !== 'channel' || sendId === undefined) steps.push({ do: 'drop', items: [id], why: 'it may not be shared, or is gone' });
    else steps.push({ do: 'post', items: [id], content, subject: `share:${id}`, sendId });
  }
  return steps;
};

const maySee = async (deps: HandlerDeps, by: Parameters<HandlerDeps['people']['get']>[1], send: SendId | undefined, { workspaceId }: Context): Promise<boolean> => {
  const person = await deps.people.get(workspaceId, by);
  if (!person?.tie || person.tie.suspended !== undefined || send === undefined) return false;
  const { id: memberId, name, email, role, teams } = person;
  const actor = { workspaceId, memberId, name, email, role, teams: teams === 'every' ? teams : teams.map((team) => team.id) };
  return (await deps.sends.details(workspaceId, reachOf(actor), send)) !== undefined;
};
