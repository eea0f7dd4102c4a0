import type { Living } from '../../ports/outbox.ts';
import type { Content } from '../content.ts';
import { memberCard } from '../memberCard.ts';
import { channelFoldContent } from '../news/channelSteps.ts';
import { foldContent } from '../news/foldSteps.ts';
import { askedContent, askIn } from './askManager.ts';
import { cancelContent, requestIn } from './cancel.ts';
import { sharedContent } from './share.ts';
import type { Context, Handler, HandlerDeps } from '../steps.ts';
import { teamStale } from './staleTeam.ts';

/** A message older than this is left as it is. In ms. */
export const LIVES_FOR = 30 * 24 * 60 * 60_000;
export const livesAt = ({ postedAt }: Pick<Living, 'postedAt'>, now: Date): boolean => now.getTime() - postedAt.getTime() <= LIVES_FOR;

const redrawn = async (deps: HandlerDeps, { subject }: Living, { reader, workspaceId }: Context): Promise<Content | undefined> => {
  if (reader.is !== 'member') return channelFoldContent(deps, subject, { reader, workspaceId });
  const content = await foldContent(deps, reader.actor, subject);
  return Object.keys(content.counts).length === 0 ? { kind: 'withheld' } : { kind: 'fold', ...content, first: false };
};

type Render = (deps: HandlerDeps, living: Living, context: Context) => Promise<Content | undefined>;

/** What a living message shows now, by the first word of its name. Undefined: it stays as it is. */
const RENDERS: Readonly<Record<string, Render>> = {
  send: async (deps, { sendId }, { reader, now }) => {
    if (reader.is !== 'member' || sendId === undefined) return undefined;
    return memberCard(deps, { actor: reader.actor, now, first: false }, sendId);
  },
  wave: redrawn,
  late: redrawn,
  share: (deps, { sendId }, context) => sharedContent(deps, sendId, context),
  ask: async (deps, { subject }, context) => {
    const ask = askIn(subject);
    return ask && ((await askedContent(deps, ask, context)) ?? { kind: 'withheld' });
  },
  cancel: async (deps, { subject }, context) => {
    const request = requestIn(subject);
    return request && ((await cancelContent(deps, request, 'asked', context)) ?? { kind: 'withheld' });
  },
  'stale-team': async (deps, _living, { reader, now }) => (reader.is === 'member' && reader.actor.role === 'MANAGER' ? teamStale(deps, reader.actor, now) : undefined),
};

/** Living messages are brought up to date. */
export const refresh: Handler<'refresh'> = async (deps, items, context) => {
  const living = await context.living(items.map(({ body }) => body.subject));
  return Promise.all(items.map(async ({ id, body: { subject } }) => {
    const message = living.get(subject);
    if (!message) return { do: 'drop', items: [id], why: 'it lives no more' } as const;
    const name = subject.split(':')[0] ?? '';
    const content = Object.hasOwn(RENDERS, name) ? await RENDERS[name]?.(deps, message, context) : undefined;
    return content ? { do: 'edit', items: [id], subject, content } as const : { do: 'drop', items: [id], why: 'nothing to show' } as const;
  }));
};
