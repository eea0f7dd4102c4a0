import type { MemberId, SendId } from '../../../domain/ids.ts';
import type { Send } from '../../../domain/send.ts';
import { reachOf } from '../../../domain/visibility.ts';
import { bareSend } from '../bare.ts';
import type { Content } from '../content.ts';
import type { Context, Handler, HandlerDeps, Step } from '../steps.ts';

/** The name under which a send's card lives in a channel. */
export const sharedCardOf = (id: SendId): string => `share:${id}`;

/** A send as it stands in a channel: nothing of people. Undefined: it is gone. */
export const sharedContent = async (deps: HandlerDeps, send: SendId | undefined, { workspaceId, reader }: Context): Promise<Content | undefined> => {
  const found = send && (await deps.sends.details(workspaceId, { everything: true }, send));
  if (!found) return undefined;
  // A channel may come to be shared with others while a card stands in it.
  const read = reader.is === 'channel' ? (await deps.places.look(reader.channel))?.strangers : 'some';
  return read === 'none' ? { kind: 'shared-card', send: bareSend(found) } : { kind: 'withheld' };
};

/** A card that somebody shares in a channel, if they may see the send by now; where one lives already, that is brought up to date. What can't be said there, they hear. */
export const share: Handler<'share'> = async (deps, items, context) => {
  const steps: Step[] = [];
  const living = await context.living(items.flatMap(({ sendId }) => (sendId === undefined ? [] : [sharedCardOf(sendId)])));
  for (const { id, body: { by, channel }, sendId } of items) {
    const send = await visibleTo(deps, by, sendId, context);
    if (!send) steps.push({ do: 'drop', items: [id], why: 'it may not be shared, or is gone' });
    else if (context.reader.is === 'member') steps.push({ do: 'post', items: [id], content: { kind: 'not-shared', number: send.number, channel } });
    else {
      const content = await sharedContent(deps, send.id, context);
      const subject = sharedCardOf(send.id);
      if (content?.kind !== 'shared-card') steps.push({ do: 'reroute', items: [id], to: [{ member: by }], why: 'strangers read that channel' });
      else if (living.has(subject)) steps.push({ do: 'edit', items: [id], subject, content });
      else steps.push({ do: 'post', items: [id], content, subject, sendId: send.id });
    }
  }
  return steps;
};

const visibleTo = async (deps: HandlerDeps, by: MemberId, send: SendId | undefined, { workspaceId }: Context): Promise<Send | undefined> => {
  const person = await deps.people.get(workspaceId, by);
  if (!person?.tie || person.tie.suspended !== undefined || send === undefined) return undefined;
  const { id: memberId, name, email, role, teams } = person;
  const actor = { workspaceId, memberId, name, email, role, teams: teams === 'every' ? teams : teams.map((team) => team.id) };
  return deps.sends.details(workspaceId, reachOf(actor), send);
};
