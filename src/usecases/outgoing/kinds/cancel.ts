import { isOpen, type RequestState } from '../../../domain/cancelRequest.ts';
import { parseRequestId, type RequestId } from '../../../domain/ids.ts';
import { quietUntil } from '../../../domain/notice/times.ts';
import { reachOf } from '../../../domain/visibility.ts';
import type { Waiting } from '../../ports/outbox.ts';
import { bareSend } from '../bare.ts';
import type { BodyOf } from '../bodies.ts';
import type { CancelNews, Content } from '../content.ts';
import type { Context, Handler, HandlerDeps, Step } from '../steps.ts';

/** The name of a request's living message. */
const subjectOf = (request: RequestId): string => `cancel:${request}`;
export const requestIn = (subject: string): RequestId | undefined => parseRequestId(subject.slice('cancel:'.length));

const EVERYTHING = { everything: true } as const;

/** What is shown of a request to this reader; undefined: it is gone, or may not be seen (any more). */
export const cancelContent = async (deps: HandlerDeps, id: RequestId, what: CancelNews, { workspaceId, reader }: Context): Promise<Content | undefined> => {
  const found = await deps.cancels.get(workspaceId, id);
  const send = found && (await deps.sends.details(workspaceId, reader.is === 'member' ? reachOf(reader.actor) : EVERYTHING, found.sendId));
  if (!found || !send) return undefined;
  const { request } = found;
  const answers = reader.is === 'channel' || (reader.actor.role === 'ADMIN' && request.gateway === 'handoff');
  if (what === 'asked' && answers) {
    const asker = await deps.people.get(workspaceId, request.askedBy.id);
    return { kind: 'cancel-request', send: bareSend(send), request, asker: asker?.tie?.slackUser };
  }
  return reader.is === 'channel'
    ? { kind: 'cancel-notice', what, send: bareSend(send), request }
    : { kind: 'cancel-news', what, send, own: send.sender.id === reader.actor.memberId, request };
};

/** Whether there is still reason to say it: a request that is over is told by its outcome. */
const stillTrue = (what: CancelNews, state: RequestState): boolean => (what === 'outcome' || what === 'went-out' ? true : isOpen(state));



/**
 * What holds it back. Whoever asked hears what came of it, and everybody that it went out all the same, whenever it is; the others are only
 * being told: not where notifications are off, and not in their quiet hours.
 */
const heldBack = async (deps: HandlerDeps, content: Content, { workspaceId, reader, now }: Context): Promise<{ until: Date } | 'off' | undefined> => {
  if (content.kind !== 'cancel-news' || reader.is !== 'member' || content.what === 'went-out' || content.request.askedBy.id === reader.actor.memberId) return undefined;
  if (!deps.notifications) return 'off';
  const { preferences } = await deps.notices.settings(workspaceId, reader.actor.memberId);
  const until = quietUntil(now, preferences.quiet, reader.timeZone);
  return until && { until };
};

const stepFor = async (deps: HandlerDeps, { id, sendId, body: { request, what } }: Waiting<BodyOf<'cancel'>>, context: Context): Promise<Step> => {
  const content = await cancelContent(deps, request, what, context);
  if (!content || !('request' in content)) return { do: 'drop', items: [id], why: 'it may not be seen, or is gone' };
  if (!stillTrue(what, content.request.state)) return { do: 'drop', items: [id], why: 'over before it was told' };
  const held = await heldBack(deps, content, context);
  if (held === 'off') return { do: 'drop', items: [id], why: 'notifications are off' };
  if (held) return { do: 'wait', items: [id], until: held.until };
  const subject = subjectOf(request);
  if (what === 'asked') return { do: 'post', items: [id], content, subject, ...(sendId !== undefined && { sendId }) };
  return { do: 'post', items: [id], content, inThreadOf: subject, broadcast: true };
};

/** News of cancel requests: first a message that lives, then replies in its thread. */
export const cancel: Handler<'cancel'> = async (deps, items, context) => {
  const steps: Step[] = [];
  for (const item of items) steps.push(await stepFor(deps, item, context));
  return steps;
};
