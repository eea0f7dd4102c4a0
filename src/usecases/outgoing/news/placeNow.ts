import { FOLD_WINDOW } from '../../../domain/notice/fold.ts';
import type { Context, HandlerDeps } from '../steps.ts';
import type { Telling } from './decide.ts';
import { placeAll, type Placement, toWrite } from './place.ts';

/** Where each is told, by what this mailbox was told lately; written down before anything leaves, so that whoever goes on after a crash decides alike. */
export const placeNow = async (
  { notices }: Pick<HandlerDeps, 'notices'>, address: string, tellings: readonly Telling[], { workspaceId, now }: Pick<Context, 'workspaceId' | 'now'>,
): Promise<Placement[]> => {
  // Far enough back that whatever was decided for these very items, and not finished, is found.
  const lately = await notices.toldLately(workspaceId, address, new Date(now.getTime() - FOLD_WINDOW));
  const before = await notices.toldOf(workspaceId, address, tellings.map(({ sendId }) => sendId));
  const unfinished = before.filter((each) => !lately.told.some(({ item }) => item === each.item)).map((each) => ({ ...each, at: new Date(0) }));
  const known = { ...lately, told: [...lately.told, ...unfinished] };
  const placements = placeAll(tellings, known, now);
  await notices.place(workspaceId, address, toWrite(placements, known, now), now);
  return placements;
};
