import { asksToAct, STATUS_NAMES } from '../../../domain/notice/events.ts';
import type { Send } from '../../../domain/send.ts';
import type { StatusName } from '../../../domain/status.ts';
import type { StatusCounts } from '../../ports.ts';
import { bareSend } from '../bare.ts';
import type { Content } from '../content.ts';
import { groupBy } from '../../groups.ts';
import { sharedCardOf } from '../kinds/share.ts';
import type { Context, HandlerDeps, Step } from '../steps.ts';
import type { Placement } from './place.ts';

/** How many of a message of many are listed. */
const LISTED = 20;

type Told = { placement: Placement; send: Send };

const foldOf = (fold: string | undefined, sends: readonly Send[], counts: StatusCounts): Content => {
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const first = sends.toSorted((a, b) => Number(asksToAct(b.status)) - Number(asksToAct(a.status))).slice(0, LISTED);
  return { kind: 'channel-fold', fold, counts, entries: first.map(({ number, status }) => ({ number, status })), more: Math.max(0, total - first.length) };
};

/** A message of many as it stands now; where others came to read the channel, nothing of it is said any more. */
export const channelFoldContent = async (deps: HandlerDeps, fold: string, { workspaceId, reader }: Pick<Context, 'workspaceId' | 'reader'>): Promise<Content | undefined> => {
  if (reader.is !== 'channel' || reader.operations) return undefined;
  if ((await deps.places.look(reader.channel))?.strangers !== 'none') return { kind: 'withheld' };
  const name = { address: `channel:${reader.channel}`, fold };
  const [{ counts }, { items: sends }] = await Promise.all([
    deps.notices.foldSummary(workspaceId, { everything: true }, name),
    deps.notices.foldPage(workspaceId, { everything: true }, name, STATUS_NAMES, { size: LISTED }),
  ]);
  return foldOf(fold, sends, counts);
};

const countOf = (sends: readonly Send[]): StatusCounts => {
  const counts: Partial<Record<StatusName, number>> = {};
  for (const { status: { name } } of sends) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** A card for each send, or what is new in its thread; many in one message, which is edited as it grows. */
export const channelSteps = async (deps: HandlerDeps, told: readonly Told[], context: Context): Promise<Step[]> => {
  const alone = told.flatMap(({ placement: { telling, placed }, send }): Step[] => {
    const { items, sort, undoes } = telling;
    const subject = sharedCardOf(send.id);
    const card = { kind: 'shared-card', send: bareSend(send) } as const;
    if (placed.place === 'fold') return [];
    if (placed.place === 'card') return [{ do: 'post', items, content: card, subject, sendId: send.id }];
    return [
      { do: 'edit', items: [], subject, content: card },
      { do: 'post', items, content: { kind: 'channel-line', send: bareSend(send), undoes }, inThreadOf: subject, broadcast: sort === 'asks' },
    ];
  });
  const folds = groupBy(told.filter(({ placement: { placed } }) => placed.place === 'fold'), ({ placement: { placed } }) => placed.fold ?? '');
  const living = await context.living([...folds.keys()]);
  const steps: Step[] = [];
  for (const [fold, members] of folds) {
    const items = (some: readonly Told[]) => some.flatMap(({ placement: { telling } }) => telling.items);
    const content = (await channelFoldContent(deps, fold, context)) ?? { kind: 'withheld' };
    const asking = living.has(fold) ? members.filter(({ placement: { placed } }) => placed.sort === 'asks') : [];
    const quiet = members.filter((each) => !asking.includes(each));
    steps.push(living.has(fold) ? { do: 'edit', items: items(quiet), subject: fold, content } : { do: 'post', items: items(quiet), content, subject: fold });
    // An edit notifies nobody.
    const askingSends = asking.map(({ send }) => send);
    if (asking.length > 0) steps.push({ do: 'post', items: items(asking), content: foldOf(undefined, askingSends, countOf(askingSends)), inThreadOf: fold, broadcast: true });
  }
  return [...alone, ...steps];
};
