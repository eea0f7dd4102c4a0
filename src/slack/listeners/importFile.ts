import type { BegunImport } from '../../usecases/beginImport.ts';
import type { Actor } from '../../domain/visibility.ts';
import { DIALOGS, parseImport } from '../ids.ts';
import { type Action, type DroppedFiles, parseDroppedFiles, type Submission } from '../payloads.ts';
import { type EventPlan, inMessage, plainly, type Plan, type SubmissionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { type Message, messageModal, type Modal } from '../views/blocks.ts';
import { IMPORT_INPUT, importKnown, importModal, importNotYours, importOpening, importTaken, importWas } from '../views/importCard.ts';
import { outdated } from '../views/refusals.ts';

const TITLE = 'Import sends';

const said = (begun: BegunImport): Message => {
  switch (begun.result) {
    case 'begun': return importTaken();
    case 'known': return importKnown();
    case 'not-yours': return importNotYours(begun.admins);
  }
};

/** `/sends import`: a dialog that takes a file, from Admins. */
export const importDialog = (verbs: Verbs): Plan => ({
  show: 'dialog',
  opening: importOpening(),
  of: async ({ actor }): Promise<Modal> =>
    actor.role === 'ADMIN' ? importModal(DIALOGS.importFile) : messageModal(TITLE, importNotYours(await verbs.adminNames(actor))),
});

/** The dialog with a file in it. */
export const importSubmitted = (verbs: Verbs) => (submission: Submission): SubmissionPlan => {
  const [file] = submission.files(IMPORT_INPUT.block, IMPORT_INPUT.action);
  return {
    waiting: importOpening(),
    of: async ({ actor }) => messageModal(TITLE, file === undefined ? outdated() : said(await verbs.beginImport(actor, file))),
  };
};

const takeAll = async (verbs: Verbs, actor: Actor, { files }: DroppedFiles): Promise<Message | undefined> => {
  const begun = await Promise.all(files.map((file) => verbs.beginImport(actor, file)));
  // What was begun says so by its own card; an event told twice says nothing twice.
  const refused = begun.find(({ result }) => result === 'not-yours');
  return refused && said(refused);
};

/** Files dropped into the direct messages with the bot. */
export const filesDropped = (verbs: Verbs) => (event: unknown): EventPlan | undefined => {
  const dropped = parseDroppedFiles(event);
  return dropped && { claim: dropped.claim, channel: dropped.channel, of: ({ actor }) => takeAll(verbs, actor, dropped) };
};

/** Import and Discard on a file's card, which then tells the rest. */
export const importDecision = (verbs: Verbs) => ({ value }: Action): Plan => {
  const choice = parseImport(value);
  if (!choice) return plainly(outdated());
  return inMessage(async ({ actor }) => {
    const decided = await verbs.decideImport(actor, choice.id, choice.to);
    switch (decided.result) {
      case 'decided': return undefined;
      case 'was': return importWas(decided.job.state);
      case 'not-yours': return importNotYours(await verbs.adminNames(actor));
      case 'unknown': return outdated();
    }
  });
};
