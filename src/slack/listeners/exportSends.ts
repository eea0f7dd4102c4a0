import { parseSendsCommand } from '../../domain/query/parse.ts';
import type { Clock } from '../../usecases/ports.ts';
import type { NewExport } from '../../usecases/ports/exports.ts';
import type { Asker } from '../actor.ts';
import { parseExport, parseFold } from '../ids.ts';
import type { Action } from '../payloads.ts';
import { inMessage, plainly, type Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import type { Message } from '../views/blocks.ts';
import { exportBegun, exportRunning, exportsTooMany } from '../views/exportCard.ts';
import { outdated } from '../views/refusals.ts';

/** Begins an export, wherever it was asked for: the file goes to the asker's direct messages. */
export const beginExport = async (verbs: Verbs, { actor, slackUser }: Asker, door: 'command' | 'card', asked: NewExport): Promise<Message> => {
  switch (await verbs.beginExport(actor, slackUser, door, asked)) {
    case 'begun': return exportBegun(asked.withAddress);
    case 'running': return exportRunning();
    case 'too-many': return exportsTooMany();
  }
};

/** Export under a list: its question, as the person who clicks may ask it. */
export const exportClick = (verbs: Verbs, clock: Clock) => ({ value }: Action): Plan => {
  const question = parseExport(value);
  if (question === undefined) return plainly(outdated());
  return inMessage(async (asker) => {
    const parsed = parseSendsCommand(question, { now: clock(), timeZone: asker.timeZone });
    if (!parsed.ok || parsed.query.verb !== 'list') return outdated();
    return beginExport(verbs, asker, 'card', { question: parsed.query.canonical, withAddress: false });
  });
};

/** Export under a message of many: the sends in it, as far as its reader may see them by then. */
export const foldExportClick = (verbs: Verbs) => ({ value }: Action): Plan => {
  const asked = parseFold(value);
  return asked ? inMessage((asker) => beginExport(verbs, asker, 'card', { question: asked.fold, withAddress: false })) : plainly(outdated());
};
