import type { SlackUserId } from '../../src/domain/ids.ts';
import { parseSendsCommand } from '../../src/domain/query/parse.ts';
import { parsePage } from '../../src/slack/ids.ts';
import { openStore } from '../../src/store/open.ts';
import { listSends } from '../../src/usecases/listSends.ts';
import type { Store } from '../../src/usecases/ports.ts';
import { z } from 'zod';
import { interleaved, median, timed } from './measure.ts';
import type { Measured } from './part.ts';
import type { Imported, Stage } from './stage.ts';

const slackUser = z.custom<SlackUserId>((value) => typeof value === 'string');
const thresholds = {
  ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} },
};

/** What a list is asked for, without Slack: the text after `/sends`, or what a page's button carries. */
export type Call = { name: string; user: string; text?: string; button?(imported: Imported): string };

/** The same lists as the use case answers them, for seeing how much of a front-door time the database has. No floors. */
export const measureCalls = async ({ sizes, slack }: Stage, small: Imported, large: Imported, calls: readonly Call[]): Promise<Measured[]> => {
  const open = ({ env }: Imported): Promise<Store> => openStore({ databaseUrl: env['DATABASE_URL'], dataDir: '', owner: 'the bench' });
  const [few, many] = await Promise.all([open(small), open(large)]);
  const asked = async (store: Store, imported: Imported, { user, text, button }: Call): Promise<() => Promise<unknown>> => {
    const workspace = await store.workspaces.bySlackId(slack.team.id);
    const tied = workspace && (await store.members.bySlackUser(workspace.id, slackUser.parse(user)));
    const turn = parsePage(button?.(imported));
    const parsed = parseSendsCommand(turn?.question ?? text ?? '', { now: new Date(), timeZone: 'UTC' });
    if (!tied || !parsed.ok || parsed.query.verb !== 'list') throw new Error('this is not a list somebody may ask for');
    const { view, filter } = parsed.query;
    const list = listSends({ sends: store.sends, search: store.search, notices: store.notices, workspaces: store.workspaces, clock: () => new Date(), thresholds, cancelMode: 'handoff' });
    return () => list(tied.actor, { view, filter, page: { size: 10, ...(turn && { after: turn.cursor }) } });
  };
  const p50 = (call: () => Promise<unknown>) => async (): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < sizes.questions; i++) times.push(await timed(call));
    return median(times);
  };
  try {
    const figures: Measured[] = [];
    for (const call of calls) {
      const [inFew, inMany] = [await asked(few, small, call), await asked(many, large, call)];
      const compare = (rounds: number) => interleaved(rounds, p50(inFew), p50(inMany));
      await compare(1);
      figures.push({ name: `${call.name}, the use case alone`, unit: 'ms', ...(await compare(sizes.rounds)), floor: undefined });
    }
    return figures;
  } finally {
    await Promise.all([few.close(), many.close()]);
  }
};
