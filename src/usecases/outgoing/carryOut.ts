import { STAGES, type Held } from '../ports/outbox.ts';
import { type CarryOutDeps, type Desk, heldIn, livingOf } from './desk.ts';
import { passed } from './passOn.ts';
import { begin, post, type Begun } from './post.ts';
import { emptyHome, publishHome } from './publishHome.ts';
import type { Step } from './steps.ts';

type Edit = Extract<Step, { do: 'edit' }>;

/**
 * Does one step and records it. Throws `NotDelivered` when it could not be done, `LeaseLost` when somebody else has the mailbox. `begun`: this step,
 * where the one before has begun it already; `next`: the step after this one, which is returned where this one has begun it.
 */
export const carryOut = (deps: CarryOutDeps) => async (desk: Desk, step: Step, begun: Begun | undefined, next: Step | undefined): Promise<Begun | undefined> => {
  if (step.do === 'post') return post(deps, desk, begun ?? (await begin(deps, desk, step)), next);
  await carryOutOther(deps, desk, step);
  return undefined;
};

const carryOutOther = async (deps: CarryOutDeps, desk: Desk, step: Exclude<Step, { do: 'post' }>): Promise<void> => {
  const { outbox, clock, told } = deps;
  const items = heldIn(desk, step.items);
  switch (step.do) {
    case 'edit': return edit(deps, desk, step, items);
    case 'publish': return publishHome(deps, desk, step, items);
    case 'empty-home': return emptyHome(deps, desk, step, items);
    case 'wait': return outbox.wait(desk.claim, step.items, step.until, clock());
    case 'drop': return outbox.finish(desk.claim, { items, state: 'DROPPED', outcome: step.why, posted: false }, clock());
    case 'reroute': {
      const onward = items.flatMap((item) => step.to.map((to) => passed(desk.claim, item, to, STAGES.managers)));
      await outbox.reroute(desk.claim, { items, state: 'DROPPED', outcome: `passed on: ${step.why}`, posted: false }, onward, clock());
      return told('passed on');
    }
  }
};

const edit = async ({ outbox, messenger, clock, told }: CarryOutDeps, desk: Desk, { subject, content }: Edit, items: readonly Held[]): Promise<void> => {
  const living = await livingOf(desk, subject);
  if (!living && items.length === 0) return;
  if (!living) return outbox.finish(desk.claim, { items, state: 'DROPPED', outcome: 'nothing to edit', posted: false }, clock());
  const { meantFor, ...there } = living;
  const { shown } = await messenger.edit({ ...there, meantFor: meantFor.map(({ name }) => name) }, content);
  if (shown === living.shown) return outbox.finish(desk.claim, { items, state: 'DONE', outcome: 'shown already', posted: false }, clock());
  await outbox.finish(desk.claim, { items, state: 'DONE', outcome: 'edited', posted: false, living: { ...there, inPlaceOf: meantFor.map(({ id }) => id), shown } }, clock());
  told('edited');
};
