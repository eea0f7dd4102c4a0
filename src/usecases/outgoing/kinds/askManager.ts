import { parseSendId, type MemberId, type SendId } from '../../../domain/ids.ts';
import { bareSend } from '../bare.ts';
import { showSend } from '../../showSend.ts';
import type { Content } from '../content.ts';
import type { Context, Handler, HandlerDeps, Step } from '../steps.ts';

type Ask = { send: SendId; from: MemberId };
/** The name of the message that asks a manager: it is brought up to date like a card. */
const subjectOf = ({ send, from }: Ask): string => `ask:${send}:${from}`;

const isMember = (text: string): text is MemberId => /^[0-9a-f-]{36}$/.test(text);
export const askIn = (subject: string): Ask | undefined => {
  const [, id = '', from = ''] = subject.split(':');
  const send = parseSendId(id);
  return send !== undefined && isMember(from) ? { send, from } : undefined;
};

/** Undefined: it may not be seen. In a channel nothing of the recipient's is shown. */
export const askedContent = async (deps: HandlerDeps, { send, from }: Ask, { workspaceId, reader, now }: Context): Promise<Content | undefined> => {
  const asking = await deps.people.get(workspaceId, from);
  if (reader.is === 'channel') {
    const found = await deps.sends.details(workspaceId, { everything: true }, send);
    return found && { kind: 'cancel-wanted', send: bareSend(found), asker: asking?.tie?.slackUser };
  }
  const { card, asOf } = await showSend({ ...deps, clock: () => now })(reader.actor, send);
  return card && { kind: 'asked-to-cancel', card, from: asking?.name ?? '', asOf };
};

/** Managers, or operations, are asked to cancel a send; whoever may not see it any more is not. */
export const askManager: Handler<'ask-manager'> = async (deps, items, context) => {
  const steps: Step[] = [];
  for (const { id, body, sendId = body.send } of items) {
    const content = await askedContent(deps, body, context);
    steps.push(content ? { do: 'post', items: [id], content, subject: subjectOf(body), sendId } : { do: 'drop', items: [id], why: 'it may not be seen, or is gone' });
  }
  return steps;
};
