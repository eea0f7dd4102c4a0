import { z } from 'zod';
import { completed } from './complete.ts';
import type { Ids } from './ids.ts';
import type { Change, View } from './model.ts';

type Context = { ids: Ids; clock: () => Date; tell: (change: Change) => void };

const plainText = z.object({ type: z.literal('plain_text'), text: z.string() });
/** A view as the bot sends it, after the validator took it. */
const sentView = z.object({
  type: z.enum(['modal', 'home']), title: plainText.optional(), submit: plainText.optional(), close: plainText.optional(),
  callback_id: z.string().default(''), external_id: z.string().default(''), private_metadata: z.string().default(''),
  clear_on_close: z.boolean().default(false), notify_on_close: z.boolean().default(false), blocks: z.unknown(),
});

/** Slack lays at most three dialogs on each other. */
export const MOST_STACKED = 3;

export const createViews = ({ ids, clock, tell }: Context) => {
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();
  const stackOf = (user: string): readonly View[] => stacks.get(user) ?? [];
  const every = (): View[] => [...[...stacks.values()].flat(), ...homes.values()];
  const hash = (): string => `${Math.floor(clock().getTime() / 1000)}.${ids.secret(8)}`;
  const content = (sent: unknown) => {
    const { type, title, submit, close, ...rest } = sentView.parse(sent);
    return {
      type, title, submit, close, hash: hash(), callbackId: rest.callback_id, externalId: rest.external_id,
      privateMetadata: rest.private_metadata, clearOnClose: rest.clear_on_close, notifyOnClose: rest.notify_on_close,
      blocks: completed(rest.blocks, ids),
    };
  };
  const make = (user: string, sent: unknown, below: View | undefined): View => {
    const id = ids.next('V');
    return { ...content(sent), id, user, rootId: below?.rootId ?? id, previousId: below?.id };
  };
  return {
    stackOf,
    top: (user: string): View | undefined => stackOf(user).at(-1),
    home: (user: string): View | undefined => homes.get(user),
    find: (key: { id: string } | { externalId: string }): View | undefined =>
      every().find((view) => ('id' in key ? view.id === key.id : view.externalId !== '' && view.externalId === key.externalId)),
    open: (user: string, sent: unknown, cause?: string): View => {
      const view = make(user, sent, undefined);
      stacks.set(user, [view]);
      tell({ kind: 'view', how: 'opened', view, cause });
      return view;
    },
    push: (user: string, sent: unknown, cause?: string): View => {
      const view = make(user, sent, stackOf(user).at(-1));
      stacks.set(user, [...stackOf(user), view]);
      tell({ kind: 'view', how: 'pushed', view, cause });
      return view;
    },
    update: (view: View, sent: unknown, cause?: string): View => {
      Object.assign(view, content(sent));
      tell({ kind: 'view', how: 'updated', view, cause });
      return view;
    },
    publish: (user: string, sent: unknown): View => {
      const shown = homes.get(user);
      const view = shown ? Object.assign(shown, content(sent)) : make(user, sent, undefined);
      homes.set(user, view);
      tell({ kind: 'view', how: 'published', view, cause: undefined });
      return view;
    },
    /** Closes the top dialog, or all of them. */
    close: (user: string, all: boolean, cause?: string): void => {
      const closing = all ? stackOf(user).toReversed() : stackOf(user).slice(-1);
      stacks.set(user, all ? [] : stackOf(user).slice(0, -1));
      for (const view of closing) tell({ kind: 'view', how: 'closed', view, cause });
    },
  };
};
