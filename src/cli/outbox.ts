import { z } from 'zod';
import { UserFacingError } from '../usecases/errors.ts';
import { harmless } from '../usecases/harmless.ts';
import type { DeadLetter, ItemId, OutboxState } from '../usecases/ports/outbox.ts';
import { readOutboxArgs } from './args.ts';
import type { Verb } from './deps.ts';
import { findFilledWorkspace } from './workspace.ts';

const LISTED = 50;
const itemId = z.uuid().pipe(z.custom<ItemId>());

/** `outbox`: what waits and what could not be delivered; `--retry` has the latter tried again. */
export const outboxVerb: Verb = {
  name: 'outbox',
  usage: '[--retry ID|all] [--workspace NAME]',
  does: 'Shows how many messages wait, and those that could not be delivered; --retry has one of them, or all, tried again.',
  async run(deps, words) {
    const { retry, workspace: named } = readOutboxArgs(words);
    const { outbox, workspaces } = await deps.store();
    const workspace = await findFilledWorkspace(workspaces, named);
    if (retry !== undefined) {
      const which = retry === 'all' ? retry : itemId.safeParse(retry).data;
      const armed = which === undefined ? 0 : await outbox.retryDead(workspace.id, which, deps.clock());
      if (armed === 0 && retry !== 'all') throw new UserFacingError(`There is no undelivered message ${harmless(retry)} in "${workspace.name}".`);
      deps.print(`${armed === 1 ? 'One message is' : `${armed} messages are`} tried again.`);
      return 0;
    }
    const [state, letters] = await Promise.all([outbox.state(workspace.id), outbox.dead(workspace.id, LISTED)]);
    for (const line of [...summary(state, deps.clock()), ...letters.map(letterLine)]) deps.print(line);
    if (state.dead > letters.length) deps.print(`… and ${state.dead - letters.length} more.`);
    return 0;
  },
};

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const summary = ({ waiting, oldest, dead, paused }: OutboxState, now: Date): string[] => [
  waiting === 0 ? 'Nothing waits.' : `${waiting} waiting${oldest ? `; the next is due ${minute(oldest)}` : ''}.`,
  ...(paused && paused.until > now ? [`Nothing leaves before ${minute(paused.until)}: ${paused.why}.`] : []),
  dead === 0 ? 'Nothing failed.' : `${dead} could not be delivered:`,
];

const letterLine = ({ id, kind, address, createdAt, endedAt, outcome }: DeadLetter): string =>
  `  ${id}  ${kind} for ${address}, written ${minute(createdAt)}, given up ${minute(endedAt)}: ${outcome}`;
