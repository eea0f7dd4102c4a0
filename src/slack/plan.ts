import type { OpenedHome } from '../usecases/home/openHome.ts';
import type { Asker, Claim } from './actor.ts';
import { type Choice, type Message, messageModal, type Modal } from './views/blocks.ts';
import { lookingUp } from './views/refusals.ts';

const TITLE = 'Send Tracker';

/** An answer that only its asker sees, to be replaced: with what its asker may see by then. */
export type Replacement = { claim: Claim; at: string; with: (asker: Asker) => Promise<Message> };
/** What is to be replaced once a request is answered. */
export type Afterwards = () => readonly Replacement[];

/**
 * What a route makes of a request before anybody knows who asks: only which kind of answer it will be, and how to get it once the asker
 * is known. A dialog shows `opening` at once, because Slack gives three seconds to open it, and is filled afterwards; when filling
 * gives undefined it stays as it opened. A message that turns out undefined is not sent: something else already tells.
 * `fresh`: Slack is asked anew who somebody is, for what must not be done on five minutes old knowledge.
 */
export type Plan =
  | { show: 'message'; replace: boolean; fresh?: boolean; afterwards?: Afterwards; of: (asker: Asker) => Promise<Message | undefined> }
  | { show: 'dialog'; opening: Modal; fresh?: boolean; of: (asker: Asker) => Promise<Modal | undefined> }
  /** In place of what the clicked dialog shows. */
  | { show: 'dialog-again'; of: (asker: Asker) => Promise<Modal> }
  | { show: 'nothing' };

/**
 * What a submitted dialog turns into; `waiting` meanwhile, when that takes too long for Slack.
 */
export type SubmissionPlan =
  | Answering
  /** What is wrong in the form, by input block: the dialog stays and says so. */
  | Problems;
export type Answering = {
  waiting: Modal; fresh?: boolean; afterwards?: Afterwards; of: (asker: Asker) => Promise<Submitted>;
};
/**
 * A dialog in place of the submitted one; what is wrong in the form, as above; or an answer that is shown where the dialog came from (`at`: a
 * response URL, in place of what stands there if `replace`), which closes the dialog. With no such place, or none any more, it is shown in the dialog.
 */
export type Submitted = Modal | Problems | Posting;
export type Problems = { problems: Readonly<Record<string, string>> };
export type Posting = { post: Message; title: string; at: string | undefined; replace: boolean };

/** Choices for what somebody types in a menu. */
export type SuggestionPlan = (asker: Asker) => Promise<readonly Choice[]>;

/** What is to stand on somebody's Home. `first`: nothing was ever published there. When `of` gives undefined it stays as it is. */
export type HomePlan = { show: 'home'; first: boolean; of: (asker: Asker) => Promise<OpenedHome | undefined> };
/** Somebody opened Home. */
export type HomeOpened = HomePlan & { claim: Claim };
/** What is made of a click. */
export type ClickPlan = Plan | HomePlan;

/** Answers in a new message. */
export const inMessage = (of: (asker: Asker) => Promise<Message | undefined>): Plan => ({ show: 'message', replace: false, of });
/** Answers in place of the message that was clicked on. */
export const inPlace = (of: (asker: Asker) => Promise<Message>): Plan => ({ show: 'message', replace: true, of });
/** The same words for whoever is let in. */
export const plainly = (message: Message): Plan => inMessage(async () => message);

/** The same where there is nothing to answer beside: in a dialog of its own. */
export const onHome = (plan: ClickPlan): ClickPlan => (plan.show !== 'message' ? plan : {
  show: 'dialog', opening: messageModal(TITLE, lookingUp()), ...(plan.fresh !== undefined && { fresh: plan.fresh }),
  of: async (asker) => {
    const answer = await plan.of(asker);
    return answer && messageModal(TITLE, answer);
  },
});

/** What is made of an event that somebody caused: `of` gives what to say about it in that conversation, if there is something. */
export type EventPlan = { claim: Claim; channel: string; threadTs?: string | undefined; of: (asker: Asker) => Promise<Message | undefined> };
