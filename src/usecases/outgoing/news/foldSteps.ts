import { asksToAct, STATUSES_THAT_ASK } from '../../../domain/notice/events.ts';
import { type Actor, reachOf } from '../../../domain/visibility.ts';
import type { FoldContent } from '../content.ts';
import { addressOf } from '../memberCard.ts';
import { groupBy } from '../../groups.ts';
import type { Context, HandlerDeps, Step } from '../steps.ts';
import type { Placement } from './place.ts';

/** How many of those that ask to act are listed; a button shows the rest. */
const LISTED = 10;

/**
 * One message of many, edited as it grows. What asks its reader to act and comes to a message that is there already stands in its thread as well,
 * and in the conversation: an edit alone notifies nobody.
 */
export const foldSteps = async (
  deps: HandlerDeps, placements: readonly Placement[], context: Context, { actor, first }: { actor: Actor; first: boolean },
): Promise<Step[]> => {
  const folds = groupBy(placements, ({ placed }) => placed.fold ?? '');
  const living = await context.living([...folds.keys()]);
  const steps: Step[] = [];
  for (const [fold, members] of folds) {
    const content = { kind: 'fold' as const, ...(await foldContent(deps, actor, fold)), first };
    const items = (chosen: readonly Placement[]) => chosen.flatMap(({ telling }) => telling.items);
    if (!living.has(fold)) {
      steps.push({ do: 'post', items: items(members), content, subject: fold });
      continue;
    }
    const [asking, quiet] = [members.filter(({ placed }) => placed.sort === 'asks'), members.filter(({ placed }) => placed.sort !== 'asks')];
    steps.push({ do: 'edit', items: items(quiet), subject: fold, content });
    if (asking.length > 0) steps.push({ do: 'post', items: items(asking), content: await needing(deps, actor, asking), inThreadOf: fold, broadcast: true });
  }
  return steps;
};

/** How a message of many stands now, for whoever may see these sends. */
export const foldContent = async ({ notices }: HandlerDeps, actor: Actor, fold: string): Promise<Omit<FoldContent, 'first'>> => {
  const { workspaceId } = actor;
  const name = { address: addressOf(actor), fold };
  const [{ counts, campaign }, page] = await Promise.all([
    notices.foldSummary(workspaceId, reachOf(actor), name),
    notices.foldPage(workspaceId, reachOf(actor), name, STATUSES_THAT_ASK, { size: LISTED }),
  ]);
  const needingCount = STATUSES_THAT_ASK.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return { fold, late: fold.startsWith('late:'), campaign, counts, needing: page.items, needingCount };
};

const needing = async ({ notices }: HandlerDeps, actor: Actor, asking: readonly Placement[]) => {
  const running = await notices.running(actor.workspaceId, reachOf(actor), asking.map(({ telling }) => telling.sendId));
  const sends = running.map(({ send }) => send).filter(({ status }) => asksToAct(status));
  return { kind: 'needing' as const, sends: sends.slice(0, LISTED), more: Math.max(0, sends.length - LISTED) };
};
